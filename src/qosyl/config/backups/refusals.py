"""Why a backup or a restore is refused, in words for the administrator who started it."""


class Refused(Exception):
    """What was asked for cannot or must not be done; nothing was changed."""


class BrokenBackup(Refused):
    """The file is no backup, or not the one that was written: cut short, altered, made by another format."""
