"""Addresses of sittings: `/sit/<attempt>/` for whoever sits, `/sittings/` for whoever holds the sitting."""

from django.urls import path

from qosyl.sittings import views

app_name = "sittings"
_SIT = "sit/<uuid:attempt>/"
_SITTING = "sittings/<uuid:sitting>/"

urlpatterns = [
    path(f"{_SIT}events", views.events, name="events"),
    path(f"{_SIT}writer", views.writer, name="writer"),
    path(f"{_SIT}finish", views.finish, name="finish"),
    path("sittings/", views.sittings, name="sittings"),
    path("sittings/open/", views.choose_cohort, name="choose-cohort"),
    path("sittings/open/<uuid:cohort>/", views.open_sitting, name="open-sitting"),
    path(_SITTING, views.sitting, name="sitting"),
    path(f"{_SITTING}draw/", views.draw, name="draw"),
    path(f"{_SITTING}time/", views.more_time, name="more-time"),
    path(f"{_SITTING}end/", views.end_starting, name="end-starting"),
    path(f"{_SITTING}record/", views.record, name="record"),
    path(f"{_SITTING}drawing/", views.proof, name="proof"),
    path(f"{_SITTING}register/", views.register, name="register"),
    path("sittings/register/<uuid:attempt>/", views.register_learner, name="register-learner"),
    path(f"{_SITTING}results/", views.results, name="results"),
    path(f"{_SITTING}sheet/", views.sheet, name="sheet"),
    path(f"{_SITTING}statistics/", views.statistics, name="statistics"),
    path(f"{_SITTING}count/", views.count, name="count"),
    path(f"{_SITTING}alike/", views.alike, name="alike"),
    path("questions/", views.items, name="items"),
    path("questions/<uuid:item>/", views.item, name="item"),
    path("questions/<uuid:item>/ruling/", views.ruling, name="ruling"),
    path("results/", views.own_results, name="own-results"),
    path("results/<uuid:attempt>/", views.result, name="result"),
    path("results/<uuid:attempt>/claims/", views.claims, name="claims"),
    path("results/<uuid:attempt>/replay/", views.replay, name="replay"),
    path("results/<uuid:attempt>/journal/", views.own_replay, name="own-replay"),
    path(_SIT, views.sit, name="sit"),
    path(f"{_SIT}start/", views.start, name="start"),
    path(f"{_SIT}go-on/", views.go_on, name="go-on"),
    path(f"{_SIT}pages/<int:number>/", views.questions, name="questions"),
    path(f"{_SIT}overview/", views.overview, name="overview"),
]
