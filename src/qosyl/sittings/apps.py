"""Registration of the app."""

from django.apps import AppConfig


class SittingsConfig(AppConfig):
    name = "qosyl.sittings"
    label = "sittings"
