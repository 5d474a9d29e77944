"""Registration of the app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "qosyl.people"
    label = "people"
