"""Reads settings from the environment and refuses nonsense in words.

Standard library only: the command line asks it before Django is there.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

_YES, _NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}
_LAST_PORT = 65_535


class BadSetting(ValueError):
    """An environment variable holds something that cannot be meant."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name}={value!r}: expected {expected}")


class Environment:
    """The settings of one installation, read from ``variables`` (the process environment by default)."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self._variables = os.environ if variables is None else variables

    def text(self, name: str, default: str) -> str:
        return self._variables.get(name, "").strip() or default

    def switch(self, name: str, *, default: bool = False) -> bool:
        value = self._variables.get(name)
        if value is None:
            return default
        if value.strip().lower() in _YES:
            return True
        if value.strip().lower() in _NO:
            return False
        raise BadSetting(name, value, "1 or 0")

    def port(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if value.isascii() and value.isdigit() and 0 < int(value) <= _LAST_PORT:
            return int(value)
        raise BadSetting(name, value, f"a port from 1 to {_LAST_PORT}")

    def whole(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if value.isascii() and value.isdigit() and int(value) > 0:
            return int(value)
        raise BadSetting(name, value, "a whole number above 0")

    def words(self, name: str, default: list[str]) -> list[str]:
        """A list, parted by commas."""
        return [word.strip() for word in self.text(name, ",".join(default)).split(",") if word.strip()]

    def database_address(self, home: Path) -> str:
        """`DATABASE_URL`, or a SQLite file in the state folder."""
        value = self.text("DATABASE_URL", f"sqlite:///{home / 'qosyl.sqlite3'}")
        if urlsplit(value).scheme not in {"sqlite", "postgres", "postgresql"}:
            raise BadSetting("DATABASE_URL", _without_password(value), "sqlite:///PATH or postgresql://USER@HOST/NAME")
        return value

    def home(self) -> Path:
        """The folder of everything that this installation keeps: database, secrets, files."""
        return Path(self.text("QOSYL_HOME", ".qosyl")).resolve()


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    return address if parts.password is None else address.replace(f":{parts.password}@", ":***@", 1)
