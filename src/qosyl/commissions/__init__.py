"""Commissions: appointed by which order, their protocols of admission and of results, and who confirmed them."""
