"""Template tags of the test's page."""
