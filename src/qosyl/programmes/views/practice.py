"""Practice: choosing a module or all, and questions one by one with an explanation at once; no script, no record."""

import re
import secrets
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qosyl.programmes.practising import MIXED, in_order, judged, options_in_order, practice_items
from qosyl.programmes.views.frame import Frame, frame_of
from qosyl.ui.lists import read_page_number
from qosyl.ui.shapes import Link

_SEED_BYTES = 4
_SEED = re.compile(r"[0-9a-f]{8}")


@require_safe
def practice(request: HttpRequest, provider: str, programme: str, version: int | None = None) -> HttpResponse:
    """Which module to practise, and all of them mixed."""
    frame = frame_of(provider, programme, version)
    modules = [
        (module, len(practice_items(frame.package, module.sheet.key)), _address(frame, module.sheet.key))
        for module in frame.package.modules
    ]
    page = frame.page(
        "programmes:assessment",
        below=[Link(_("Practice"))],
        modules=[each for each in modules if each[1]],
        mixed=(sum(count for _module, count, _where in modules), _address(frame, MIXED)),
    )
    return render(request, "programmes/practice.html", page)


@never_cache
@require_safe
def practise(
    request: HttpRequest, provider: str, programme: str, module: str, version: int | None = None
) -> HttpResponse:
    """One question after another. Everything that is known of a round stands in the address; nothing is kept."""
    frame = frame_of(provider, programme, version)
    items = practice_items(frame.package, module)
    if not items:
        raise Http404("there is nothing to practise")
    seed, address = request.GET.get("round", ""), _address(frame, module)
    if not _SEED.fullmatch(seed):
        return redirect(f"{address}?{urlencode({'round': secrets.token_hex(_SEED_BYTES)})}")
    place = min(read_page_number(request.GET.get("question", "")), len(items))
    right = min(_count(request.GET.get("right", "")), place - 1)
    shown = in_order(items, seed)[place - 1]
    told = judged(shown.item, request.GET.get("answer", ""))
    if told is not None and told.is_right:
        right += 1
    following = {"round": seed, "question": place + 1, "right": right}
    page = frame.page(
        "programmes:assessment",
        below=[Link(_("Practice"), frame.address("programmes:practice")), Link(_title(frame, module))],
        title=_title(frame, module),
        place=place,
        total=len(items),
        right=right,
        seed=seed,
        item=shown.item,
        options=options_in_order(shown.item, seed),
        told=told,
        is_empty="asked" in request.GET and told is None,
        lesson=frame.topic_link(shown.topic.sheet),
        following=f"{address}?{urlencode(following)}" if place < len(items) else "",
        again=address,
        others=frame.address("programmes:practice"),
    )
    return render(request, "programmes/practise.html", page, status=422 if page["is_empty"] else 200)


def _count(words: str) -> int:
    return int(words) if re.fullmatch(r"[0-9]{1,4}", words) else 0


def _address(frame: Frame, module: str) -> str:
    return frame.address("programmes:practise", module=module)


def _title(frame: Frame, module: str) -> str:
    titles = {each.sheet.key: each.sheet.title.pick(frame.language) for each in frame.package.modules}
    return titles.get(module, _("All modules mixed"))
