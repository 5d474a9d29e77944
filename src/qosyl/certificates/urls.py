"""Addresses of documents: the director's queue, the register, setting up, one's own, and verification."""

from django.urls import path

from qosyl.certificates import views

app_name = "certificates"
urlpatterns = [
    path("certificates/", views.awaiting, name="awaiting"),
    path("certificates/cohort/<uuid:cohort>/", views.awaiting_in_cohort, name="awaiting-in-cohort"),
    path("certificates/cohort/<uuid:cohort>/issue/", views.issue, name="issue"),
    path("register/", views.register, name="register"),
    path("register/export.csv", views.export, name="export"),
    path("certificates/set-up/", views.set_up, name="set-up"),
    path("certificates/set-up/<uuid:provider>/", views.set_up_provider, name="set-up-provider"),
    path("certificates/set-up/<uuid:provider>/letterhead/", views.set_letterhead, name="set-letterhead"),
    path("certificates/set-up/<uuid:provider>/number/", views.set_next_number, name="set-next-number"),
    path("certificates/<uuid:document>/", views.document, name="document"),
    path("certificates/<uuid:document>/pdf/", views.pdf, name="pdf"),
    path("certificates/<uuid:document>/annul/", views.annul, name="annul"),
    path("certificates/<uuid:document>/replace/", views.replace, name="replace"),
    path("my-documents/", views.own_documents, name="own-documents"),
    path("my-documents/<uuid:document>/pdf/", views.own_pdf, name="own-pdf"),
    path("v/", views.verify, name="verify"),
    path("v/<str:token>/", views.verification, name="verification"),
]
