"""The director's queue: who has earned what and why, and issuing it in one act under the director's own password."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from qosyl.certificates import access, actions, tasks
from qosyl.certificates.forms import IssueForm
from qosyl.certificates.lookups import PASSWORDS, WAIT_MINUTES, count_try, is_slowed
from qosyl.certificates.reasons import all_in_words
from qosyl.certificates.visitors import site_of
from qosyl.certificates.words import KINDS
from qosyl.cohorts.access import cohort_visible_to
from qosyl.people.access import signed_in_person
from qosyl.ui.errors import too_many_requests
from qosyl.ui.lists import page_of, read_page_number
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort
    from qosyl.people.models import User

_ACT = "issue_documents"
_PAGE = 20
_TAGS = {"certificate": "done", "statement": "info", "nothing": "", "undecided": "attention"}


@never_cache
@require_safe
def awaiting(request: HttpRequest) -> HttpResponse:
    """Cohorts whose commission has confirmed results, the latest first."""
    person = signed_in_person(request)
    found = access.cohorts_awaiting(person, _ACT, timezone.localdate())
    page = page_of(found, read_page_number(request.GET.get("page", "")), _PAGE, total=found.count())
    return render(request, "certificates/awaiting.html", {"page": page})


@never_cache
@require_safe
def awaiting_in_cohort(request: HttpRequest, cohort: UUID) -> HttpResponse:
    person = signed_in_person(request)
    found = cohort_visible_to(person, _ACT, timezone.localdate(), cohort)
    return _page(request, person, found)


@never_cache
@sensitive_post_parameters("password")
@require_POST
def issue(request: HttpRequest, cohort: UUID) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    found = cohort_visible_to(person, _ACT, timezone.localdate(now), cohort)
    if is_slowed(PASSWORDS, str(person.uuid), now):
        return too_many_requests(request, WAIT_MINUTES)
    rows = {str(row.case.enrolment.uuid): row.case.enrolment for row in access.awaiting(found, timezone.localdate(now))}
    form = IssueForm(request.POST, person=person, choices=[(key, key) for key in rows])
    if not form.is_valid():
        if form.has_wrong_password:
            count_try(PASSWORDS, str(person.uuid), now)
        return _page(request, person, found, form)
    chosen = [rows[key] for key in rows if key in set(form.cleaned_data["learners"])]
    try:
        documents = actions.issue_documents(person, found, chosen, address=site_of(request), at=now)
    except actions.NotIssued as refusal:
        for sentence in all_in_words(refusal.reasons):
            form.add_error(None, sentence)
        return _page(request, person, found, form)
    for document in documents:
        transaction.on_commit(partial(tasks.make_printout.enqueue, str(document.uuid)))
    many = len(documents)
    messages.success(
        request,
        ngettext(
            "%(many)d document is issued. Its PDF is being made.",
            "%(many)d documents are issued. Their PDFs are being made.",
            many,
        )
        % {"many": many},
    )
    return redirect("certificates:awaiting-in-cohort", cohort=found.uuid)


def _page(request: HttpRequest, person: "User", cohort: "Cohort", form: IssueForm | None = None) -> HttpResponse:
    language, now = get_language() or "kk", timezone.now()
    rows = access.awaiting(cohort, timezone.localdate(now))
    ready = [row for row in rows if row.can_be_issued]
    chosen = form.data.getlist("learners") if form is not None else [str(row.case.enrolment.uuid) for row in ready]  # type: ignore[attr-defined]  # the data of a request
    lines = [
        {
            "row": row,
            "uuid": str(row.case.enrolment.uuid),
            "name": row.case.enrolment.learner.full_name.pick(language),
            "kind": KINDS[row.kind],
            "tag": _TAGS[row.kind],
            "why": all_in_words(row.unmet),
            "chosen": str(row.case.enrolment.uuid) in chosen,
        }
        for row in rows
    ]
    specimen = rows[0].case.decision.specimen if rows else ()
    page = {
        "cohort": cohort,
        "lines": lines,
        "ready": len(ready),
        "overtaken": [
            {
                "document": one.document,
                "name": one.case.enrolment.learner.full_name.pick(language),
                "kind": KINDS[one.document.kind],
                "same": one.is_same_kind,
                "today": KINDS[one.kind],
                "tag": _TAGS[one.kind],
                "correction": one.correction,
            }
            for one in access.overtaken(cohort, timezone.localdate(now))
        ],
        "regraded": [
            {
                "document": one.document,
                "name": one.document.enrolment.learner.full_name.pick(language),
                "kind": KINDS[one.document.kind],
                "before": str(one.remade.before.points),
                "after": str(one.remade.after.points) if one.remade.after else "",
                "grounds": one.remade.grounds,
            }
            for one in access.regraded(cohort)
        ],
        "form": form or IssueForm(person=person, choices=[]),
        "specimen": all_in_words(specimen),
        "hindrances": all_in_words(access.hindrances(cohort, ready, at=now)),
        "provider": cohort.provider,
        "trail": [Link(_("Documents to issue"), reverse("certificates:awaiting")), Link(cohort.title.pick(language))],
    }
    return render(request, "certificates/awaiting_in_cohort.html", page, status=422 if form is not None else 200)
