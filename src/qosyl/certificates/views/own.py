"""A learner's own documents: what they are, what became of them, and their files."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from qosyl.certificates import access, codes
from qosyl.certificates.views.documents import paper
from qosyl.certificates.words import KINDS, STATES
from qosyl.people.access import signed_in_person


@never_cache
@require_safe
def own_documents(request: HttpRequest) -> HttpResponse:
    language = "ru" if get_language() == "ru" else "kk"
    lines = []
    for document in access.own_documents(signed_in_person(request)):
        words, kind = STATES[document.state]
        lines.append(
            {
                "document": document,
                "kind": KINDS[document.kind],
                "programme": access.record_of_document(document)["programme"][language],
                "state": words,
                "state_kind": kind,
                "code": codes.printed(document.code),
                "printout": access.printout_of(document),
            }
        )
    return render(request, "certificates/own_documents.html", {"lines": lines})


@never_cache
@require_safe
def own_pdf(request: HttpRequest, document: UUID) -> HttpResponseBase:
    return paper(request, access.own_document(signed_in_person(request), document))
