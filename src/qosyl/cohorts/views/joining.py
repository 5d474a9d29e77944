"""Joining by a link: what the course is, the own name confirmed, consent, a password of one's own.

Opening the link changes nothing. Whoever holds a link that opens nothing is told why and what to do.
"""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from qosyl.cohorts import actions
from qosyl.cohorts.access import invitation_of_link
from qosyl.cohorts.consent_texts import PRESENT, TEXTS
from qosyl.cohorts.forms.joining import FirstJoinForm, JoinForm
from qosyl.cohorts.invitations import LinkState
from qosyl.cohorts.views.frame import page_language
from qosyl.localtext import period_in_words
from qosyl.people.access import person_behind
from qosyl.programmes.access import published_package

if TYPE_CHECKING:
    from qosyl.cohorts.models import Invitation

_BACKEND = "qosyl.people.backends.SignInNameBackend"
_NOT_THERE, _GONE, _WRONG = 404, 410, 422


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    invitation, state = invitation_of_link(token, timezone.now())
    if invitation is None or state is not LinkState.OPEN:
        return _closed(request, state)
    learner, person = invitation.enrolment.learner, person_behind(request.user)
    page = _page(invitation)
    if person is not None and person != learner:
        return render(request, "cohorts/join_as_another.html", page)
    if person is None and learner.has_usable_password():
        return render(request, "cohorts/join_sign_in.html", page)
    kind = JoinForm if person is not None else FirstJoinForm
    form = kind(request.POST if request.method == "POST" else None, learner=learner)
    if request.method == "POST" and form.is_valid():
        return _accept(request, token, form)
    return render(request, "cohorts/join.html", page | {"form": form}, status=_WRONG if form.is_bound else 200)


def _accept(request: HttpRequest, token: str, form: JoinForm) -> HttpResponse:
    joining = actions.Joining(
        kk=form.name("kk"),
        ru=form.name("ru"),
        consent_version=PRESENT,
        language=page_language(),
        password=form.new_password,
    )
    try:
        learner = actions.accept_invitation(token, joining, at=timezone.now())
    except actions.LinkClosed as closed:
        return _closed(request, closed.state)
    if person_behind(request.user) is None:
        login(request, learner, backend=_BACKEND)
    messages.success(request, _("You have joined the course. Next time sign in with your phone number or code."))
    return redirect("web:home")


def _closed(request: HttpRequest, state: LinkState) -> HttpResponse:
    status = _NOT_THERE if state is LinkState.UNKNOWN else _GONE
    return render(request, "cohorts/join_closed.html", {"state": state.value}, status=status)


def _page(invitation: "Invitation") -> dict[str, object]:
    cohort = invitation.enrolment.cohort
    return {
        "invitation": invitation,
        "cohort": cohort,
        "group": invitation.enrolment.group,
        "learner": invitation.enrolment.learner,
        "programme": published_package(cohort.publication).programme,
        "period": period_in_words(cohort.starts_on, cohort.ends_on),
        "consent": TEXTS[PRESENT],
        "consent_version": PRESENT,
    }
