"""Formats of dates and numbers by language, for Django's FORMAT_MODULE_PATH. Only formats; no words of pages."""
