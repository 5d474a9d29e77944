"""The permission matrix: which role may do which act, and which act each route belongs to.

Each app states its part in `permissions.py` as two tables, `ACTS` and `ROUTES`, and, where roles held in one branch or
one cohort open something there, the set `NARROW` of those acts; here they become one. A route that no table names does
not answer at all. Tests call every route as every role.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import TypeVar

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from qosyl.people.roles import Role

_Value = TypeVar("_Value")


class Door(StrEnum):
    """Routes that ask for no role."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Acts with the roles that may do them, and routes with the act (or door) that they belong to.

    Acts in ``narrow`` are open, within it, to a role held in one branch or in one cohort too; all others ask for the
    role in the whole provider.
    """

    acts: Mapping[str, frozenset[Role]]
    routes: Mapping[str, str | Door]
    narrow: frozenset[str] = frozenset()

    def roles_for(self, act: str) -> frozenset[Role]:
        """Roles that may do ``act``; KeyError for an act that no table states."""
        return self.acts[act]


@lru_cache(maxsize=1)
def matrix() -> Matrix:
    """The tables of all apps put together; a name that two apps state is a programming error."""
    acts: dict[str, frozenset[Role]] = {}
    routes: dict[str, str | Door] = {}
    narrow: set[str] = set()
    for app in apps.get_app_configs():
        name = f"{app.name}.permissions"
        if not app.name.startswith("qosyl.") or find_spec(name) is None:
            continue
        tables = import_module(name)
        _add(acts, tables.ACTS, name)
        _add(routes, tables.ROUTES, name)
        narrow |= getattr(tables, "NARROW", frozenset())
    unknown = ({act for act in routes.values() if not isinstance(act, Door)} | narrow) - set(acts)
    if unknown:
        raise ImproperlyConfigured(f"acts that no table states are named: {sorted(unknown)}")
    return Matrix(acts=acts, routes=routes, narrow=frozenset(narrow))


def _add(whole: dict[str, _Value], part: Mapping[str, _Value], where: str) -> None:
    twice = whole.keys() & part.keys()
    if twice:
        raise ImproperlyConfigured(f"{where} states again: {sorted(twice)}")
    whole.update(part)
