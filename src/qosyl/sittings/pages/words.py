"""Words for the states of sittings and attempts, and the kind of tag each is shown with."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from qosyl.localtext import Language
from qosyl.sittings.states import AttemptState, SittingState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SITTING_WORDS: Mapping[SittingState, "_StrPromise"] = {
    SittingState.DRAWING: _("forms are being drawn"),
    SittingState.WAITING: _("not open yet"),
    SittingState.OPEN: _("open"),
    SittingState.ENDING: _("nobody starts any more"),
    SittingState.OVER: _("over"),
    SittingState.RELEASED: _("results are open"),
}
SITTING_KINDS: Mapping[SittingState, str] = {
    SittingState.DRAWING: "attention",
    SittingState.WAITING: "",
    SittingState.OPEN: "info",
    SittingState.ENDING: "attention",
    SittingState.OVER: "attention",
    SittingState.RELEASED: "done",
}
ATTEMPT_WORDS: Mapping[AttemptState, "_StrPromise"] = {
    AttemptState.OFFERED: _("has not started"),
    AttemptState.STARTED: _("is writing"),
    AttemptState.FINISHED: _("finished"),
    AttemptState.CLOSED: _("closed by the clock"),
}
ATTEMPT_KINDS: Mapping[AttemptState, str] = {
    AttemptState.OFFERED: "",
    AttemptState.STARTED: "info",
    AttemptState.FINISHED: "done",
    AttemptState.CLOSED: "attention",
}
DEVICE_WORDS: Mapping[str, "_StrPromise"] = {
    "phone": _("phone"),
    "tablet": _("tablet"),
    "desktop": _("computer"),
    "": _("device"),
}
OWN_ATTEMPT_WORDS: Mapping[AttemptState, "_StrPromise"] = {
    AttemptState.OFFERED: _("not started"),
    AttemptState.STARTED: _("running"),
    AttemptState.FINISHED: _("handed in"),
    AttemptState.CLOSED: _("ended by the clock"),
}


def page_language() -> Language:
    """The language of the page that is being made."""
    return "ru" if get_language() == "ru" else "kk"
