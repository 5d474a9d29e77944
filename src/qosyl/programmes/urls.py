"""Addresses of published programmes, and of the workroom where methodologists publish them."""

from django.urls import path

from qosyl.programmes import views

app_name = "programmes"
_PROGRAMME = "programmes/<slug:provider>/<slug:programme>/"
#: A cohort keeps the version on which it was opened though a newer one is published; the plain address is the newest.
_VERSION = f"{_PROGRAMME}version/<int:version>/"
#: What stands under a programme: the rest of the address, the view, the name of the route.
_READING = (
    ("", views.programme, "programme"),
    ("plan/", views.plan, "plan"),
    ("modules/<str:module>/", views.module, "module"),
    ("assessment/", views.assessment, "assessment"),
    ("text/", views.text, "text"),
    ("policies/", views.policies, "policies"),
    ("glossary/", views.glossary, "glossary"),
    ("literature/", views.literature, "literature"),
    ("versions/", views.versions, "versions"),
    ("characters/", views.characters, "characters"),
    ("characters/<slug:key>/", views.character, "character"),
    ("topics/<str:number>/", views.topic, "topic"),
    ("topics/<str:number>/<str:part>/", views.topic_part, "topic-part"),
    ("practice/", views.practice, "practice"),
    ("practice/<str:module>/", views.practise, "practise"),
    ("bundles/<str:number>/<str:audience>/", views.bundle, "bundle"),
)

urlpatterns = [
    path("programmes/", views.programmes, name="programmes"),
    *(path(f"{place}{page}", view, name=name) for place in (_VERSION, _PROGRAMME) for page, view, name in _READING),
    path("workroom/", views.workroom, name="workroom"),
    path("workroom/hand-in/", views.hand_in, name="hand-in"),
    path("workroom/<uuid:submission>/", views.submission, name="submission"),
    path("workroom/<uuid:submission>/publish/", views.publish, name="publish"),
    path("workroom/<uuid:submission>/again/", views.ask_again, name="ask-again"),
    path("banks/<uuid:bank>/", views.bank, name="bank"),
    path("banks/<uuid:bank>/export/", views.export_bank, name="export-bank"),
    path("banks/<uuid:bank>/confirm/", views.confirm_bank, name="confirm-bank"),
]
