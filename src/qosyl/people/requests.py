"""Who is asking: the one place where a request's user becomes a person of ours. For the views of all apps."""

from django.http import HttpRequest

from qosyl.people.access import NotVisible
from qosyl.people.models import User


def signed_in_person(request: HttpRequest) -> User:
    """The person behind the request; :class:`NotVisible` when nobody is signed in."""
    if not isinstance(request.user, User):
        raise NotVisible
    return request.user
