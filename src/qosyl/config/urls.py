"""All addresses. Every route stands in the permission matrix of its app, or it does not answer."""

from django.urls import include, path

urlpatterns = [
    path("", include("qosyl.web.urls")),
    path("", include("qosyl.ui.urls")),
    path("account/", include("qosyl.people.urls")),
    path("", include("qosyl.programmes.urls")),
    path("", include("qosyl.cohorts.urls")),
    path("", include("qosyl.sittings.urls")),
    path("", include("qosyl.commissions.urls")),
    path("", include("qosyl.certificates.urls")),
]

handler400 = "qosyl.ui.views.bad_request"
handler403 = "qosyl.ui.views.forbidden"
handler404 = "qosyl.ui.views.not_found"
handler500 = "qosyl.ui.views.server_error"
