"""Addresses of commissions and their protocols."""

from django.urls import path

from qosyl.commissions import views

app_name = "commissions"
urlpatterns = [
    path("protocols/", views.protocols, name="protocols"),
    path("protocols/<uuid:protocol>/", views.protocol, name="protocol"),
    path("protocols/<uuid:protocol>/confirm/", views.confirm, name="confirm"),
    path("protocols/<uuid:protocol>/correct/", views.correct, name="correct"),
    path("protocols/<uuid:protocol>/withdraw/", views.withdraw, name="withdraw"),
    path("cohorts/<uuid:cohort>/commission/", views.commission, name="commission"),
    path("cohorts/<uuid:cohort>/commission/appoint/", views.appoint, name="appoint"),
    path("cohorts/<uuid:cohort>/commission/admission/", views.admission, name="admission"),
    path("cohorts/<uuid:cohort>/commission/results/", views.results, name="results"),
]
