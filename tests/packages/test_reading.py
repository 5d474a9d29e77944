"""Reading a folder: conventions of names, twins, figures, and everything hostile that a folder may hold."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qosyl.packages.findings import FINDING_LANGUAGES, Severity
from qosyl.packages.limits import Limits
from qosyl.packages.reading import Reading, read_bank, read_package
from tests.soak import times

ROOT = Path(__file__).parents[2]
PROGRAMME = ROOT / "programmes" / "inclusion"
TOPIC = "modules/m1/1.2"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROGRAMME, tmp_path / "package"))


def found(reading: Reading) -> set[tuple[str, int, str]]:
    return {(finding.file, finding.line, finding.code) for finding in reading.findings}


def line_of(root: Path, file: str, text: str) -> int:
    lines = (root / file).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_programme_of_the_house_is_read_without_findings():
    reading = read_package(PROGRAMME)
    assert reading.findings == ()
    assert reading.package
    assert [module.sheet.key for module in reading.package.modules] == ["M1", "M2", "M3", "M4", "M5"]
    assert len(list(reading.package.topics())) == 21


def _remove(*files: str) -> Callable[[Path], None]:
    return lambda root: [(root / file).unlink() for file in files] and None


def _write(file: str, content: bytes) -> Callable[[Path], None]:
    def act(root: Path) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(content)

    return act


def _fifo(file: str) -> Callable[[Path], None]:
    def act(root: Path) -> None:
        (root / file).unlink(missing_ok=True)
        os.mkfifo(root / file)

    return act


def _link(file: str, target: str) -> Callable[[Path], None]:
    def act(root: Path) -> None:
        (root / file).unlink(missing_ok=True)
        (root / file).symlink_to(target)

    return act


def _folder(file: str) -> Callable[[Path], None]:
    def act(root: Path) -> None:
        (root / file).unlink()
        (root / file).mkdir()

    return act


@pytest.mark.parametrize(
    ("act", "expected", "is_shaped"),
    [
        (_remove("support.yaml"), ("support.yaml", 1, "Y009"), False),
        (_remove(f"{TOPIC}/topic.yaml"), (f"{TOPIC}/topic.yaml", 1, "Y009"), False),
        (_remove(f"{TOPIC}/lecture.ru.md"), (f"{TOPIC}/lecture.kk.md", 1, "L001"), True),
        (_remove("characters/school.kk.md"), ("characters/school.ru.md", 1, "L001"), True),
        (_write("readme.txt", b"hello"), ("readme.txt", 1, "Y008"), True),
        (_write(f"{TOPIC}/theses.kk.md", b"x"), (f"{TOPIC}/theses.kk.md", 1, "Y008"), True),
        (_write("modules/m1/1.99/topic.yaml", b"number: 1.99"), ("modules/m1/1.99", 1, "Y041"), True),
        (_write("sections/odd.kk.md", b"x"), ("sections/odd.kk.md", 1, "L001"), True),
        (_write("glossary.yaml", b""), ("glossary.yaml", 1, "Y015"), False),
        (_write("glossary.yaml", b"\xef\xbb\xbfterms: []"), ("glossary.yaml", 1, "Y011"), False),
        (_write("glossary.yaml", b"terms:\n\n- \xff\xfe"), ("glossary.yaml", 3, "Y010"), False),
        (_write("glossary.yaml", "terms:\n- қазақ".encode("cp1251", "replace") + b"\xe0\n"),
         ("glossary.yaml", 2, "Y010"), False),
        (_write("glossary.yaml", "terms: []".encode("utf-16")), ("glossary.yaml", 1, "Y010"), False),
        (_write("glossary.yaml", b"terms:\n  []\r\n"), ("glossary.yaml", 2, "Y012"), False),
        (_write("glossary.yaml", b"terms:\n  []\n# \x00"), ("glossary.yaml", 3, "Y013"), False),
        (_write("glossary.yaml", "terms:\n  []\n# и\u0306".encode()), ("glossary.yaml", 3, "Y014"), False),
        (_write("glossary.yaml", b"# " + b"x" * (2 * 1024 * 1024)), ("glossary.yaml", 1, "Y004"), False),
        (_write(f"{TOPIC}/lecture.kk.md", b"x" * (512 * 1024 + 1)), (f"{TOPIC}/lecture.kk.md", 1, "Y004"), True),
        (_write(f"{TOPIC}/figures/lonely.svg", b"<svg/>"), (f"{TOPIC}/figures/lonely.svg", 1, "Y044"), True),
        (_write(f"{TOPIC}/figures/lonely.yaml", b"title: {kk: x, ru: y}\ndescription: {kk: x, ru: y}"),
         (f"{TOPIC}/figures/lonely.yaml", 1, "Y043"), True),
        (_write("a/b/c/d/e/f/g/h/i/j.md", b"x"), ("a/b/c/d/e/f/g/h/i", 1, "Y007"), True),
        (_fifo("glossary.yaml"), ("glossary.yaml", 1, "Y003"), False),
        (_folder("glossary.yaml"), ("glossary.yaml", 1, "Y003"), False),
        (_link("glossary.yaml", "/etc/passwd"), ("glossary.yaml", 1, "Y002"), False),
        (_link("glossary.yaml", "glossary.yaml"), ("glossary.yaml", 1, "Y002"), False),
        (_link("sections/loop", ".."), ("sections/loop", 1, "Y002"), True),
    ],
)  # fmt: skip
def test_fault_in_the_folder_is_found(
    package: Path, act: Callable[[Path], None], expected: tuple[str, int, str], *, is_shaped: bool
):
    act(package)
    reading = read_package(package)
    assert expected in found(reading)
    assert (reading.package is not None) == is_shaped


def test_topic_listed_without_its_folder_is_found_on_the_line_of_the_list(package: Path):
    shutil.rmtree(package / TOPIC)
    reading = read_package(package)
    sheet = reading.sheets["modules/m1/module.yaml"]
    assert ("modules/m1/module.yaml", sheet.line("topics", 1), "Y040") in found(reading)
    assert reading.package is None


def test_folder_named_otherwise_than_its_topic_is_found(package: Path):
    file = package / TOPIC / "topic.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("number: 1.2", "number: 1.7"), encoding="utf-8")
    line = line_of(package, f"{TOPIC}/topic.yaml", "number: 1.7")
    assert (f"{TOPIC}/topic.yaml", line, "Y042") in found(read_package(package))


def test_section_without_prose_is_found_where_the_programme_names_it(package: Path):
    reading = read_package(package)
    assert reading.package
    key = reading.package.programme.sections[3].key
    for language in ("kk", "ru"):
        (package / f"sections/{key}.{language}.md").unlink()
    line = reading.sheets["programme.yaml"].line("sections", 3)
    assert ("programme.yaml", line, "Y045") in found(read_package(package))


def test_hidden_files_are_passed_over(package: Path):
    before = read_package(package).findings
    (package / ".git").mkdir()
    (package / ".git" / "config").write_text("x")
    (package / "sections" / ".swp").write_text("x")
    assert read_package(package).findings == before


@pytest.mark.parametrize(
    ("limits", "code"),
    [(Limits(files=20), "Y006"), (Limits(package_bytes=1000), "Y005"), (Limits(yaml_nodes=50), "Y032")],
)
def test_package_beyond_a_limit_is_refused(package: Path, limits: Limits, code: str):
    reading = read_package(package, limits)
    assert reading.package is None
    assert code in {finding.code for finding in reading.findings}


def test_file_with_very_many_faults_shows_the_first_hundred_and_counts_the_rest(package: Path):
    (package / "glossary.yaml").write_text("terms:\n" + "- {key: A}\n" * 1000)
    findings = [finding for finding in read_package(package).findings if finding.file == "glossary.yaml"]
    assert len(findings) == 101
    assert next(finding.words["more"] for finding in findings if finding.code == "Y050") == 3000 - 100


def test_name_that_is_no_utf8_is_printed_with_escapes(package: Path):
    (package / os.fsdecode(b"bad\xff\nname.yaml")).write_bytes(b"x")
    names = [finding.file for finding in read_package(package).findings if finding.code == "Y008"]
    assert names == ["bad\\xff\\u000aname.yaml"]


@pytest.mark.parametrize("root", ["absent", "file", "\0"])
def test_root_that_is_no_folder_is_a_finding(tmp_path: Path, root: str):
    (tmp_path / "file").write_text("x")
    reading = read_package(tmp_path / root)
    assert reading.package is None
    assert (".", 1, "Y001") in found(reading)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that may give up its rights")
def test_file_without_permission_is_a_finding(package: Path):
    (package / "glossary.yaml").chmod(0)
    (package / "surveys").chmod(0)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:  # the owner of everything may read everything: a child gives that right up
        try:
            if os.geteuid() == 0:
                for folder in (package, *package.parents):
                    if folder != Path("/"):
                        folder.chmod(folder.stat().st_mode | 0o055)
                os.seteuid(65534)
            codes = found(read_package(package))
            told = {("glossary.yaml", 1, "Y001"), ("surveys", 1, "Y001")} <= codes
            os.write(writer, b"told" if told else repr(codes)[:4000].encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    (package / "surveys").chmod(0o755)
    assert os.read(reader, 4096) == b"told"


def test_bank_is_read_from_its_folder(tmp_path: Path):
    (tmp_path / "bank.yaml").write_text("key: b\nprogramme: inclusion\ntitle: {kk: Банк, ru: Банк}\n", encoding="utf-8")
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "m1.yaml").write_text("items: []\n")
    (tmp_path / "items" / "notes.txt").write_text("x")
    reading = read_bank(tmp_path)
    assert reading.bank
    assert [(finding.file, finding.code) for finding in reading.findings] == [("items/notes.txt", "Y008")]


def test_bank_with_a_broken_item_file_has_no_shape(tmp_path: Path):
    (tmp_path / "bank.yaml").write_text("key: b\nprogramme: inclusion\ntitle: {kk: Банк, ru: Банк}\n", encoding="utf-8")
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "m1.yaml").write_text("items: [\n")
    assert read_bank(tmp_path).bank is None


@pytest.fixture(scope="module")
def altered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy for all alterations; each is undone after its reading."""
    return Path(shutil.copytree(PROGRAMME, tmp_path_factory.mktemp("altered") / "package"))


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)
@given(data=st.data())
def test_altered_bytes_in_any_file_give_findings_in_bounded_time(altered: Path, data: st.DataObject):
    _assert_told(altered, data)


@pytest.mark.soak
@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=times(400, in_ci=60))
@given(data=st.data())
def test_altered_bytes_in_any_file_give_findings_many_times(altered: Path, data: st.DataObject):
    _assert_told(altered, data)


def _assert_told(root: Path, data: st.DataObject) -> None:
    names = sorted(str(file.relative_to(root)) for file in root.rglob("*") if file.is_file())
    file = root / data.draw(st.sampled_from(names))
    content = file.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    stop = data.draw(st.integers(start, min(len(content), start + 200)))
    piece = data.draw(st.binary(max_size=30) | st.text(max_size=30).map(lambda text: text.encode("utf-8", "replace")))
    try:
        file.write_bytes(content[:start] + piece + content[stop:])
        begun = time.process_time()
        reading = read_package(root)
        assert time.process_time() - begun < 5
    finally:
        file.write_bytes(content)
    errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
    assert reading.package is not None or errors
    assert all(finding.sentence(language) for finding in reading.findings for language in FINDING_LANGUAGES)


def test_reading_room_does_not_load_django():
    code = "import sys, qosyl.packages.reading; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(ROOT / "src")}, check=True)
