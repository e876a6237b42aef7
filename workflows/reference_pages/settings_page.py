"""How does the page of settings read: what an installation may set in its environment?"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from workflows.reference_pages.writing import page as whole_page
from workflows.reference_pages.writing import table


def page() -> str:
    """The page."""
    variables: Mapping[str, Any] = settings.SETTINGS_TABLE
    return whole_page(
        "Settings",
        "`config/variables.py`",
        "Set in the environment, or as `NAME=value` lines in the file `local.env` in `VAR_DIR`; the environment wins. "
        "A value that cannot be used stops the start with a sentence that says what is accepted. What a partnership "
        "is called, its colours, its own limits and its letters are not here: they are changed on the settings page.",
        table(("Name", "Accepts", "Default", "Meaning"), (_row(row) for row in variables.values())),
    )


def _row(row: Any) -> tuple[str, ...]:
    default = "none: must be set" if row.default is None else f"`{row.default}`" if row.default else "empty"
    meaning = f"{row.meaning} Secret: never shown." if row.is_secret else row.meaning
    return f"`{row.name}`", row.accepted, default, meaning
