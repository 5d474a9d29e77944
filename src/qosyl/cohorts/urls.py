"""Addresses of cohorts and of joining one."""

from django.urls import path

from qosyl.cohorts import views

app_name = "cohorts"
urlpatterns = [
    path("cohorts/", views.cohorts, name="cohorts"),
    path("cohorts/<uuid:cohort>/", views.cohort, name="cohort"),
]
