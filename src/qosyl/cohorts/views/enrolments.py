"""One learner of a cohort: the card, the history, and the changes that the rule allows to this reader."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qosyl.cohorts import actions
from qosyl.cohorts.access import changes_open_to, enrolment_visible_to, groups_in, may_do, renewal_refused
from qosyl.cohorts.forms.learners import ChangeForm, MoveForm
from qosyl.cohorts.invitations import may_join
from qosyl.cohorts.pages.histories import history_in_words
from qosyl.cohorts.reasons import sentences_of
from qosyl.cohorts.views.frame import page_language, trail_of
from qosyl.cohorts.words import BUTTONS, CONSEQUENCES, REASONS, STATE_KINDS, STATES
from qosyl.people.access import signed_in_person
from qosyl.people.queries import workplace_of
from qosyl.people.sign_in_names import printed_code
from qosyl.rules.enrolment import Act, State
from qosyl.rules.reasons import Refused
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.cohorts.models import Enrolment
    from qosyl.people.models import User

_READ, _RUN = "read_learners", "run_cohort"
#: Changes that take something from the learner: they are asked about in the colour of harm.
_HARM = {Act.DECLINE, Act.WITHDRAW}
#: A transfer takes two cohorts at once and an application: it has no button of its own here.
_ELSEWHERE = {Act.RECEIVE, Act.TRANSFER}


@never_cache
@require_safe
def enrolment(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    found = enrolment_visible_to(person, _READ, today, enrolment)
    state = State(found.state)
    may_run = may_do(person, _RUN, today, found.cohort)
    groups = groups_in(found.cohort) if may_run else []
    page = {
        "enrolment": found,
        "cohort": found.cohort,
        "learner": found.learner,
        "trail": _trail(found),
        "state": STATES[state],
        "state_kind": STATE_KINDS[state],
        "state_reason": REASONS.get(found.state_reason, ""),
        "code": printed_code(found.learner.code) if found.learner.code else "",
        "workplace": workplace_of(found.learner),
        "history": history_in_words(found),
        "buttons": [
            (row.act.value, BUTTONS[row.act])
            for row, _by in changes_open_to(person, today, found)
            if row.act not in _ELSEWHERE
        ],
        "may_invite": may_run and may_join(found),
        **_renewal(person, found, today),
        "move_form": MoveForm(groups=groups, initial={"group": str(found.group.uuid)}) if len(groups) > 1 else None,
    }
    return render(request, "cohorts/enrolment.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def change_enrolment(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """Ask for the reason and say what follows; then do it, if the rule still allows it."""
    person, today = signed_in_person(request), timezone.localdate()
    found = enrolment_visible_to(person, _READ, today, enrolment)
    wanted = request.GET.get("act", "")
    row, by = next(
        (
            (row, by)
            for row, by in changes_open_to(person, today, found)
            if row.act == wanted and row.act not in _ELSEWHERE
        ),
        (None, None),
    )
    if row is None or by is None:
        return _not_open(request, found, wanted)
    form = ChangeForm(request.POST if request.method == "POST" else None, row=row)
    if request.method == "POST" and form.is_valid():
        reason, note = form.cleaned_data.get("reason", ""), form.cleaned_data["note"]
        try:
            actions.change_enrolment(person, found, row.act, by, reason, note, timezone.now())
        except Refused as refused:
            for sentence in sentences_of(refused.reasons):
                messages.error(request, sentence)
        else:
            messages.success(request, _("The enrolment is changed. The history shows it."))
        return redirect("cohorts:enrolment", enrolment=found.uuid)
    page = {
        "cohort": found.cohort,
        "learner": found.learner,
        "enrolment": found,
        "form": form,
        "question": BUTTONS[row.act],
        "consequence": CONSEQUENCES[row.act],
        "harm": row.act in _HARM,
        "trail": [*_trail(found)[:-1], Link(_name(found), _address(found)), Link(BUTTONS[row.act])],
    }
    return render(request, "cohorts/change_enrolment.html", page, status=422 if form.is_bound else 200)


def _not_open(request: HttpRequest, found: "Enrolment", wanted: str) -> HttpResponse:
    """A page that was left open while somebody else changed the enrolment says so."""
    if wanted:
        messages.error(request, _("This change is not open (any more). The page below shows the present state."))
    return redirect("cohorts:enrolment", enrolment=found.uuid)


@require_POST
def move_to_group(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    person = signed_in_person(request)
    found = enrolment_visible_to(person, _RUN, timezone.localdate(), enrolment)
    form = MoveForm(request.POST, groups=groups_in(found.cohort))
    if form.is_valid():
        actions.move_to_group(person, found, form.chosen_group, at=timezone.now())
        messages.success(request, _("The learner studies in this group from now on."))
    else:
        messages.error(request, _("Choose a group of this cohort."))
    return redirect("cohorts:enrolment", enrolment=found.uuid)


def _renewal(person: "User", found: "Enrolment", today: date) -> dict[str, object]:
    """Whether this reader may make a new password for the learner, or why nobody does so here."""
    if not may_do(person, "renew_access", today, found.cohort) or may_join(found):
        return {"may_renew": False, "not_renewed": []}
    against = sentences_of(renewal_refused(found, today))
    return {"may_renew": not against, "not_renewed": against}


def _trail(found: "Enrolment") -> list[Link]:
    learners = reverse("cohorts:learners", kwargs={"cohort": found.cohort.uuid})
    return trail_of(found.cohort, Link(_("Learners"), learners), Link(_name(found)))


def _name(found: "Enrolment") -> str:
    return found.learner.full_name.pick(page_language())


def _address(found: "Enrolment") -> str:
    return reverse("cohorts:enrolment", kwargs={"enrolment": found.uuid})
