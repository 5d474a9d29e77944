"""PURE: what a statistician describes: items, tests, likeness of answers. Floats and intervals; it decides nothing."""
