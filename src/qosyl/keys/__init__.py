"""Secrets of the installation and what is sealed with them. Knows no domain and no database."""
