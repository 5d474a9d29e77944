"""Registration of the app."""

from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "qosyl.cohorts"
    label = "cohorts"
