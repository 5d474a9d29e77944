"""Registration, so that `qosyl serve` is found; there are no models here."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "qosyl.config"
    label = "house"
