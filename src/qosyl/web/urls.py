"""Addresses of pages that span apps."""

from django.urls import path

from qosyl.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("demo/", views.demo, name="demo"),
    path("demo/<slug:player>/", views.demo_sign_in, name="demo-sign-in"),
    path("acts/", views.acts, name="acts"),
    path("health/", views.health, name="health"),
]
