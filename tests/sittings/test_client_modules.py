"""The modules of the test page, run by node: what a device writes is, byte for byte, what the rules of the server read.

Vectors are made here with `qosyl.rules`, so that neither side can drift alone. Node is the one that Playwright brings.
"""

import json
import os
import random
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

from qosyl.rules.answers import Judged, Timeliness, answers_in_force
from qosyl.rules.events import Event, EventKind, canonical
from qosyl.rules.journal import Tail, chained, opened
from qosyl.rules.receipt import receipt
from tests.soak import times

_HERE = Path(__file__).parent
_MODULES = _HERE.parents[1] / "src" / "qosyl" / "sittings" / "static" / "sittings"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:~+/=-"


def _word(chance: random.Random, most: int) -> str:
    return "".join(chance.choices(_LETTERS, k=chance.randint(1, most)))


def _event(chance: random.Random, n: int) -> Event:
    kind = chance.choice(list(EventKind))
    position = chance.randint(1, 50) if kind in {"answer", "clear", "flag", "view", "paste"} else None
    option = {"answer": chance.choice("abcd"), "flag": chance.choice(["on", "off"])}.get(kind)
    if kind is EventKind.FINISH and chance.random() < 0.5:
        option = "lost"
    language = chance.choice(["kk", "ru"])
    return Event(n, kind, _word(chance, 64), chance.randint(0, 10**12), _word(chance, 64), language, position, option)


def _journal(chance: random.Random) -> dict[str, object]:
    attempt, epoch = f"{chance.getrandbits(128):032x}", chance.randint(1, 12)
    events = [_event(chance, n) for n in range(1, chance.randint(0, 90) + 1)]
    lines = [canonical(event) for event in events]
    heads = [opened(attempt, epoch).head]
    for line in lines:
        heads.append(chained(heads[-1], [line]))
    others = [Tail(attempt, one, chance.randint(0, 5000), f"{chance.getrandbits(256):064x}") for one in range(1, epoch)]
    judged = [Judged(epoch, event, 0, Timeliness.IN_TIME) for event in events]
    return {
        "attempt": attempt,
        "epoch": epoch,
        "events": [json.loads(line) for line in lines],
        "lines": [line.decode() for line in lines],
        "heads": heads,
        "others": [[tail.epoch, tail.through, tail.head] for tail in others],
        "receipt": receipt(attempt, [*others, Tail(attempt, epoch, len(lines), heads[-1])]),
        "answers": {p: answer.option for p, answer in answers_in_force(judged).items() if answer.option is not None},
    }


def _vectors(journals: int, seed: int) -> dict[str, object]:
    chance = random.Random(seed)  # noqa: S311 - vectors that anybody can make again, no secrets
    lengths = [*range(200), 1000, 4096]
    message = [bytes((at * 7 + length) % 256 for at in range(length)) for length in lengths]
    return {
        "digests": [[length, sha256(one).hexdigest()] for length, one in zip(lengths, message, strict=True)],
        "journals": [_journal(chance) for _ in range(journals)],
    }


def _run(folder: Path, journals: int, runs: int) -> None:
    vectors = folder / "vectors.json"
    vectors.write_text(json.dumps(_vectors(journals, seed=20261122)), encoding="utf-8")
    names = [str(path) for path in sorted((_HERE / "client").glob("*.test.mjs"))]
    surroundings = os.environ | {"MODULES": _MODULES.as_uri(), "VECTORS": str(vectors), "RUNS": str(runs)}
    node = compute_driver_executable()[0]
    done = subprocess.run(
        [node, "--test", "--test-reporter=tap", *names],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=1500,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# fail 0" in done.stdout
    assert "# pass 0" not in done.stdout


def test_client_modules_agree_with_the_rules(tmp_path):
    _run(tmp_path, journals=40, runs=20)


@pytest.mark.soak
def test_client_modules_agree_with_the_rules_on_a_thousand_journals(tmp_path):
    _run(tmp_path, journals=times(1000, in_ci=1000), runs=times(1000, in_ci=200))


def test_known_journal_has_the_same_receipt_on_both_sides(tmp_path):
    """The fixed figures of tests/rules/test_receipt.py, computed by the page's module alone."""
    script = """
        const { Journal, receipt } = await import(`${process.env.MODULES}/journal.js`);
        const journal = new Journal("3f0e7f0a-52f4-4f0c-9a35-7f7b2f1f9d11", 1);
        journal.append({ k: "view", lease: "l1", t: 0, boot: "b1", g: "kk", p: 1 });
        journal.append({ k: "answer", lease: "l1", t: 1500, boot: "b1", g: "kk", p: 1, o: "c" });
        journal.append({ k: "finish", lease: "l2", t: 20, boot: "b1", g: "ru" });
        console.log(journal.heads[0], journal.head, receipt(journal.attempt, [[1, journal.last, journal.head]]));
    """
    node = compute_driver_executable()[0]
    done = subprocess.run(
        [node, "--input-type=module", "--eval", script],
        env=os.environ | {"MODULES": _MODULES.as_uri()},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == [
        "fa5c0b0d8a4c6f95f276aeb2558aa1553edf08aa9f3971234ce9a4f6cb43b9f8",
        "5dea24c449833f299b482a2f2ce005db7a96a925c0064f1cf74014ed54b9606b",
        "4486-9767-4518",
    ]
