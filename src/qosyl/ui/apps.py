"""The Django application of the interface kit."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "qosyl.ui"
    label = "ui"
