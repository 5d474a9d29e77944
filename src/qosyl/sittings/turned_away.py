"""Why the journal turns a request away: the codes of the protocol with what the device needs to go on."""

from collections.abc import Mapping
from enum import StrEnum

from qosyl.rules.reasons import Reason, Refused


class Code(StrEnum):
    MALFORMED = "malformed"
    CAPABILITY = "capability"
    SIGN_IN = "sign-in"
    ORIGIN = "origin"
    NOT_YOURS = "not-yours"
    #: The sitting has not opened yet, or nobody may start any more.
    NOT_OPEN = "not-open"
    ROOM_CODE = "room-code"
    NOT_STARTED = "not-started"
    STARTED = "started"
    GAP = "gap"
    DIVERGED = "diverged"
    EPOCH = "epoch"
    MISSING = "missing"
    #: The journal does not end with the learner's own finish.
    NO_FINISH = "no-finish"
    CONSENT = "consent"
    ENDED = "ended"
    SIZE = "size"
    PROTOCOL = "protocol"
    TOO_FAST = "too-fast"
    BUSY = "busy"


#: Codes of the rules, as the wire says them.
_OF_RULES: Mapping[str, Code] = {
    "journal.protocol": Code.PROTOCOL,
    "journal.batch-size": Code.SIZE,
    "journal.attempt-size": Code.SIZE,
    "journal.malformed": Code.MALFORMED,
    "journal.gap": Code.GAP,
    "journal.diverged": Code.DIVERGED,
    "journal.epoch": Code.EPOCH,
    "journal.missing": Code.MISSING,
    "journal.consent": Code.CONSENT,
}


class TurnedAway(Exception):
    """Nothing was changed. `facts` is what the answer says beside the code: epoch, through, head, state."""

    def __init__(self, code: Code, *reasons: Reason, **facts: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.reasons = reasons
        self.facts = facts


def turned_away_by(refusal: Refused, **facts: object) -> TurnedAway:
    """The refusal of a rule, by its first reason."""
    code = _OF_RULES.get(refusal.reasons[0].code)
    if code is None:
        raise refusal
    return TurnedAway(code, *refusal.reasons, **facts)
