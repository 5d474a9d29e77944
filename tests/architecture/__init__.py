"""Keeps the plan of the house: directions, shape, translations, docs, factories, pins, permissions."""
