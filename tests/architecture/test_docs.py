"""The pages made from the tables say what the tables say, and every noun of the code is explained."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from workflows import reference_pages
from workflows.reference_pages import PAGES, folder, stale, write
from workflows.reference_pages.writing import table

DOCS = Path(settings.BASE_DIR) / "docs"


def test_keeps_the_reference_pages_fresh() -> None:
    """A table was changed and its page was not: run manage.py docs."""
    assert stale(folder()) == []


def test_makes_every_page_from_nothing(tmp_path: Path) -> None:
    """The folder need not be there; a second run has nothing to do."""
    assert set(write(tmp_path / "reference")) == set(PAGES)
    assert write(tmp_path / "reference") == []


def test_finds_a_page_that_says_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check names it and ends with 1; it writes nothing."""
    write(tmp_path)
    (tmp_path / "stages.md").write_text("# Stages\n")
    for module in ("workflows.management.commands.docs", "workflows.reference_pages"):
        monkeypatch.setattr(f"{module}.folder", lambda: tmp_path)
    with pytest.raises(CommandError, match="stages.md") as failure:
        call_command("docs", "--check")
    assert failure.value.returncode == 1
    assert (tmp_path / "stages.md").read_text() == "# Stages\n"


def test_keeps_a_bar_inside_its_cell() -> None:
    """A vertical bar in a text does not break the table."""
    assert table(("a",), [("one|two",)]).splitlines()[-1] == "| one\\|two |"


@pytest.mark.parametrize("name", PAGES)
def test_says_where_a_page_comes_from(name: str) -> None:
    """So that nobody edits what is made."""
    assert "Made by `manage.py docs`" in PAGES[name]()


def test_explains_every_record_in_the_glossary() -> None:
    """A noun of the code has an entry before it is used."""
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    records = [
        model.__name__
        for app in ("dhr_cases", "funding", "learning", "governance", "workflows")
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "instance_type")
    ]
    missing = [name for name in records if f"`{name}`" not in glossary]
    assert not missing


def test_numbers_the_decisions_without_a_gap() -> None:
    """Each decision has its page, and the list names each."""
    pages = sorted(path.name for path in (DOCS / "adr").glob("0*.md"))
    listed = (DOCS / "adr" / "README.md").read_text(encoding="utf-8")
    assert [name[:4] for name in pages] == [f"{number:04d}" for number in range(1, len(pages) + 1)]
    assert all(f"({name})" in listed for name in pages)


def test_makes_its_pages_where_the_documentation_is() -> None:
    """Not below the folder of one machine."""
    assert reference_pages.folder() == DOCS / "reference"
