"""Invitations of a cohort: printed slips with links and QR codes, one learner's link for a messenger, withdrawal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from qosyl.cohorts import actions
from qosyl.cohorts.access import cohort_visible_to, enrolment_visible_to, groups_in, invited_learners
from qosyl.cohorts.views.frame import page_language, trail_of
from qosyl.documents.qr import qr_svg
from qosyl.localtext import period_in_words
from qosyl.people.access import signed_in_person
from qosyl.people.sign_in_names import printed_code
from qosyl.programmes.access import published_package
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort

_RUN = "run_cohort"
#: So many slips are made at once: a print of twelve pages.
MOST_SLIPS = 100


@dataclass(frozen=True, slots=True)
class Slip:
    """What is handed to one learner, in the learner's own language."""

    language: str
    name: str
    title: str
    provider: str
    period: str
    code: str
    address: str
    #: The address in two parts, so that a narrow slip breaks it where a reader expects.
    host: str
    path: str
    qr: SafeString
    expires_at: datetime


@never_cache
@require_http_methods(["GET", "POST"])
def invitations(request: HttpRequest, cohort: UUID) -> HttpResponse:
    """Who has not answered yet; a POST makes their links and shows them, once, as slips to print."""
    person = signed_in_person(request)
    found = cohort_visible_to(person, _RUN, timezone.localdate(), cohort)
    groups = groups_in(found)
    number = request.POST.get("group", request.GET.get("group", ""))
    group = next((each for each in groups if str(each.number) == number), None)
    waiting = invited_learners(found, group)
    if request.method == "POST":
        made = actions.make_invitations(person, waiting[:MOST_SLIPS], at=timezone.now())
        if made:
            return render(request, "cohorts/slips.html", {"cohort": found, "slips": _slips(request, found, made)})
        messages.info(request, _("Everybody has answered: there is no slip to print."))
        return redirect("cohorts:cohort", cohort=found.uuid)
    page = {
        "cohort": found,
        "groups": groups,
        "group": group,
        "waiting": waiting,
        "many": len(waiting),
        "most": MOST_SLIPS,
        "trail": trail_of(found, Link(_("Invitations"))),
    }
    return render(request, "cohorts/invitations.html", page)


@never_cache
@require_POST
def invite(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """A new link of one learner, shown once: as words to copy into a messenger, and as a slip."""
    person = signed_in_person(request)
    found = enrolment_visible_to(person, _RUN, timezone.localdate(), enrolment)
    made = actions.make_invitations(person, [found], at=timezone.now())
    if not made:
        messages.error(request, _("This learner has joined already or left: no link can be made."))
        return redirect("cohorts:enrolment", enrolment=found.uuid)
    [slip] = _slips(request, found.cohort, made)
    name = found.learner.full_name.pick(page_language())
    back = Link(name, reverse("cohorts:enrolment", kwargs={"enrolment": found.uuid}))
    page = {
        "cohort": found.cohort,
        "enrolment": found,
        "slip": slip,
        "name": name,
        "trail": trail_of(found.cohort, back, Link(_("Invitation"))),
    }
    return render(request, "cohorts/invitation.html", page)


@require_POST
def withdraw_invitations(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    person = signed_in_person(request)
    found = enrolment_visible_to(person, _RUN, timezone.localdate(), enrolment)
    if actions.withdraw_invitations(person, found, at=timezone.now()):
        messages.success(request, _("The links of this learner open nothing any more. Make a new one when needed."))
    else:
        messages.info(request, _("No link of this learner was open."))
    return redirect("cohorts:enrolment", enrolment=found.uuid)


def _slips(request: HttpRequest, cohort: "Cohort", made: Sequence[actions.MadeInvitation]) -> list[Slip]:
    title = published_package(cohort.publication).programme.title
    period = period_in_words(cohort.starts_on, cohort.ends_on)
    slips = []
    for each in made:
        learner = each.enrolment.learner
        path = reverse("cohorts:join", kwargs={"token": each.token})
        address = request.build_absolute_uri(path)
        slips.append(
            Slip(
                language=learner.language,
                name=learner.full_name.pick(learner.language),
                title=title.pick(learner.language),
                provider=cohort.provider.name.pick(learner.language),
                period=period.pick(learner.language),
                code=printed_code(learner.code) if learner.code else "",
                address=address,
                host=address.removesuffix(path),
                path=path,
                qr=mark_safe(qr_svg(address)),  # noqa: S308 - drawn by us out of an address of ours
                expires_at=each.expires_at,
            )
        )
    return slips
