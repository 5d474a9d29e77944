"""What pages of sittings show, put together from questions and rules. Not here: HTTP, and who may see it."""
