"""Addresses of the interface kit: language, display settings, and the page that shows all parts."""

from django.urls import path

from qosyl.ui import views

app_name = "ui"
urlpatterns = [
    path("language/", views.set_language, name="language"),
    path("display/", views.set_display, name="display"),
    path("ui/", views.gallery, name="gallery"),
]
