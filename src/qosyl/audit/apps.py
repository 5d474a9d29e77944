"""Registration of the app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "qosyl.audit"
    label = "audit"
