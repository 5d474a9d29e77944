"""Results of a whole sitting as a table, for its page and its test sheet. Callers ask first whether it is released."""

from django.urls import reverse
from django.utils.translation import gettext as _

from qosyl.cohorts.queries import package_of_cohort
from qosyl.localtext import Language, collation_key
from qosyl.packages.model.package import Package
from qosyl.sittings.models import Attempt, Sitting
from qosyl.sittings.pages.results import exact, grade_words
from qosyl.sittings.queries import attempts_with_results, awaits_commission, result_of_attempt
from qosyl.ui.shapes import Column, Row, Table


def result_table(sitting: Sitting, language: Language, *, with_replay: bool = False) -> Table:
    """Everybody for whom a form was drawn, in the order of the alphabet; a fixed number of questions.

    `with_replay` leads from each result to the replay of its attempt.
    """
    package = package_of_cohort(sitting.cohort)
    attempts = sorted(attempts_with_results(sitting), key=lambda attempt: collation_key(_name(attempt, language)))
    return Table(
        caption=_("Results of the sitting"),
        caption_hidden=True,
        columns=[
            Column(_("Learner")),
            Column(_("Points"), numeric=True),
            Column(_("Percent"), numeric=True),
            Column(_("Grade")),
            *(Column(_("Module %(number)s") % {"number": one.sheet.number}, numeric=True) for one in package.modules),
        ],
        rows=[_row(attempt, package, language, with_replay=with_replay) for attempt in attempts],
    )


def _row(attempt: Attempt, package: Package, language: Language, *, with_replay: bool) -> Row:
    name, result = _name(attempt, language), result_of_attempt(attempt)
    if result is not None:
        right = {part["key"]: part["right"] for part in result.facts["modules"]}
        grade = f"{result.grade} · {grade_words(package, result.grade).pick(language)}"
        modules = [right.get(module.sheet.key, 0) for module in package.modules]
        url = reverse("sittings:replay", args=[attempt.uuid]) if with_replay else ""
        return Row([name, exact(result.points), exact(result.percent), grade, *modules], url=url)
    empty = [None] * len(package.modules)
    if awaits_commission(attempt):
        return Row(
            [name, None, None, _("awaits the commission"), *empty], url=reverse("sittings:claims", args=[attempt.uuid])
        )
    return Row([name, None, None, _("did not sit"), *empty])


def _name(attempt: Attempt, language: Language) -> str:
    return attempt.form.enrolment.learner.full_name.pick(language)
