"""Who asks, for counting tries: the address of a visitor as the server or its proxy sees it."""

from django.conf import settings
from django.http import HttpRequest


def visitor_of(request: HttpRequest) -> str:
    """Behind a proxy of ours the last address that it wrote; what a visitor writes there itself stands before that."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))


def site_of(request: HttpRequest) -> str:
    """The address under which this site is reached, without a slash at its end: what QR codes lead to."""
    return request.build_absolute_uri("/").rstrip("/")
