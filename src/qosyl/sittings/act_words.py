"""Acts of sittings in words, for the record of acts."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: dict[str, "_StrPromise"] = {
    "start_attempt": _("A learner started the final test"),
    "take_over_attempt": _("A learner went on with the final test on another device or page"),
    "finish_attempt": _("A learner finished the final test"),
    "refuse_journal": _("Requests to the journal of the final test were turned away"),
    "open_sitting": _("A sitting of the final test was opened"),
    "draw_forms": _("The forms of a sitting were drawn"),
    "ask_to_draw": _("Drawing the forms of a sitting was asked for again"),
    "change_deadline": _("The deadline of a learner was changed in the final test"),
    "keep_register": _("A line was written into the register of a sitting"),
    "end_starting": _("Starting was ended in a sitting of the final test"),
    "release_results": _("Results of a sitting were recorded and opened"),
    "rule_on_item": _("A question of the final test was ruled on; results were made anew"),
    "settle_claims": _("The commission decided about answers that arrived late"),
}
