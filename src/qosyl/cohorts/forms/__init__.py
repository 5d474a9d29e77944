"""Forms of the room: plain forms whose choices come from access; what they return are values."""
