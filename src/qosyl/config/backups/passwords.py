"""The password of a backup, read from a file, so that it stands in no list of processes and no history of a shell."""

from pathlib import Path

from qosyl.config.backups.refusals import Refused

LEAST_LETTERS = 12
_MOST_BYTES = 4096


def password_in(path: Path) -> bytes:
    """The first line of the file; short ones are refused, since guesses at a backup cannot be slowed down."""
    try:
        with path.open("rb") as file:
            line = file.read(_MOST_BYTES).split(b"\n")[0].rstrip(b"\r")
        letters = len(line.decode())
    except OSError as problem:
        raise Refused(f"the password file {path} cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise Refused(f"the password file {path} is no text in UTF-8") from problem
    if letters < LEAST_LETTERS:
        raise Refused(f"the password in {path} is shorter than {LEAST_LETTERS} letters")
    return line
