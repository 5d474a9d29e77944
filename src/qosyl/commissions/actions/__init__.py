"""Acts of commissions: appointing one, drawing up its protocols, confirming and withdrawing them.

Each asks first whether the person may, then the rules; what those refuse is raised with every reason.
"""

from qosyl.commissions.actions.appointing import Order, appoint_commission
from qosyl.commissions.actions.confirming import confirm_protocol, withdraw_protocol
from qosyl.commissions.actions.drawing_up import (
    Paper,
    ResultRecord,
    draw_up_admission,
    draw_up_correction,
    draw_up_results,
)

__all__ = [
    "Order",
    "Paper",
    "ResultRecord",
    "appoint_commission",
    "confirm_protocol",
    "draw_up_admission",
    "draw_up_correction",
    "draw_up_results",
    "withdraw_protocol",
]
