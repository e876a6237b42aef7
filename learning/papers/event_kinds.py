"""Which papers does an event have, in which formats, and what are their files called?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dhr_cases.papers.formats import Format, written
from dhr_cases.papers.writing.blocks import Paper
from learning.models import Event
from learning.papers.certificate import wording as certificate
from learning.papers.joining_pack import wording as joining_pack


class EventPaper(StrEnum):
    """Codes of the papers; they stand in addresses."""

    JOINING_PACK = "joining-pack"
    CERTIFICATES = "certificates"


@dataclass(frozen=True)
class EventPaperRow:
    """One paper: its name, how its facts become text, where it is known from."""

    label: str
    compose: Callable[[Any], Paper]
    source: str


PAPERS: Mapping[EventPaper, EventPaperRow] = {
    EventPaper.JOINING_PACK: EventPaperRow(
        "Joining pack", joining_pack.compose, "Programme, care notice, accessibility, confidentiality: 5.4 [D]"
    ),
    EventPaper.CERTIFICATES: EventPaperRow("Certificates of attendance", certificate.compose, "Local need [D]"),
}


def build(kind: EventPaper, form: Format, facts: object) -> bytes:
    """The paper as a file; raises NotNow where this machine cannot write the format."""
    return written(PAPERS[kind].compose)[form](facts)


def file_name(kind: EventPaper, form: Format, event: Event) -> str:
    """A name of plain letters from the event and the paper, never from a person."""
    return f"{event.code}-{kind}.{form}"
