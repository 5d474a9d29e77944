"""Registration of the app."""

from django.apps import AppConfig


class CommissionsConfig(AppConfig):
    name = "qosyl.commissions"
    label = "commissions"
