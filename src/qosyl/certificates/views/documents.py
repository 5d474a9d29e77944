"""One document in the register: what it says, what became of it, its PDF, and ending it under the own password."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from qosyl.certificates import access, actions, codes, tasks
from qosyl.certificates.forms import EndForm
from qosyl.certificates.lookups import PASSWORDS, WAIT_MINUTES, count_try, is_slowed
from qosyl.certificates.papers import is_kept, path_of
from qosyl.certificates.reasons import all_in_words
from qosyl.certificates.visitors import site_of
from qosyl.certificates.words import KINDS, STATES, TURNS, problem_in_words
from qosyl.people.access import NotVisible, may, signed_in_person
from qosyl.ui.errors import too_many_requests
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.certificates.models import Document

_READ, _END = "read_register", "annul_document"


@never_cache
@require_safe
def document(request: HttpRequest, document: UUID) -> HttpResponse:
    person, today = signed_in_person(request), timezone.localdate()
    found = access.document_visible_to(person, _READ, today, document)
    shown = access.shown(found)
    words, kind = STATES[found.state]
    page = {
        "document": found,
        "record": shown.record,
        "kind": KINDS[found.kind],
        "state": words,
        "state_kind": kind,
        "code": codes.printed(found.code),
        "entries": [(entry, TURNS[entry.turn]) for entry in shown.entries],
        "problems": [problem_in_words(problem) for problem in shown.problems],
        "printout": access.printout_of(found),
        "may_end": may(person, _END, today) and found.state == "valid",
        "trail": _trail(found.number or _("Specimen")),
    }
    return render(request, "certificates/document.html", page)


@never_cache
@require_safe
def pdf(request: HttpRequest, document: UUID) -> HttpResponseBase:
    found = access.document_visible_to(signed_in_person(request), _READ, timezone.localdate(), document)
    return paper(request, found)


def paper(request: HttpRequest, found: "Document") -> HttpResponseBase:
    """The file, or word that it is being made; it is asked for again where the work ended in the middle."""
    path, printout = path_of(found), access.printout_of(found)
    if printout is None or printout.failure or not is_kept(found, printout.size):
        if printout is None or not printout.failure:
            tasks.make_printout.enqueue(str(found.uuid))
        response = render(request, "certificates/paper_waiting.html", {"printout": printout})
        response["Refresh"] = "3"
        return response
    name = f"{found.number or found.kind}-{codes.printed(found.code)}.pdf".replace("/", "-")
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/pdf")


def _trail(*here: str) -> list[Link]:
    return [Link(_("Register of documents"), reverse("certificates:register")), *(Link(words) for words in here)]


# --- ending ----------------------------------------------------------------------------------------------------------
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def annul(request: HttpRequest, document: UUID) -> HttpResponse:
    return _end(request, document, replacing=False)


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, document: UUID) -> HttpResponse:
    return _end(request, document, replacing=True)


def _end(request: HttpRequest, document: UUID, *, replacing: bool) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    found = access.document_visible_to(person, _END, timezone.localdate(now), document)
    if found.state != "valid":
        raise NotVisible
    form = EndForm(request.POST or None, person=person)
    if request.method == "POST":
        if is_slowed(PASSWORDS, str(person.uuid), now):
            return too_many_requests(request, WAIT_MINUTES)
        if form.is_valid():
            try:
                return _ended(request, found, form.cleaned_data["reason"], replacing=replacing)
            except actions.NotIssued as refusal:
                for sentence in all_in_words(refusal.reasons):
                    form.add_error(None, sentence)
        elif form.has_wrong_password:
            count_try(PASSWORDS, str(person.uuid), now)
    return _question(request, found, form, replacing=replacing)


def _ended(request: HttpRequest, found: "Document", reason: str, *, replacing: bool) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    if replacing:
        new = actions.replace_document(person, found, reason=reason, address=site_of(request), at=now)
        transaction.on_commit(lambda: tasks.make_printout.enqueue(str(new.uuid)))
        messages.success(request, _("The new document is issued. The old one is marked as replaced."))
        return redirect("certificates:document", document=new.uuid)
    actions.annul_document(person, found, reason=reason, at=now)
    messages.success(request, _("The document is annulled. Whoever verifies it sees that from now on."))
    return redirect("certificates:document", document=found.uuid)


def _question(request: HttpRequest, found: "Document", form: EndForm, *, replacing: bool) -> HttpResponse:
    record = access.shown(found).record
    page = {
        "document": found,
        "form": form,
        "replacing": replacing,
        "kind": KINDS[found.kind],
        "name": record["holder"]["ru" if get_language() == "ru" else "kk"],
        "trail": _trail(found.number or _("Specimen")),
    }
    return render(request, "certificates/end.html", page, status=422 if form.is_bound else 200)
