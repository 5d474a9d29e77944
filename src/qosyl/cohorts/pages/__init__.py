"""What pages of the room show, gathered from questions into plain values. Not here: HTTP, and deciding anything."""
