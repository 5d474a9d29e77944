"""Pages that everybody may read: programmes with plan, assessment, text, readings, glossary, literature, versions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qosyl.kits.page import render_prose
from qosyl.programmes.access import current_publications, publications_of, published_package
from qosyl.programmes.pages import assessment as assessment_pages
from qosyl.programmes.pages.catalogue import first_letters, policies_found, terms_found, works_by_list
from qosyl.programmes.pages.plan import plan_table
from qosyl.programmes.practising import MIXED, practice_items
from qosyl.programmes.views.frame import frame_of, page_language
from qosyl.ui.shapes import Branch, Link


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    found = [(each, published_package(each)) for each in current_publications()]
    return render(request, "programmes/programmes.html", {"publications": found})


@require_safe
def programme(request: HttpRequest, provider: str, programme: str, version: int | None = None) -> HttpResponse:
    frame = frame_of(provider, programme, version)
    modules = [(each, frame.address("programmes:module", module=each.sheet.key)) for each in frame.package.modules]
    page = frame.page("programmes:programme", modules=modules, start=frame.start)
    return render(request, "programmes/programme.html", page)


@require_safe
def plan(request: HttpRequest, provider: str, programme: str, version: int | None = None) -> HttpResponse:
    frame = frame_of(provider, programme, version)
    table = plan_table(frame.package, frame.language, lambda module: frame.address("programmes:module", module=module))
    return render(request, "programmes/plan.html", frame.page("programmes:plan", table=table))


@require_safe
def module(
    request: HttpRequest, provider: str, programme: str, module: str, version: int | None = None
) -> HttpResponse:
    frame = frame_of(provider, programme, version)
    found = next((each for each in frame.package.modules if each.sheet.key == module), None)
    if found is None:
        raise Http404("the programme has no such module")
    topics = [(topic, frame.address("programmes:topic", number=topic.sheet.number)) for topic in found.topics]
    below = [Link(found.sheet.title.pick(frame.language))]
    practice = frame.address("programmes:practise", module=module) if practice_items(frame.package, module) else ""
    page = frame.page("programmes:plan", below=below, module=found, topics=topics, practice=practice)
    return render(request, "programmes/module.html", page)


@require_safe
def assessment(request: HttpRequest, provider: str, programme: str, version: int | None = None) -> HttpResponse:
    frame = frame_of(provider, programme, version)
    sheet = frame.package.assessment
    page = frame.page(
        "programmes:assessment",
        assessment=sheet,
        blueprint=assessment_pages.blueprint_table(frame.package, frame.language),
        scales={scale.key: assessment_pages.scale_table(scale, frame.language) for scale in sheet.scales},
        scale_list=[(scale, assessment_pages.scale_table(scale, frame.language)) for scale in sheet.scales],
        readings=frame.address("programmes:policies"),
        practice=frame.address("programmes:practice") if practice_items(frame.package, MIXED) else "",
        rubric=assessment_pages.rubric_table(frame.package, frame.language),
    )
    return render(request, "programmes/assessment.html", page)


@require_safe
def text(request: HttpRequest, provider: str, programme: str, version: int | None = None) -> HttpResponse:
    frame = frame_of(provider, programme, version)
    prose = frame.package.sections
    chosen = [section for section in frame.package.programme.sections if section.key in prose]
    sections = [
        (
            section,
            render_prose(
                frame.package,
                prose[section.key].pick(frame.language),
                frame.language,
                frame.links,
                prefix=f"{section.key}-",
                shift=1,
            ),
        )
        for section in chosen
    ]
    contents = [
        Branch(section.title.pick(frame.language), f"#{section.key}", number=str(section.number)) for section in chosen
    ]
    page = frame.page("programmes:text", sections=sections, contents=contents)
    return render(request, "programmes/text.html", page)


@require_safe
def policies(request: HttpRequest, provider: str, programme: str, version: int | None = None) -> HttpResponse:
    frame = frame_of(provider, programme, version)
    words, deciding = request.GET.get("q", "").strip(), "deciding" in request.GET
    found = policies_found(frame.package, frame.language, words, deciding_only=deciding)
    page = frame.page(
        "programmes:policies",
        found=found,
        words=words,
        deciding=deciding,
        total=len(frame.package.policies.policies),
    )
    return render(request, "programmes/policies.html", page)


@require_safe
def glossary(request: HttpRequest, provider: str, programme: str, version: int | None = None) -> HttpResponse:
    frame = frame_of(provider, programme, version)
    words = request.GET.get("q", "").strip()
    terms = terms_found(frame.package, frame.language, words)
    names = {term.key: term.term for term in frame.package.glossary.terms}
    page = frame.page(
        "programmes:glossary", letters=first_letters(terms, frame.language), words=words, count=len(terms), names=names
    )
    return render(request, "programmes/glossary.html", page)


@require_safe
def literature(request: HttpRequest, provider: str, programme: str, version: int | None = None) -> HttpResponse:
    frame = frame_of(provider, programme, version)
    page = frame.page("programmes:literature", lists=works_by_list(frame.package))
    return render(request, "programmes/literature.html", page)


@require_safe
def versions(request: HttpRequest, provider: str, programme: str, version: int | None = None) -> HttpResponse:
    frame = frame_of(provider, programme, version)
    found = publications_of(provider, programme)
    page = frame.page("programmes:versions", publications=found, language=page_language())
    return render(request, "programmes/versions.html", page)
