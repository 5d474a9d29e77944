"""Ruling on a faulty item: the form, the effect on every result, and the act itself once that effect was seen."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qosyl.people.access import NotVisible, signed_in_person
from qosyl.rules.reasons import Refused
from qosyl.rules.scoring import RulingKind
from qosyl.sittings import actions
from qosyl.sittings.access import sat_item_visible_to
from qosyl.sittings.count_tasks import count_sitting
from qosyl.sittings.pages.rulings import effect_shown
from qosyl.sittings.pages.words import page_language
from qosyl.sittings.reasons import sentences_of
from qosyl.sittings.ruling_forms import RulingForm
from qosyl.sittings.wordings import wordings_of
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.packages.model.items import Item
    from qosyl.sittings.models import SatItem

_ACT = "rule_on_item"


@never_cache
@require_http_methods(["GET", "POST"])
def ruling(request: HttpRequest, item: UUID) -> HttpResponse:
    """GET asks; a first POST shows what it would do; a second one, which names what was shown, does it."""
    person, now = signed_in_person(request), timezone.now()
    found = sat_item_visible_to(person, _ACT, timezone.localdate(now), item)
    words = wordings_of([found]).get(found.pk)
    if words is None:
        raise NotVisible
    form = RulingForm(request.POST or None, options=_options(words))
    if request.method == "GET" or not form.is_valid():
        return _form_page(request, found, words, form)
    proposal = actions.Proposal(
        RulingKind(form.cleaned_data["kind"]), form.cleaned_data["grounds"], frozenset(form.cleaned_data["right"])
    )
    options = frozenset(option.key for option in words.options)
    try:
        if seen := request.POST.get("seen", ""):
            reached = actions.rule_on_item(person, found, proposal, options=options, seen=seen, at=now)
            for sitting in reached:
                count_sitting.enqueue(str(sitting))
            messages.success(request, _("The ruling is recorded. Results that rest on the question were made anew."))
            return redirect("sittings:item", item=found.uuid)
        effect = actions.foresee_ruling(person, found, proposal, options=options, at=now)
    except Refused as refusal:
        for sentence in sentences_of(refusal.reasons):
            form.add_error(None, sentence)
        return _form_page(request, found, words, form)
    except actions.EffectChanged:
        effect = actions.foresee_ruling(person, found, proposal, options=options, at=now)
        return _effect_page(request, found, form, effect, changed=True)
    return _effect_page(request, found, form, effect, changed=False)


def _form_page(request: HttpRequest, found: "SatItem", words: "Item", form: RulingForm) -> HttpResponse:
    page = {"sat": found, "item": words, "form": form, "trail": _trail(found)}
    return render(request, "sittings/ruling.html", page, status=422 if form.errors else 200)


def _effect_page(
    request: HttpRequest, found: "SatItem", form: RulingForm, effect: actions.Effect, *, changed: bool
) -> HttpResponse:
    page = {
        "sat": found,
        "form": form,
        "effect": effect,
        "table": effect_shown(effect, page_language()),
        "changed": changed,
        "trail": _trail(found),
    }
    return render(request, "sittings/ruling_effect.html", page, status=409 if changed else 200)


def _options(words: "Item") -> list[tuple[str, str]]:
    return [(option.key, f"{option.key}) {option.text.pick(page_language())}") for option in words.options]


def _trail(found: "SatItem") -> list[Link]:
    return [
        Link(_("Questions of the final test"), reverse("sittings:items")),
        Link(found.key, reverse("sittings:item", args=[found.uuid])),
        Link(_("Ruling")),
    ]
