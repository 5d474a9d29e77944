"""Addresses of published programmes, and of the workroom where methodologists publish them."""

from django.urls import path

from qosyl.programmes import views

app_name = "programmes"
_PROGRAMME = "programmes/<slug:provider>/<slug:programme>/"

urlpatterns = [
    path("programmes/", views.programmes, name="programmes"),
    path(_PROGRAMME, views.programme, name="programme"),
    path(f"{_PROGRAMME}plan/", views.plan, name="plan"),
    path(f"{_PROGRAMME}modules/<str:module>/", views.module, name="module"),
    path(f"{_PROGRAMME}assessment/", views.assessment, name="assessment"),
    path(f"{_PROGRAMME}text/", views.text, name="text"),
    path(f"{_PROGRAMME}policies/", views.policies, name="policies"),
    path(f"{_PROGRAMME}glossary/", views.glossary, name="glossary"),
    path(f"{_PROGRAMME}literature/", views.literature, name="literature"),
    path(f"{_PROGRAMME}versions/", views.versions, name="versions"),
    path(f"{_PROGRAMME}characters/", views.characters, name="characters"),
    path(f"{_PROGRAMME}characters/<slug:key>/", views.character, name="character"),
    path(f"{_PROGRAMME}topics/<str:number>/", views.topic, name="topic"),
    path(f"{_PROGRAMME}topics/<str:number>/<str:part>/", views.topic_part, name="topic-part"),
    path(f"{_PROGRAMME}bundles/<str:number>/<str:audience>/", views.bundle, name="bundle"),
    path("workroom/", views.workroom, name="workroom"),
    path("workroom/hand-in/", views.hand_in, name="hand-in"),
    path("workroom/<uuid:submission>/", views.submission, name="submission"),
    path("workroom/<uuid:submission>/publish/", views.publish, name="publish"),
    path("workroom/<uuid:submission>/again/", views.ask_again, name="ask-again"),
    path("banks/<uuid:bank>/", views.bank, name="bank"),
    path("banks/<uuid:bank>/export/", views.export_bank, name="export-bank"),
    path("banks/<uuid:bank>/confirm/", views.confirm_bank, name="confirm-bank"),
]
