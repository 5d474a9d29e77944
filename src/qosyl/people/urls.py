"""Addresses of signing in, one's own account, and the people whom an administrator looks after."""

from django.urls import path

from qosyl.people import views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("", views.own_account, name="own-account"),
    path("password/", views.own_password, name="own-password"),
    path("people/", views.people, name="people"),
    path("people/new/", views.new_person, name="new-person"),
    path("people/known/", views.known_person, name="known-person"),
    path("people/<uuid:person>/", views.person, name="person"),
    path("people/<uuid:person>/role/", views.give_role, name="give-role"),
    path("people/<uuid:person>/password/", views.renew_password, name="renew-password"),
    path("people/<uuid:person>/close/", views.close_account, name="close-account"),
    path("people/<uuid:person>/open/", views.open_account, name="open-account"),
    path("role/<uuid:holding>/end/", views.end_role, name="end-role"),
]
