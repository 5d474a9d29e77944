"""The demonstration: an invented provider with its people and three cohorts. Everything in it is done by the acts of
the rooms, as people would do it; nothing is written by hand.
"""

from qosyl.web.demo.cast import CAST, LEARNERS, PROVIDER_KEY, PROVIDER_NAME, SECRET, STAFF, Player

__all__ = ["CAST", "LEARNERS", "PROVIDER_KEY", "PROVIDER_NAME", "SECRET", "STAFF", "Player"]
