"""Lessons: the parts of a topic as pages, the people of the course, and the bundle that is taken away on a stick."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render as render_template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qosyl.kits.page import Audience, MissingPart, find_topic, parts_of, render, render_prose
from qosyl.kits.words import PART_TITLES
from qosyl.packages.model.package import Topic
from qosyl.programmes import tasks
from qosyl.programmes.access import may_read_tutor_kits
from qosyl.programmes.bundles import ask_once, bundle_path
from qosyl.programmes.pages.plan import contents_tree
from qosyl.programmes.pages.prose import headed, titled
from qosyl.programmes.views.frame import Frame, frame_of
from qosyl.ui.lists import read_page_number
from qosyl.ui.shapes import Branch, Link

#: Looks at two seconds each before the page says that something is wrong.
_MOST_LOOKS = 45


@require_safe
def topic(request: HttpRequest, provider: str, programme: str, number: str, version: int | None = None) -> HttpResponse:
    """The first part of a topic, or, where nothing is written yet, what the plan says of it."""
    frame = frame_of(provider, programme, version)
    found = _topic(frame, number)
    parts = parts_of(found, _audience(request, frame))
    if not parts:
        below = _way_to(frame, number)
        following = _following(frame, number)
        page = frame.page(
            "programmes:plan",
            below=below,
            topic=found,
            tree=_tree(frame, number),
            following=following,
            assessment=frame.address("programmes:assessment"),
        )
        return render_template(request, "programmes/topic_planned.html", page)
    return _part_page(request, frame, number, parts[0])


@require_safe
def topic_part(
    request: HttpRequest, provider: str, programme: str, number: str, part: str, version: int | None = None
) -> HttpResponse:
    return _part_page(request, frame_of(provider, programme, version), number, part)


def _part_page(request: HttpRequest, frame: Frame, number: str, part: str) -> HttpResponse:
    audience = _audience(request, frame)
    found = _topic(frame, number)
    try:
        made = render(frame.package, number, part, frame.language, frame.links, audience=audience)
    except MissingPart as problem:
        raise Http404(str(problem)) from problem
    parts = [
        Link(
            PART_TITLES[each].pick(frame.language),
            frame.address("programmes:topic-part", number=number, part=each),
            current=each == part,
        )
        for each in parts_of(found, audience)
    ]
    head, body = headed(made.html)
    page = frame.page(
        "programmes:plan",
        below=_way_to(frame, number),
        topic=found,
        made=made,
        head=head,
        body=body,
        parts=parts,
        tree=_tree(frame, number),
        bundles=_bundles(frame, number, audience),
        people=frame.address("programmes:characters"),
        following=_following(frame, number),
    )
    return render_template(request, "programmes/topic.html", page)


def _topic(frame: Frame, number: str) -> Topic:
    try:
        return find_topic(frame.package, number)[1]
    except LookupError as problem:
        raise Http404(str(problem)) from problem


def _way_to(frame: Frame, number: str) -> list[Link]:
    """The last step of the way to a topic; its module stands in the contents beside it."""
    return [frame.topic_link(_topic(frame, number).sheet)]


def _audience(request: HttpRequest, frame: Frame) -> Audience:
    tutor = may_read_tutor_kits(request.user, timezone.localdate(), frame.publication)
    return "tutor" if tutor else "learner"


def _tree(frame: Frame, number: str) -> list[Branch]:
    return contents_tree(
        frame.package, frame.language, lambda each: frame.address("programmes:topic", number=each), number
    )


def _bundles(frame: Frame, number: str, audience: Audience) -> list[Link]:
    """Bundles that this reader may take away; a tutor may take the learner's as well."""
    words = {"learner": _("For learners, without keys"), "tutor": _("For the tutor, with keys and notes")}
    allowed: tuple[Audience, ...] = ("learner", "tutor") if audience == "tutor" else ("learner",)
    return [Link(words[each], frame.address("programmes:bundle", number=number, audience=each)) for each in allowed]


def _following(frame: Frame, number: str) -> Link | None:
    """The next topic of the plan."""
    topics = list(frame.package.topics())
    place = next(at for at, each in enumerate(topics) if each.sheet.number == number)
    if place + 1 == len(topics):
        return None
    return frame.topic_link(topics[place + 1].sheet)


@require_safe
def characters(request: HttpRequest, provider: str, programme: str, version: int | None = None) -> HttpResponse:
    """Who runs through the course: the school, classes, pupils."""
    frame = frame_of(provider, programme, version)
    people = [
        Link(titled(text.pick(frame.language))[0] or key, frame.address("programmes:character", key=key))
        for key, text in frame.package.characters.items()
    ]
    page = frame.page("programmes:plan", below=[Link(_("People of the course"))], people=people, tree=_tree(frame, ""))
    return render_template(request, "programmes/characters.html", page)


@require_safe
def character(
    request: HttpRequest, provider: str, programme: str, key: str, version: int | None = None
) -> HttpResponse:
    """The school, a class or a pupil that runs through the course."""
    frame = frame_of(provider, programme, version)
    text = frame.package.characters.get(key)
    if text is None:
        raise Http404("the programme has no such page")
    title, rest = titled(text.pick(frame.language))
    html = render_prose(frame.package, rest, frame.language, frame.links)
    page = frame.page(
        "programmes:plan",
        below=[Link(_("People of the course"), frame.address("programmes:characters")), Link(title or key)],
        name=title or key,
        html=html,
        tree=_tree(frame, ""),
    )
    return render_template(request, "programmes/character.html", page)


@require_safe
def bundle(
    request: HttpRequest, provider: str, programme: str, number: str, audience: str, version: int | None = None
) -> HttpResponseBase:
    """The zip of a topic; made in the background where nobody has asked for it yet."""
    frame = frame_of(provider, programme, version)
    _topic(frame, number)
    if audience not in {"learner", "tutor"} or (audience == "tutor" and _audience(request, frame) != "tutor"):
        raise Http404("no such bundle for this reader")
    wanted: Audience = "tutor" if audience == "tutor" else "learner"
    asked = read_page_number(request.GET.get("asked", "")) if "asked" in request.GET else 0
    path = bundle_path(frame.publication.version.fingerprint, number, wanted)
    if path.exists() and not asked:
        name = f"{frame.publication.programme_key}-{number}-{wanted}.zip"
        return FileResponse(path.open("rb"), as_attachment=True, filename=name)
    if request.method == "GET" and ask_once(frame.publication.version.fingerprint, number, wanted, timezone.now()):
        tasks.make_bundle.enqueue(frame.publication.version.fingerprint, number, wanted)
    page = frame.page(
        "programmes:plan",
        topic=_topic(frame, number),
        back=frame.address("programmes:topic", number=number),
        ready=path.exists(),
        given_up=asked > _MOST_LOOKS,
        address=frame.address("programmes:bundle", number=number, audience=wanted),
    )
    response = render_template(request, "programmes/bundle_waiting.html", page)
    if not page["ready"] and not page["given_up"]:
        response["Refresh"] = f"2; url=?asked={asked + 1}"
    return response
