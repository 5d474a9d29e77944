"""Statistics of what has been sat, for methodologists: all items, one item, a sitting as a whole."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from qosyl.people.access import NotVisible, may, signed_in_person
from qosyl.sittings.access import (
    sat_item_visible_to,
    sat_items_visible_to,
    sitting_visible_to,
    uncounted_sittings_visible_to,
)
from qosyl.sittings.count_tasks import count_sitting
from qosyl.sittings.pages.statistics import item_shown, items_table, sitting_statistics
from qosyl.sittings.pages.words import page_language
from qosyl.ui.lists import page_of, read_page_number
from qosyl.ui.shapes import Link

_PAGE = 25
_READ, _RULE = "read_item_statistics", "rule_on_item"


@never_cache
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """Items that have been sat, with what is known of each over all sittings."""
    person, today = signed_in_person(request), timezone.localdate()
    found = sat_items_visible_to(person, _READ, today)
    page = page_of(found, read_page_number(request.GET.get("page", "")), _PAGE, total=found.count())
    shown = {
        "page": page,
        "table": items_table(page.items, page_language()) if page.items else None,
        "uncounted": uncounted_sittings_visible_to(person, _READ, today)[:_PAGE],
    }
    return render(request, "sittings/items.html", shown)


@never_cache
@require_safe
def item(request: HttpRequest, item: UUID) -> HttpResponse:
    """One item: how easy, how telling, what each option does, by language and by sitting."""
    person, today = signed_in_person(request), timezone.localdate()
    found = sat_item_visible_to(person, _READ, today, item)
    shown = item_shown(found, page_language())
    if shown is None:
        raise NotVisible
    page = {
        "shown": shown,
        "may_rule": may(person, _RULE, today, found.provider),
        "trail": [Link(_("Questions of the final test"), reverse("sittings:items")), Link(found.key)],
    }
    return render(request, "sittings/item.html", page)


@never_cache
@require_safe
def statistics(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """A released sitting in numbers."""
    person = signed_in_person(request)
    found = sitting_visible_to(person, _READ, timezone.localdate(), sitting)
    if found.released_at is None:
        raise NotVisible
    page = {
        "sitting": found,
        "shown": sitting_statistics(found, page_language()),
        "trail": [
            Link(_("Questions of the final test"), reverse("sittings:items")),
            Link(found.cohort.title.pick(page_language())),
        ],
    }
    return render(request, "sittings/statistics.html", page)


@require_POST
def count(request: HttpRequest, sitting: UUID) -> HttpResponse:
    """Count a released sitting now; counting it again gives the same."""
    found = sitting_visible_to(signed_in_person(request), _READ, timezone.localdate(), sitting)
    if found.released_at is None:
        raise NotVisible
    count_sitting.enqueue(str(found.uuid))
    messages.success(request, _("The sitting is being counted."))
    return redirect("sittings:statistics", sitting=found.uuid)
