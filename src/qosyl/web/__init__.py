"""Pages that span apps: the home page of each role, the demonstration's door, what stands on every page."""
