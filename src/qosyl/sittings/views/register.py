"""The register of a sitting: who is there, and one learner's page at the door of the room. Works without JavaScript."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from qosyl.people.access import scope_of, signed_in_person
from qosyl.rules.reasons import Refused
from qosyl.sittings import actions
from qosyl.sittings.access import attempt_visible_to, sitting_visible_to
from qosyl.sittings.pages.register import invigilators, learner_in_register, register_shown
from qosyl.sittings.pages.words import page_language
from qosyl.sittings.reasons import sentences_of
from qosyl.sittings.register_forms import RegisterForms
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.sittings.models import Sitting

_READ, _KEEP = "read_sittings", "keep_register"
_UNPROCESSABLE = 422


@never_cache
@require_safe
def register(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Whoever is not admitted yet stands first: at the door nobody looks for a name twice."""
    person, today = signed_in_person(request), timezone.localdate()
    found = sitting_visible_to(person, _READ, today, sitting)
    cohort, rows = found.cohort, register_shown(found, page_language())
    page = {
        "sitting": found,
        "waiting": [row for row in rows if not row.is_admitted],
        "admitted": [row for row in rows if row.is_admitted],
        "invigilators": invigilators(rows, page_language()),
        "may_keep": scope_of(person, _KEEP, today).covers(cohort.provider, cohort.branch, cohort.uuid),
        "trail": _trail(found, _("Register of the sitting")),
    }
    return render(request, "sittings/register.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register_learner(request: HttpRequest, attempt: UUID) -> HttpResponse:
    """Let one learner in, note a departure or an incident; each is a line with the name of whoever writes it."""
    person, now = signed_in_person(request), timezone.now()
    found = attempt_visible_to(person, _KEEP, timezone.localdate(now), attempt)
    sitting, name = found.form.sitting, found.form.enrolment.learner.full_name.pick(page_language())
    forms = RegisterForms(request.POST if request.method == "POST" else None, now)
    sent = forms.sent
    if sent is not None and sent.is_valid():
        try:
            actions.write_register_line(person, found, sent.line, at=now)
        except Refused as refusal:
            for sentence in sentences_of(refusal.reasons):
                sent.add_error(None, sentence)
        else:
            messages.success(request, forms.done % {"name": name})
            return redirect("sittings:register", sitting=sitting.uuid)
    page = {
        "sitting": sitting,
        "learner": learner_in_register(found),
        "forms": forms,
        "trail": [*_trail(sitting, _("Register of the sitting"), _address(sitting)), Link(name)],
    }
    wrong = request.method == "POST"
    return render(request, "sittings/register_learner.html", page, status=_UNPROCESSABLE if wrong else 200)


def _address(sitting: "Sitting") -> str:
    return reverse("sittings:register", args=[sitting.uuid])


def _trail(sitting: "Sitting", here: str, address: str = "") -> list[Link]:
    above = Link(sitting.cohort.title.pick(page_language()), reverse("sittings:sitting", args=[sitting.uuid]))
    return [Link(_("Sittings"), reverse("sittings:sittings")), above, Link(here, address)]
