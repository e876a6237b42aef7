"""Agenda, minutes and action log print what they must, and nothing that is restricted."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from dhr_cases.papers.formats import Format, written
from dhr_cases.papers.writing.blocks import Paper, texts_of
from governance.papers.action_log import wording as action_log
from governance.papers.action_log.example import EXAMPLE as LOG
from governance.papers.agenda import wording as agenda
from governance.papers.agenda.example import EXAMPLE as AGENDA
from governance.papers.meeting_invented import HEAD, ITEMS
from governance.papers.meeting_kinds import MEETING_PAPERS, MeetingPaperKind
from governance.papers.meeting_reading import paragraphs
from governance.papers.meeting_rows import MARKING, ActionLogFacts, AgendaFacts, MinutesFacts
from governance.papers.minutes import wording as minutes
from governance.papers.minutes.example import EXAMPLE as MINUTES

PAPERS = {
    MeetingPaperKind.AGENDA: ("agenda", agenda.compose(AGENDA)),
    MeetingPaperKind.MINUTES: ("minutes", minutes.compose(MINUTES)),
    MeetingPaperKind.ACTION_LOG: ("action_log", action_log.compose(LOG)),
}


def text_of(paper: Paper) -> str:
    """Every text of a paper, one a line."""
    return "\n".join(texts_of(paper)) + "\n"


@pytest.mark.parametrize("kind", list(MEETING_PAPERS))
def test_reads_as_expected(kind: MeetingPaperKind) -> None:
    """A changed word is changed in expected.txt in the same breath."""
    folder, paper = PAPERS[kind]
    expected = Path(settings.BASE_DIR, "governance/papers", folder, "expected.txt")
    assert text_of(paper) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", [Format.WORD, Format.HTML])
def test_is_written_in_every_format(form: Format) -> None:
    for facts, compose in ((AGENDA, agenda.compose), (MINUTES, minutes.compose), (LOG, action_log.compose)):
        assert len(written(compose)[form](facts)) > 1_000


def test_marks_a_restricted_paper_and_not_a_public_one() -> None:
    restricted = replace(HEAD, is_public=False)
    assert text_of(agenda.compose(AgendaFacts(restricted, ITEMS))).startswith(MARKING)
    assert MARKING not in text_of(agenda.compose(AGENDA))


def test_says_of_a_restricted_item_only_why_it_is_restricted() -> None:
    paper = text_of(minutes.compose(MINUTES))
    assert "54. Restricted item (Item E1)" in paper
    assert (
        "This item was taken in private. Its minute is not part of this version. Reason: Terms of a contract." in paper
    )


def test_prints_the_restricted_part_of_a_minute_with_numbers_that_run_on() -> None:
    item = replace(ITEMS[2], restricted_paragraphs=("A name was given.",))
    paper = text_of(minutes.compose(MinutesFacts(replace(HEAD, is_public=False), (item,))))
    assert "Restricted part of this minute\n3. A name was given." in paper


def test_says_what_is_not_there() -> None:
    assert "No item is on the agenda yet." in text_of(agenda.compose(AgendaFacts(HEAD, ())))
    assert "Present: Nobody is recorded." in text_of(minutes.compose(MinutesFacts(HEAD, ())))
    empty = text_of(action_log.compose(ActionLogFacts(HEAD, LOG.as_at)))
    for sentence in ("Everything resolved is done.", "No request is open.", "Every question has its answer."):
        assert sentence in empty


def test_parts_a_minute_at_blank_lines() -> None:
    assert paragraphs("One\r\nstill one.\r\n\r\nTwo.\n\n\n") == ("One still one.", "Two.")
