"""Conversations about sittings: the wire of the journal, the learner's pages, the coordinator's pages."""

from qosyl.sittings.views.journal import events, finish, writer

__all__ = ["events", "finish", "writer"]
