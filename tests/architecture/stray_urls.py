"""An address table with a route that no permission table names, and the ones that every page needs."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from qosyl.config.urls import handler404, handler500  # noqa: F401 - Django looks for them here
from qosyl.config.urls import urlpatterns as own


def stray(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open to all")


urlpatterns = [*own, path("stray/", stray, name="stray")]
