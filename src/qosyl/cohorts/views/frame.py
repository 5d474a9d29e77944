"""What the pages of one cohort share: the tabs between them and the way back."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from qosyl.cohorts.access import may_do
from qosyl.localtext import Language
from qosyl.people.access import signed_in_person
from qosyl.people.matrix import Door, matrix
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort

#: Pages of a cohort in the order of its life: route, words.
TABS = (
    ("cohorts:cohort", gettext_lazy("Overview")),
    ("cohorts:learners", gettext_lazy("Learners")),
    ("cohorts:teaching", gettext_lazy("Sessions and hours")),
    ("cohorts:admission", gettext_lazy("Admission")),
)


def page_language() -> Language:
    return "ru" if get_language() == "ru" else "kk"


def cohort_name(cohort: "Cohort") -> str:
    """The number and the title, as lists and headings say it."""
    return _("Cohort no. %(number)s") % {"number": cohort.number}


def tabs_of(request: HttpRequest, cohort: "Cohort", here: str) -> list[Link]:
    """Links to those pages of the cohort that are open to the reader; ``here`` is the route of the present one."""
    person, today = signed_in_person(request), timezone.localdate()
    links = []
    for route, words in TABS:
        rule = matrix().routes[route]
        if isinstance(rule, Door) or may_do(person, rule, today, cohort):
            links.append(Link(words, reverse(route, kwargs={"cohort": cohort.uuid}), current=route == here))
    return links


def trail_of(cohort: "Cohort", *further: Link) -> list[Link]:
    """The way back from a page of the cohort; the last link is the page itself."""
    return [
        Link(_("Cohorts"), reverse("cohorts:cohorts")),
        Link(cohort_name(cohort), reverse("cohorts:cohort", kwargs={"cohort": cohort.uuid})),
        *further,
    ]
