"""A methodologist hands packages in, sees the findings first, publishes, and sees what a version alters."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from qosyl.people.roles import Role
from qosyl.programmes.models import Publication
from tests.programmes.published import SMALL

pytestmark = pytest.mark.journey


def zipped(path: Path, **changes: tuple[str, str]) -> Path:
    """The small package as an archive; ``changes`` replace words, `programme=("a", "b")` in `programme.yaml`."""
    with zipfile.ZipFile(path, "w") as archive:
        for source in sorted(file for file in SMALL.rglob("*") if file.is_file()):
            name = source.relative_to(SMALL).as_posix()
            text = source.read_text(encoding="utf-8")
            old, new = changes.get(name.removesuffix(".yaml"), ("", ""))
            assert old in text
            archive.writestr(f"small/{name}", text.replace(old, new, 1) if old else text)
    return path


def hand_in(page, archive: Path) -> None:
    page.goto("/workroom/")
    page.locator("main .button.main").click()
    page.locator("main [type=file]").set_input_files(archive)
    page.locator("main form .button.main").click()
    expect(page.locator("h1")).to_have_text(archive.name)


def test_methodologist_sees_findings_first_then_publishes_then_the_difference(
    page, scene, sign_in, arrive, words, tmp_path
):
    sign_in(page, scene.person(Role.METHODOLOGIST).phone)
    arrive(page)

    hand_in(page, zipped(tmp_path / "broken.zip", programme=("hours:", "hourz:")))
    arrive(page)
    expect(page.locator("main code").first).to_have_text("programme.yaml:1")
    expect(page.get_by_text(words(page, "error %(code)s") % {"code": "K001"})).to_be_visible()
    expect(page.get_by_role("button", name=words(page, "Publish this version"))).to_have_count(0)

    hand_in(page, zipped(tmp_path / "better.zip", glossary=("Помощь, которая", "Поддержка, которая")))
    arrive(page)
    assert Publication.objects.count() == 1, "handing in publishes nothing"
    page.get_by_role("button", name=words(page, "Publish this version")).click()
    expect(page.locator(".notice.done")).to_be_visible()
    page.get_by_role("link", name=words(page, "What this version changes")).click()
    expect(page.locator("#v2 del")).to_contain_text("Помощь, которая")
    expect(page.locator("#v2 ins")).to_contain_text("Поддержка, которая")
    arrive(page)

    page.goto("/workroom/")
    expect(page.locator("main .list li")).to_have_count(3)
    arrive(page)
