"""Addresses of sittings: `/sit/<attempt>/` for whoever sits, `/sittings/` for whoever holds the sitting."""

from django.urls import path

from qosyl.sittings import views

app_name = "sittings"
_SIT = "sit/<uuid:attempt>/"

urlpatterns = [
    path(f"{_SIT}events", views.events, name="events"),
    path(f"{_SIT}writer", views.writer, name="writer"),
    path(f"{_SIT}finish", views.finish, name="finish"),
]
