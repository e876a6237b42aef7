"""Which papers of a meeting are there, what builds each, and how is its file called?

A new paper of a meeting is one folder and one row here: pages and addresses follow the table.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from dhr_cases.papers.formats import Format, written
from dhr_cases.papers.writing.blocks import Paper
from governance.models import Meeting
from governance.papers import meeting_reading as reading
from governance.papers.action_log import wording as action_log
from governance.papers.agenda import wording as agenda
from governance.papers.minutes import wording as minutes


class MeetingPaperKind(StrEnum):
    """Codes of the papers, as addresses name them."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    ACTION_LOG = "action-log"


class Version(StrEnum):
    """For whom a paper is."""

    PUBLIC = "public"
    RESTRICTED = "restricted"


VERSIONS: Mapping[Version, str] = {Version.PUBLIC: "public version", Version.RESTRICTED: "restricted version"}


@dataclass(frozen=True)
class KindRow:
    """One paper: its name, what it holds, how its facts are read for a version, what composes it, its source."""

    label: str
    holds: str
    read: Callable[[Meeting, bool], Any]
    compose: Callable[[Any], Paper]
    source: str


K = MeetingPaperKind
MEETING_PAPERS: Mapping[MeetingPaperKind, KindRow] = {
    K.AGENDA: KindRow(
        "Agenda", "The items by part, who presents, what the meeting is asked.",
        lambda meeting, is_public: reading.agenda_facts(meeting, is_public=is_public),
        agenda.compose, "Agendas of a Kent partnership [V]",
    ),
    K.MINUTES: KindRow(
        "Minutes", "Who was there, what was said, resolved and asked, under running numbers.",
        lambda meeting, is_public: reading.minutes_facts(meeting, is_public=is_public),
        minutes.compose, "Minutes of a Kent partnership, March 2022 [V]",
    ),
    K.ACTION_LOG: KindRow(
        "Action log", "What the body has open today: resolutions, requests, questions, forward plan.",
        lambda meeting, is_public: reading.action_log_facts(meeting, timezone.localdate(), is_public=is_public),
        action_log.compose, "L28 and L29 of the funding requirements [D]",
    ),
}  # fmt: skip  # the table reads as a table: a paper, what it holds, how it is read and written, its source


def build(kind: MeetingPaperKind, form: Format, meeting: Meeting, version: Version) -> bytes:
    """The paper as a file. Raises NotNow where this machine cannot write the format."""
    row = MEETING_PAPERS[kind]
    return written(row.compose)[form](row.read(meeting, version is Version.PUBLIC))


def file_name(kind: MeetingPaperKind, form: Format, meeting: Meeting, version: Version) -> str:
    """A file's name of plain letters: the paper, the body, the day and the version."""
    return f"{kind}-{slugify(meeting.body.called)}-{meeting.on.isoformat()}-{version}.{form}"
