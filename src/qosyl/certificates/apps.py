"""Registration of the app."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "qosyl.certificates"
    label = "certificates"
