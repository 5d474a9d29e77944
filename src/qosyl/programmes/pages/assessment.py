"""Assessment in plain words: the test by module, scales as sentences' figures, the rubric, the certificate rule."""

from django.utils.translation import gettext as _

from qosyl.packages.model.assessment import Band, GradingScale, ScaleUnit
from qosyl.packages.model.package import Package
from qosyl.ui.shapes import Column, Row, Table


def blueprint_table(package: Package, language: str) -> Table:
    """How many questions of the test come from each module."""
    titles = {module.sheet.key: module.sheet.title.pick(language) for module in package.modules}
    rows = [Row(cells=[titles.get(row.module, row.module), row.questions]) for row in package.assessment.test.rows]
    rows.append(Row(cells=[_("Whole test"), package.assessment.test.questions], kind="total"))
    return Table(
        caption=_("Questions of the final test by module"),
        columns=[Column(_("Module")), Column(_("Questions"), numeric=True)],
        rows=rows,
        caption_hidden=True,
        cards=False,
    )


def scale_table(scale: GradingScale, language: str) -> Table:
    """A scale from the highest grade down."""
    bands = sorted(scale.bands, key=lambda band: band.at_least, reverse=True)
    return Table(
        caption=scale.title.pick(language),
        columns=[Column(_("Grade")), Column(_("In words")), Column(_range_heading(scale), numeric=True)],
        rows=[Row(cells=[str(band.grade), band.label.pick(language), _range(band, scale)]) for band in bands],
        caption_hidden=True,
        cards=False,
    )


def _range_heading(scale: GradingScale) -> str:
    return _("Percent of right answers") if scale.unit is ScaleUnit.PERCENT else _("Points")


def _range(band: Band, scale: GradingScale) -> str:
    """Whole points as a closed range; percent as a half-open one, since 84.9 % is not 85 %: a sentence says so."""
    if scale.unit is ScaleUnit.POINTS:
        top = band.below - 1 if band.below is not None else scale.maximum
        return f"{band.at_least}–{top}" if top > band.at_least else str(top)
    if band.below is None:
        return _("%(lowest)s%% and more") % {"lowest": band.at_least}
    if band.at_least == 0:
        return _("less than %(highest)s%%") % {"highest": band.below}
    return _("from %(lowest)s%% to %(highest)s%%") % {"lowest": band.at_least, "highest": band.below}


def rubric_table(package: Package, language: str) -> Table:
    """The project's criteria; each is worth as much as the highest level of the rubric."""
    project = package.assessment.project
    top = max(level.points for level in project.levels)
    rows = [Row(cells=[f"{c.label}. {c.text.pick(language)}", top]) for c in project.criteria]
    rows.append(Row(cells=[_("Whole project"), project.maximum], kind="total"))
    return Table(
        caption=_("Criteria of the project"),
        columns=[Column(_("Criterion")), Column(_("Highest points"), numeric=True)],
        rows=rows,
        caption_hidden=True,
        cards=False,
    )
