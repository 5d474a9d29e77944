"""Protocols: the list, one as it is read and printed, a member's voice, a withdrawal."""

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

from qosyl.commissions import actions
from qosyl.commissions.access import cohort_to_draw_up, protocol_visible_to, protocols_visible_to, seat_of
from qosyl.commissions.forms import OpinionForm, WithdrawForm
from qosyl.commissions.pages import protocol_page, refused_names
from qosyl.commissions.reasons import in_words
from qosyl.commissions.views.frame import page_language, posted
from qosyl.commissions.words import KINDS
from qosyl.people.access import NotVisible, signed_in_person
from qosyl.rules.protocols import Seat
from qosyl.rules.reasons import Refused
from qosyl.ui.lists import page_of, read_page_number

if TYPE_CHECKING:
    from django.forms import BaseForm

    from qosyl.commissions.models import Protocol

_PAGE = 25
_READ = "read_protocols"
_UNPROCESSABLE = 422


@require_safe
def protocols(request: HttpRequest) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    found = protocols_visible_to(person, _READ, today)
    page = page_of(found, read_page_number(request.GET.get("page", "")), _PAGE, total=found.count())
    rows = [(each, KINDS[each.kind]) for each in page.items]
    return render(request, "commissions/protocols.html", {"page": page, "rows": rows})


@never_cache
@require_safe
def protocol(request: HttpRequest, protocol: UUID) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    found = protocol_visible_to(person, _READ, today, protocol)
    return render(request, "commissions/protocol.html", protocol_page(person, found, today, page_language()))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, protocol: UUID) -> HttpResponse:
    """A member's voice, once; it cannot be taken back, so the question stands on a page of its own."""
    person, now = signed_in_person(request), timezone.now()
    found = protocol_visible_to(person, "confirm_protocol", timezone.localdate(now), protocol)
    seat = seat_of(person, found.commission)
    if seat is None or not Seat(seat.seat).has_a_voice:
        raise NotVisible
    form = OpinionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_protocol(person, found, special_opinion=form.cleaned_data["special_opinion"], at=now)
        except Refused as refusal:
            return _refused(request, found, refusal)
        messages.success(request, _("You have confirmed the protocol."))
        return redirect("commissions:protocol", protocol=found.uuid)
    return _question(
        request,
        found,
        form,
        question=_("Do you confirm protocol No. %(number)s?") % {"number": found.number},
        consequence=_("A confirmation cannot be taken back. It is recorded with your name and the time."),
        act=_("Confirm"),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, protocol: UUID) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    today = timezone.localdate(now)
    found = protocol_visible_to(person, "draw_up_protocol", today, protocol)
    cohort_to_draw_up(person, today, found.commission.cohort.uuid)
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_protocol(person, found, form.cleaned_data["reason"], at=now)
        except Refused as refusal:
            return _refused(request, found, refusal)
        messages.success(request, _("The protocol is withdrawn. It can be drawn up anew."))
        return redirect("commissions:commission", cohort=found.commission.cohort.uuid)
    return _question(
        request,
        found,
        form,
        question=_("Withdraw protocol No. %(number)s?") % {"number": found.number},
        consequence=_("It stays to be read, with your reason. Confirmations that members gave to it lapse."),
        act=_("Withdraw the protocol"),
        harm=True,
    )


def _question(request: HttpRequest, found: "Protocol", form: "BaseForm", **words: object) -> HttpResponse:
    page = words | {"form": form, "back_to": reverse("commissions:protocol", kwargs={"protocol": found.uuid})}
    return render(request, "ui/confirm.html", page, status=_UNPROCESSABLE if form.errors else 200)


def _refused(request: HttpRequest, found: "Protocol", refusal: Refused) -> HttpResponse:
    """Something has changed since the page was opened: the protocol itself shows what."""
    names = refused_names(found, page_language())
    for reason in refusal.reasons:
        messages.error(request, in_words(reason, names))
    return redirect("commissions:protocol", protocol=found.uuid)
