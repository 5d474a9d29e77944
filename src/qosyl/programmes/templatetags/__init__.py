"""Template tags of the programmes' pages."""
