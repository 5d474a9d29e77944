"""What a page costs a reader on a weak link: bytes and requests cold, from a real server, and its questions of the
database. Both languages, on an installation of its own that holds the approved programme.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping

from bench.figures import Figure, median_seconds
from bench.server import QOSYL, ROOT, Browser, served

MOST_BYTES, MOST_REQUESTS = 60_000, 6
PROGRAMME = "/programmes/demo/inclusion/"
#: What everybody may read.
PUBLIC = (
    "/",
    "/programmes/",
    *(
        f"{PROGRAMME}{page}"
        for page in (
            "",
            "plan/",
            "modules/M1/",
            "assessment/",
            "text/",
            "policies/",
            "glossary/",
            "literature/",
            "versions/",
        )
    ),
    "/account/sign-in/",
)
#: What a reader sees once signed in: the home page and a lesson with figures.
SIGNED_IN = ("/", f"{PROGRAMME}topics/1.2/lecture/")
LANGUAGES = ("kk", "ru")


def measure(repeat: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="qosyl-bench-pages-") as home:
        environment = {**os.environ, "QOSYL_HOME": home, "QOSYL_DEMO": "1"}
        for command in (["migrate", "--verbosity", "0"], ["demo"], ["publish", "programmes/inclusion"]):
            subprocess.run([*QOSYL, *command], check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        with served(environment) as address:
            for language in LANGUAGES:
                visitor, reader = _browser(address, language), _browser(address, language)
                reader.post("/demo/", to="/demo/reader/")
                for page in PUBLIC:
                    yield from _page(visitor, f"{language} {page}", page, repeat)
                for page in SIGNED_IN:
                    yield from _page(reader, f"{language} {page} signed in", page, repeat)
        yield from _queries(environment)


def _browser(address: str, language: str) -> Browser:
    made = Browser(address)
    made.post("/", to="/language/", language=language, next="/")
    return made


def _page(browser: Browser, name: str, page: str, repeat: int) -> Iterator[Figure]:
    sizes = browser.cold(page)
    yield Figure(f"{name}: bytes cold", sum(sizes), "bytes", limit=MOST_BYTES)
    yield Figure(f"{name}: requests cold", len(sizes), "requests", limit=MOST_REQUESTS)
    yield Figure(f"{name}: page alone", sizes[0], "bytes")
    yield Figure(f"{name}: answered", median_seconds(lambda: browser.page(page), repeat=repeat) * 1_000, "ms")


def _queries(environment: Mapping[str, str]) -> Iterator[Figure]:
    """Counted in a process of its own, which reads the same database through Django's test client."""
    counted = subprocess.run(
        [sys.executable, "-m", "bench.queries", *(f"visitor {page}" for page in PUBLIC)]
        + [f"reader {page}" for page in SIGNED_IN],
        check=True,
        cwd=ROOT,
        env={**environment, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
    )
    for name, queries in json.loads(counted.stdout).items():
        yield Figure(f"{name}: queries", queries, "queries")
