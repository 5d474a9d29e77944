"""A learner's forgotten password: the question, and the slip with the new first password, shown once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from qosyl.cohorts import actions
from qosyl.cohorts.access import enrolment_visible_to
from qosyl.cohorts.reasons import sentences_of
from qosyl.cohorts.views.frame import page_language
from qosyl.documents.qr import qr_svg
from qosyl.people.access import signed_in_person
from qosyl.people.sign_in_names import printed_code
from qosyl.rules.reasons import Refused


@never_cache
@sensitive_variables("password")
@require_http_methods(["GET", "POST"])
def renew_access(request: HttpRequest, enrolment: UUID) -> HttpResponse:
    """Asked once more before it is done: the password that the learner has, if it is remembered, ends with it."""
    person, now = signed_in_person(request), timezone.now()
    found = enrolment_visible_to(person, "renew_access", timezone.localdate(now), enrolment)
    learner = found.learner
    if request.method == "GET":
        question = {
            "question": _("Make a new password for %(name)s?") % {"name": learner.full_name.pick(page_language())},
            "consequence": _(
                "The old password ends at once, and the learner is signed out everywhere. You get a slip to print; the "
                "learner replaces its password at the first sign-in."
            ),
            "act": _("Make a new password"),
            "back_to": reverse("cohorts:enrolment", kwargs={"enrolment": found.uuid}),
        }
        return render(request, "ui/confirm.html", question)
    try:
        password = actions.renew_access(person, found, at=now)
    except Refused as refusal:
        messages.error(request, " ".join(sentences_of(refusal.reasons)))
        return redirect("cohorts:enrolment", enrolment=found.uuid)
    path = reverse("people:sign-in")
    address = request.build_absolute_uri(path)
    page = {
        "enrolment": found,
        "learner": learner,
        "provider": found.cohort.provider,
        "code": printed_code(learner.code) if learner.code else "",
        "password": password,
        "host": address.removesuffix(path),
        "path": path,
        "qr": mark_safe(qr_svg(address)),  # noqa: S308 - drawn by us out of an address of ours
    }
    return render(request, "cohorts/access_slip.html", page)
