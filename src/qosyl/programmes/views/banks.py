"""A live bank before its methodologist: each view and each export is recorded first; and before the second person."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qosyl.localtext import fold
from qosyl.packages.canonical import canonical_json
from qosyl.people.access import signed_in_person
from qosyl.programmes import actions
from qosyl.programmes.access import is_shut, live_bank_to_confirm, live_bank_visible_to, why_not_confirm
from qosyl.programmes.views.frame import page_language
from qosyl.ui.lists import page_of, read_page_number
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.programmes.models import LiveBank

_ITEMS = 10
_WHY_NOT = {
    "bank.not-shut": gettext_lazy("The bank is open to the person named for it: there is nothing to confirm."),
    "bank.own": gettext_lazy("The bank is named for you. Somebody else confirms."),
    "bank.made-the-password": gettext_lazy("You made this person's first password. Somebody else confirms."),
    "bank.account-too-new": gettext_lazy(
        "Your account was opened after the password was made. Somebody who was here before confirms."
    ),
    "bank.password-from-others": gettext_lazy(
        "You were given a new first password yourself since the bank is here. Somebody else confirms."
    ),
}


@never_cache
@require_GET
def bank(request: HttpRequest, bank: UUID) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    found = live_bank_visible_to(person, timezone.localdate(now), bank)
    try:
        content = actions.open_bank(person, found, purpose="view", at=now)
    except actions.BankShut:
        return _shut(request, found)
    words = request.GET.get("q", "").strip()
    items = [
        item
        for item in content.items
        if all(word in fold(f"{item.key} {item.topic} {item.stem.kk} {item.stem.ru}") for word in fold(words).split())
    ]
    page = {
        "trail": _trail(found),
        "bank": found,
        "page": page_of(items, read_page_number(request.GET.get("page", "")), _ITEMS),
        "words": words,
    }
    return render(request, "programmes/bank.html", page)


@never_cache
@require_POST
def export_bank(request: HttpRequest, bank: UUID) -> HttpResponse:
    """The whole bank as canonical JSON; POST, so that no link or prefetch exports it."""
    person, now = signed_in_person(request), timezone.now()
    found = live_bank_visible_to(person, timezone.localdate(now), bank)
    try:
        content = actions.open_bank(person, found, purpose="export", at=now)
    except actions.BankShut:
        return _shut(request, found)
    response = HttpResponse(canonical_json(content), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{found.key}-{found.number}.json"'
    return response


def _shut(request: HttpRequest, found: "LiveBank") -> HttpResponse:
    """What the person named reads while the bank is shut, with the address that the second person opens."""
    page = {
        "trail": _trail(found),
        "bank": found,
        "address": request.build_absolute_uri(reverse("programmes:confirm-bank", kwargs={"bank": found.uuid})),
    }
    return render(request, "programmes/bank_shut.html", page, status=403)


@never_cache
@require_http_methods(["GET", "POST"])
def confirm_bank(request: HttpRequest, bank: UUID) -> HttpResponse:
    """A second person opens a shut bank to the one named; they see who that is, and no item."""
    person, now = signed_in_person(request), timezone.now()
    found = live_bank_to_confirm(person, timezone.localdate(now), bank)
    reasons = why_not_confirm(person, found)
    if request.method == "POST":
        try:
            actions.confirm_bank_reader(person, found, at=now)
        except actions.MayNotConfirm as refused:
            reasons = refused.reasons
        else:
            messages.success(request, _("The bank is open again to the person named for it."))
            return redirect("programmes:confirm-bank", bank=found.uuid)
    page = {
        "bank": found,
        "shut": is_shut(found),
        "reasons": [_WHY_NOT[reason.code] for reason in reasons],
    }
    return render(request, "programmes/bank_confirm.html", page, status=422 if request.method == "POST" else 200)


def _trail(found: "LiveBank") -> list[Link]:
    return [Link(_("Workroom"), reverse("programmes:workroom")), Link(found.title.pick(page_language()))]
