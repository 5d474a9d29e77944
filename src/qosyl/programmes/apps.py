"""Registration of the app."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "qosyl.programmes"
    label = "programmes"
