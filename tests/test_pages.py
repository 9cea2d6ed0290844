"""The pages that the code and other pages cite are there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ("scoring", "store", "workbook", "tui", "tests", "bench")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("bench/*.md")])


def _cited(text: str) -> Iterator[Path]:
    for name in re.findall(r"\b(?:docs|bench)/[\w-]+\.md\b", text):
        yield ROOT / name


@pytest.mark.parametrize("folder", SOURCES)
def test_pages_cited_in_the_code_are_there(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    missing = {
        f"{path.relative_to(ROOT)}: {page.name}"
        for path in files
        for page in _cited(path.read_text(encoding="utf-8"))
        if not page.exists()
    }
    assert missing == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
