"""Pages of commissions: who sits, drawing up a protocol, reading and confirming it."""

from qosyl.commissions.views.drawing_up import admission, correct, results
from qosyl.commissions.views.papers import confirm, protocol, protocols, withdraw
from qosyl.commissions.views.seats import appoint, commission

__all__ = ["admission", "appoint", "commission", "confirm", "correct", "protocol", "protocols", "results", "withdraw"]
