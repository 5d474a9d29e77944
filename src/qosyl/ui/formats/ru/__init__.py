"""Formats of Russian; the values are in ``formats.py``, where Django looks for them."""
