"""A programme package: files read into frozen values, findings with file and line, JSON Schema. No database."""
