"""Which pages of docs/reference are made from the tables, and are those on disk what the tables say?"""

from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings

from workflows.reference_pages import acts, clocks, funding_papers, letters, papers, roles, settings_page, stages

PAGES: Mapping[str, Callable[[], str]] = {
    "stages.md": stages.page,
    "acts.md": acts.page,
    "roles-and-permissions.md": roles.page,
    "clocks.md": clocks.page,
    "letters.md": letters.page,
    "papers.md": papers.page,
    "funding-papers.md": funding_papers.page,
    "settings.md": settings_page.page,
}
"""Every made page with the function that makes it."""


def folder() -> Path:
    """Where the made pages lie."""
    return Path(settings.BASE_DIR) / "docs" / "reference"


def stale(where: Path) -> list[str]:
    """Names of pages that are missing or say something else than the tables."""
    return [name for name, make in PAGES.items() if _text_of(where / name) != make()]


def write(where: Path) -> list[str]:
    """Make every stale page anew; give their names."""
    found = stale(where)
    where.mkdir(parents=True, exist_ok=True)
    for name in found:
        (where / name).write_text(PAGES[name](), encoding="utf-8")
    return found


def _text_of(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
