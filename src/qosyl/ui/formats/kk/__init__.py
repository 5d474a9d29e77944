"""Formats of Kazakh; the values are in ``formats.py``, where Django looks for them."""
