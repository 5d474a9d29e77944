"""Registration of the app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "qosyl.web"
    label = "web"
