"""Makes one of each thing with plain values; what a test cares about, it says itself. A file for each room or two."""

from tests.factories.house import (
    NOW,
    act,
    branch,
    item_version,
    live_bank,
    outcome,
    policy,
    programme_version,
    provider,
    publication,
    role_holding,
    submission,
    topic,
    user,
)

__all__ = [
    "NOW",
    "act",
    "branch",
    "item_version",
    "live_bank",
    "outcome",
    "policy",
    "programme_version",
    "provider",
    "publication",
    "role_holding",
    "submission",
    "topic",
    "user",
]
