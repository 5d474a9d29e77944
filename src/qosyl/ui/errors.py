"""Error pages: each says in plain words what happened and what to do next.

Other apps may call ``too_many_requests`` and ``forbidden``; Django calls the rest through the names in ``ui.views``.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's shape
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    return render(request, "404.html", status=404)


def wrong_method(request: HttpRequest, allowed: str) -> HttpResponse:
    """For an address that takes forms and was opened as a page; ``allowed`` names the methods that it takes."""
    response = render(request, "405.html", status=405)
    response["Allow"] = allowed
    return response


def too_many_requests(request: HttpRequest, wait_minutes: int) -> HttpResponse:
    """For whoever slows somebody down; ``wait_minutes`` are rounded up by the caller and told on the page."""
    response = render(request, "429.html", {"wait_minutes": wait_minutes}, status=429)
    response["Retry-After"] = str(wait_minutes * 60)
    return response


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """In both languages and without context: when something broke, nothing else is relied upon."""
    return HttpResponse(render_to_string("500.html"), status=500)
