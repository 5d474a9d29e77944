"""Template tags that draw forms. ``{% load ui %}`` brings them; they know Django's forms and nothing of any domain."""

from collections.abc import Sequence

from django import forms, template
from django.forms import BaseForm, BoundField
from django.utils.translation import gettext as _

register = template.Library()


def _shape(field: BoundField) -> str:
    """Which drawing a field gets: one tick, a group of choices, or a control under its label."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "group" if field.use_fieldset else "control"


@register.inclusion_tag("ui/parts/field.html")
def field(field: BoundField) -> dict[str, object]:
    """One field: label, help, error and control, tied together for those who listen."""
    described = [f"{field.auto_id}_helptext"] if field.help_text else []
    described += [f"{field.auto_id}_error"] if field.errors else []
    return {
        "field": field,
        "shape": _shape(field),
        "described": " ".join(described),
        "optional": not field.field.required and _shape(field) != "tick",
    }


@register.inclusion_tag("ui/parts/form_body.html")
def form_body(form: BaseForm) -> dict[str, object]:
    """All of a form but its buttons and its token: the summary of errors, hidden fields, then field by field."""
    return {"form": form}


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(form: BaseForm, *, focus: bool = True) -> dict[str, object]:
    """What is to be mended, each a link to its field; takes the focus when the page opens."""
    return {"problems": _problems(form), "focus": focus}


def _problems(form: BaseForm) -> Sequence[tuple[str, str, str]]:
    """(address, name of the field, sentence); errors of the whole form have no address."""
    if not form.is_bound:
        return []
    found = [("", "", str(error)) for error in form.non_field_errors()]
    for bound in form:
        anchor = f"{bound.auto_id}_0" if _shape(bound) == "group" else bound.auto_id
        for error in bound.errors:
            whole_form = bound.is_hidden
            found.append(("" if whole_form else f"#{anchor}", "" if whole_form else str(bound.label), str(error)))
    return found


@register.inclusion_tag("ui/parts/search.html")
def search_field(label: str, value: str = "", name: str = "q", action: str = "", hint: str = "") -> dict[str, object]:
    """A search of its own: GET, so that what was found has an address."""
    return {"label": label, "value": value, "name": name, "action": action, "hint": hint, "words": _("Search")}
