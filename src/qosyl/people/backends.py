"""Signing in by phone number, e-mail or personal code, with a password."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from qosyl.people.access import person_named
from qosyl.people.models import User
from qosyl.people.sign_in_names import read_sign_in_name


class SignInNameBackend(BaseBackend):
    """Takes the same time whether the name exists or not, so that nobody learns who has an account."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:  # noqa: ARG002 - Django's
        sign_in_name, password = credentials.get("sign_in_name"), credentials.get("password")
        if not isinstance(sign_in_name, str) or not isinstance(password, str):
            return None
        name = read_sign_in_name(sign_in_name)
        user = person_named(name.kind, name.value) if name else None
        if user is None:
            make_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()
