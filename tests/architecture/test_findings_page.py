"""docs/findings.md is the catalogue of codes, printed."""

from scripts.findings_page import PAGE, page


def test_page_of_findings_is_the_catalogue():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m scripts.findings_page"
