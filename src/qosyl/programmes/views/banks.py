"""A live bank before its methodologist: each view and each export is recorded first."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from qosyl.localtext import fold
from qosyl.packages.canonical import canonical_json
from qosyl.people.access import signed_in_person
from qosyl.programmes import actions
from qosyl.programmes.access import live_bank_visible_to
from qosyl.programmes.views.frame import page_language
from qosyl.ui.lists import page_of, read_page_number
from qosyl.ui.shapes import Link

_ITEMS = 10


@never_cache
@require_GET
def bank(request: HttpRequest, bank: UUID) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    found = live_bank_visible_to(person, timezone.localdate(now), bank)
    content = actions.open_bank(person, found, purpose="view", at=now)
    words = request.GET.get("q", "").strip()
    items = [
        item
        for item in content.items
        if all(word in fold(f"{item.key} {item.topic} {item.stem.kk} {item.stem.ru}") for word in fold(words).split())
    ]
    page = {
        "trail": [Link(_("Workroom"), reverse("programmes:workroom")), Link(found.title.pick(page_language()))],
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
    content = actions.open_bank(person, found, purpose="export", at=now)
    response = HttpResponse(canonical_json(content), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{found.key}-{found.number}.json"'
    return response
