"""Fields of choices: filling one by name, with the type checker's consent. For forms of all apps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Words


def offer(field: forms.Field, choices: Sequence[tuple[str, "Words"]]) -> None:
    """Give a choice field its choices; any other field is a programming error."""
    if not isinstance(field, forms.ChoiceField):
        raise TypeError("not a field of choices")
    field.choices = choices
