"""What a ruling does to results, as a table: everybody who had the question, before and after."""

from django.utils.translation import gettext as _

from qosyl.localtext import Language
from qosyl.sittings.models import Result
from qosyl.sittings.pages.results import exact
from qosyl.sittings.regrading import AttemptEffect, Effect
from qosyl.ui.shapes import Column, Row, Table


def effect_shown(effect: Effect, language: Language) -> Table:
    """Those whose result changes first, then the others; within them by sitting and name."""
    rows = sorted(effect.attempts, key=lambda each: (not each.changes_decision, not each.changes_points))
    return Table(
        caption=_("Results before and after the ruling"),
        caption_hidden=True,
        columns=[
            Column(_("Learner")),
            Column(_("Cohort")),
            Column(_("Before")),
            Column(_("After")),
            Column(_("Changes")),
        ],
        rows=[_row(each, language) for each in rows],
    )


def _row(each: AttemptEffect, language: Language) -> Row:
    form = each.attempt.form
    name = form.enrolment.learner.full_name.pick(language)
    cohort = form.sitting.cohort.title.pick(language)
    return Row([name, cohort, _worth(each.before), _worth(each.after), _change(each)])


def _worth(result: Result | None) -> str:
    if result is None:
        return _("awaits the commission")
    words = {"points": exact(result.points), "grade": result.grade}
    if result.passed:
        return _("%(points)s points, grade «%(grade)s», passed") % words
    return _("%(points)s points, grade «%(grade)s», not passed") % words


def _change(each: AttemptEffect) -> str:
    if each.changes_decision:
        return _("another grade or decision")
    return _("points only") if each.changes_points else _("nothing but the explanation")
