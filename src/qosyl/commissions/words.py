"""Words of this room for seats, kinds of protocol and outcomes of a proposal."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qosyl.commissions.kinds import ProtocolKind
from qosyl.rules.admission import Outcome
from qosyl.rules.protocols import Seat

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SEATS: Mapping[str, "_StrPromise"] = {
    Seat.CHAIR: _("Chair"),
    Seat.MEMBER: _("Member"),
    Seat.SECRETARY: _("Secretary"),
}
KINDS: Mapping[str, "_StrPromise"] = {
    ProtocolKind.ADMISSION: _("On admission to final assessment"),
    ProtocolKind.RESULTS: _("On the results of final assessment"),
}
OUTCOMES: Mapping[str, "_StrPromise"] = {
    Outcome.PROPOSED: _("Proposed for admission"),
    Outcome.NOT_PROPOSED: _("Not proposed"),
    Outcome.ABSENT: _("Did not come"),
}
