"""A numbered copy is frozen when it is given, opened to named readers until a day, and closed at once."""

import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from dhr_cases.actions import drafting, reading_room
from dhr_cases.actions.section_comments import answer_comment
from dhr_cases.comment_points import comments_seen
from dhr_cases.errors import Incomplete, NotNow, NotPermitted, ReviewError
from dhr_cases.events import Event
from dhr_cases.models import (
    Case,
    CaseEvent,
    CommentAnswer,
    DraftReading,
    Notice,
    ReadingAccess,
    ReadingOpening,
    ReportSection,
    SectionComment,
)
from dhr_cases.notices import Kind
from dhr_cases.policies.drafting import check_send_for_reading_now
from dhr_cases.reading_access import readers_of, says_any, way_in
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.reading_copies import TEXTS, access_of, give_copies, in_days, write_on, write_sections
from tests.standing import stand_at

WORDS = "The date of the second visit is wrong."
Copies = Mapping[str, DraftReading]


@pytest.fixture
def copies(case: Case, cast: Cast) -> Copies:
    """An agency's and the family's copy, each open to its reader."""
    return give_copies(cast, case, [cast.second_author, cast.family_advocate])


@pytest.fixture
def advocate(copies: Copies, cast: Cast) -> ReadingAccess:
    """The advocate's way into the family's copy."""
    return access_of(copies["sister"], cast.family_advocate)


def texts_in(reading: DraftReading) -> list[str]:
    return [passage.version.text for passage in reading.passages.all()]


def test_gives_the_family_all_and_an_agency_what_names_it(copies: Copies) -> None:
    """An agency checks its own passages; the family reads the report."""
    assert texts_in(copies["sister"]) == list(TEXTS)
    assert texts_in(copies["health"]) == [TEXTS[1]]


def test_keeps_the_copy_as_it_read_when_it_was_given(copies: Copies, case: Case, cast: Cast) -> None:
    """What is written on afterwards is in the next copy, not in this one."""
    section = ReportSection.objects.filter(case=case).first()
    assert section is not None
    write_on(cast, section, "Robin loved the hills.")
    assert texts_in(copies["sister"])[0] == TEXTS[0]


def test_lets_each_reader_into_their_own_copy_only(copies: Copies, cast: Cast) -> None:
    """The trust's author reads copy 1, the advocate copy 2, each until the day for comments."""
    opened = {(row.reading.copy_number, row.reader, row.ends_on) for row in ReadingAccess.objects.all()}
    assert opened == {(1, cast.second_author, in_days(21)), (2, cast.family_advocate, in_days(21))}


def test_tells_the_reader_that_there_is_something_to_read(copies: Copies, cast: Cast) -> None:
    """The message names no case; it leads to the list of drafts."""
    told = Notice.objects.filter(kind=Kind.COPY_TO_READ)
    assert {notice.to for notice in told} == {cast.second_author, cast.family_advocate}
    assert {notice.path for notice in told} == {"/reading/"}


def test_refuses_a_reader_who_speaks_for_none_of_the_copies(case: Case, cast: Cast) -> None:
    """The police author has no copy to read here; nothing is sent at all."""
    with pytest.raises(Incomplete, match="speaks for none"):
        give_copies(cast, case, [cast.agency_author])
    assert not DraftReading.objects.filter(case=case).exists()


@pytest.mark.parametrize(
    ("name", "parts"), [("health", {"panel_member", "second_author"}), ("sister", {"family_advocate"})]
)
def test_knows_who_could_read_a_copy(copies: Copies, cast: Cast, name: str, parts: set[str]) -> None:
    """Panel member, author and contact of the agency; the family's advocates."""
    assert {user.pk for user in readers_of(copies[name])} == {getattr(cast, part).pk for part in parts}


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("the Testshire\nNHS Trust said", ("Testshire NHS Trust",), True),
        ("the testshire nhs trust said", ("Testshire NHS Trust",), True),
        ("Testshire NHS Trusted", ("Testshire NHS Trust",), False),
        ("it was fair", ("AIR",), False),
        ("an AIR referral", ("AIR",), True),
        ("anything", ("", " "), False),
    ],
)
def test_finds_a_body_by_any_of_its_names(text: str, names: tuple[str, ...], found: bool) -> None:
    """A whole name in any capitals; an abbreviation only as it is written."""
    assert says_any(text, names) is found


def test_adds_a_section_to_an_open_copy(copies: Copies, case: Case, cast: Cast) -> None:
    """The coordinator may show an agency more; the copy keeps what it had."""
    more = list(ReportSection.objects.filter(case=case).order_by("-position")[:1])
    (access,) = reading_room.open_reading(
        case=case,
        by=cast.coordinator,
        reading=copies["health"],
        until=in_days(5),
        readers=[cast.panel_member],
        sections=more,
    )
    assert texts_in(copies["health"]) == [TEXTS[1], TEXTS[2]]
    assert way_in(cast.panel_member, copies["health"].pk) == access


def test_refuses_to_open_a_copy_wrongly(copies: Copies, case: Case, other_case: Case, cast: Cast) -> None:
    """To nobody, to somebody of another agency, until a day that is past, or for another case."""
    about: dict[str, Any] = {"reading": copies["health"], "by": cast.coordinator}
    with pytest.raises(Incomplete, match="Choose who"):
        reading_room.open_reading(case=case, until=in_days(5), **about)
    with pytest.raises(NotPermitted, match="does not speak for"):
        reading_room.open_reading(case=case, until=in_days(5), readers=[cast.family_advocate], **about)
    with pytest.raises(Incomplete, match="is past"):
        reading_room.open_reading(case=case, until=in_days(-1), readers=[cast.panel_member], **about)
    with pytest.raises(Incomplete, match="another case"):
        reading_room.open_reading(case=other_case, until=in_days(5), readers=[cast.panel_member], **about)
    with pytest.raises(NotPermitted):
        reading_room.open_reading(
            case=case, until=in_days(5), readers=[cast.panel_member], reading=copies["health"], by=cast.panel_member
        )


def test_refuses_an_empty_copy(case: Case, cast: Cast) -> None:
    """A draft that was never written in sections has nothing to show on screen."""
    copy = give_copies(cast, case)["health"]
    copy_of_police = DraftReading(
        case=case, organisation=cast.police, copy_number=9, given_on=in_days(0), due_on=in_days(9)
    )
    copy_of_police.save()
    assert copy.passages.count() == 1
    with pytest.raises(Incomplete, match="no section in this copy"):
        reading_room.open_reading(
            case=case, by=cast.coordinator, reading=copy_of_police, until=in_days(5), readers=[cast.agency_author]
        )


def test_records_every_page_that_is_opened(advocate: ReadingAccess, cast: Cast) -> None:
    """The row and the event both say who, which page and when; neither holds a word of the draft."""
    passage = advocate.reading.passages.first()
    assert passage is not None
    reading_room.open_page(access=advocate, by=cast.family_advocate)
    reading_room.open_page(access=advocate, by=cast.family_advocate, passage=passage)
    assert [row.passage for row in ReadingOpening.objects.filter(access=advocate)] == [None, passage]
    events = CaseEvent.objects.filter(kind=Event.DRAFT_OPENED).order_by("pk")
    assert [event.detail for event in events] == [
        {"copy": 2, "page": "Contents"},
        {"copy": 2, "page": passage.version.section.heading},
    ]


def test_opens_no_page_of_another_copy(copies: Copies, advocate: ReadingAccess, cast: Cast) -> None:
    """Nor does another reader come in by somebody's way."""
    with pytest.raises(NotPermitted):
        reading_room.open_page(access=advocate, by=cast.family_advocate, passage=copies["health"].passages.get())
    with pytest.raises(NotPermitted):
        reading_room.open_page(access=advocate, by=cast.second_author)
    assert not ReadingOpening.objects.exists()


def test_closes_a_way_in_at_once(advocate: ReadingAccess, case: Case, cast: Cast) -> None:
    """Closed in the middle of reading: the next act of the reader finds nothing, and the reason is kept."""
    held_before = way_in(cast.family_advocate, advocate.reading_id)
    assert held_before is not None
    reading_room.close_reading(case=case, by=cast.coordinator, access=advocate, reason="Sent to the wrong person.")
    assert way_in(cast.family_advocate, advocate.reading_id) is None
    for act in (
        lambda: reading_room.open_page(access=held_before, by=cast.family_advocate),
        lambda: reading_room.comment_on_copy(access=held_before, by=cast.family_advocate, text=WORDS),
        lambda: reading_room.finish_reading(access=held_before, by=cast.family_advocate, words="Done."),
    ):
        with pytest.raises(NotPermitted, match="not open to you"):
            act()
    assert CaseEvent.objects.get(kind=Event.READING_ROOM_CLOSED).reason == "Sent to the wrong person."
    assert not SectionComment.objects.exists()


def test_wants_a_reason_and_closes_once(advocate: ReadingAccess, case: Case, cast: Cast) -> None:
    """A way in that is closed is neither closed nor prolonged again; the reader is let in anew instead."""
    with pytest.raises(Incomplete, match="reason"):
        reading_room.close_reading(case=case, by=cast.coordinator, access=advocate, reason=" ")
    reading_room.close_reading(case=case, by=cast.independent_chair, access=advocate, reason="Asked for by the family.")
    with pytest.raises(Incomplete, match="closed already"):
        reading_room.close_reading(case=case, by=cast.coordinator, access=advocate, reason="Again.")
    with pytest.raises(Incomplete, match="is closed"):
        reading_room.extend_reading(case=case, by=cast.coordinator, access=advocate, until=in_days(40))
    reading_room.open_reading(
        case=case, by=cast.coordinator, reading=advocate.reading, until=in_days(9), readers=[cast.family_advocate]
    )
    assert way_in(cast.family_advocate, advocate.reading_id) == advocate


@pytest.mark.parametrize(("days", "is_open"), [(0, True), (1, True), (40, True)])
def test_moves_the_last_day(advocate: ReadingAccess, case: Case, cast: Cast, days: int, is_open: bool) -> None:
    """The last day itself still counts."""
    reading_room.extend_reading(case=case, by=cast.coordinator, access=advocate, until=in_days(days))
    assert (way_in(cast.family_advocate, advocate.reading_id) is not None) is is_open
    with pytest.raises(Incomplete, match="is past"):
        reading_room.extend_reading(case=case, by=cast.coordinator, access=advocate, until=in_days(-1))


def test_numbers_a_readers_points_with_the_others(advocate: ReadingAccess, case: Case, cast: Cast) -> None:
    """A point names the section and the version that was read."""
    passage = advocate.reading.passages.first()
    assert passage is not None
    on_page = reading_room.comment_on_copy(access=advocate, by=cast.family_advocate, text=WORDS, passage=passage)
    on_all = reading_room.comment_on_copy(access=advocate, by=cast.family_advocate, text="Say more of her.")
    assert (on_page.number, on_page.section, on_page.version_number) == (1, passage.version.section, 1)
    assert (on_all.number, on_all.section, on_all.reading) == (2, None, advocate.reading)


def test_keeps_readers_apart(copies: Copies, advocate: ReadingAccess, case: Case, cast: Cast) -> None:
    """The panel reads what agencies say, never what the family says; a reader reads only their own."""
    trust = access_of(copies["health"], cast.second_author)
    family = reading_room.comment_on_copy(access=advocate, by=cast.family_advocate, text="She loved the sea.")
    agency = reading_room.comment_on_copy(access=trust, by=cast.second_author, text=WORDS)
    seen = {part: set(comments_seen(getattr(cast, part), case)) for part in cast.people()}
    assert {part for part, rows in seen.items() if family in rows} == {
        "coordinator", "independent_chair", "family_advocate",
    }  # fmt: skip  # three parts on one line
    assert {part for part, rows in seen.items() if agency in rows} == {
        "coordinator", "independent_chair", "panel_member", "second_author",
    }  # fmt: skip  # four parts on one line


def test_lets_a_reader_change_a_point_until_it_is_answered(advocate: ReadingAccess, case: Case, cast: Cast) -> None:
    """The first wording stays in history."""
    point = reading_room.comment_on_copy(access=advocate, by=cast.family_advocate, text=WORDS)
    reading_room.change_comment(access=advocate, by=cast.family_advocate, comment=point, text="Both dates are wrong.")
    point.refresh_from_db()
    assert point.text == "Both dates are wrong."
    assert [row.text for row in point.history.order_by("history_id")] == [WORDS, "Both dates are wrong."]
    answer_comment(case=case, by=cast.coordinator, comment=point, answer=CommentAnswer.ACCEPTED, answer_text="Mended.")
    with pytest.raises(NotNow, match="answered"):
        reading_room.change_comment(access=advocate, by=cast.family_advocate, comment=point, text="And more.")


def test_lets_nobody_change_anothers_point(copies: Copies, advocate: ReadingAccess, cast: Cast) -> None:
    """Not even through an open way in of their own."""
    point = reading_room.comment_on_copy(access=advocate, by=cast.family_advocate, text=WORDS)
    trust = access_of(copies["health"], cast.second_author)
    with pytest.raises(NotPermitted, match="yourself"):
        reading_room.change_comment(access=trust, by=cast.second_author, comment=point, text="All is well.")


def test_records_the_readers_own_answer(advocate: ReadingAccess, cast: Cast) -> None:
    """Disagreement is kept as the reader put it; coming back adds to what was said."""
    reading_room.finish_reading(
        access=advocate, by=cast.family_advocate, words="She is missing.", has_disagreement=True
    )
    reading_room.finish_reading(access=advocate, by=cast.family_advocate, words="Thank you for the change.")
    copy = DraftReading.objects.get(pk=advocate.reading_id)
    assert copy.comments == "She is missing.\n\nThank you for the change."
    assert (copy.has_disagreement, copy.answered_on) == (True, in_days(0))


def test_wants_to_know_what_a_reader_disagrees_with(advocate: ReadingAccess, cast: Cast) -> None:
    """A point made before is enough."""
    with pytest.raises(Incomplete, match="Say what you disagree"):
        reading_room.finish_reading(access=advocate, by=cast.family_advocate, has_disagreement=True)
    reading_room.comment_on_copy(access=advocate, by=cast.family_advocate, text=WORDS)
    reading_room.finish_reading(access=advocate, by=cast.family_advocate, has_disagreement=True)
    assert DraftReading.objects.get(pk=advocate.reading_id).comments == "Points made in the reading room: 1."


def test_closes_the_earlier_copy_when_a_newer_is_given(advocate: ReadingAccess, case: Case, cast: Cast) -> None:
    """Two versions open side by side would mislead; what was said of the first stays."""
    drafting.send_back_to_draft(case=case, by=cast.coordinator, reason="The dates are wrong.")
    assert way_in(cast.family_advocate, advocate.reading_id) is None
    sister = advocate.reading.person
    assert sister is not None
    (newer,) = drafting.send_for_reading(
        case=case, by=cast.coordinator, family=[sister], due_on=in_days(9), readers=[cast.family_advocate]
    )
    advocate.refresh_from_db()
    assert advocate.revoked_reason == reading_room.REPLACED
    assert way_in(cast.family_advocate, newer.pk) is not None
    assert way_in(cast.family_advocate, advocate.reading_id) is None


def test_needs_a_draft_to_send(case: Case, cast: Cast) -> None:
    """A file of the report, or a section of it written here; a section without a word is none."""
    stand_at(case, Stage.DRAFTING)
    with pytest.raises(Incomplete, match="no draft to read"):
        check_send_for_reading_now(case)
    (section,) = write_sections(cast, case, ["  "])
    with pytest.raises(Incomplete, match="no draft to read"):
        check_send_for_reading_now(case)
    write_on(cast, section, "Robin loved the sea.")
    check_send_for_reading_now(case)
    assert [row.text for _, row in reading_room.sections_that_go_out(case, None)] == ["Robin loved the sea."]


def test_refuses_sections_of_another_case(case: Case, other_case: Case, cast: Cast) -> None:
    """Nothing of one review goes out with another's draft."""
    give_copies(cast, case)
    foreign = ReportSection.objects.filter(case=case)[:1]
    with pytest.raises(ReviewError, match="another case"):
        reading_room.sections_that_go_out(other_case, foreign)


def test_leaves_nothing_behind_when_the_way_in_has_ended(advocate: ReadingAccess, cast: Cast) -> None:
    """A last day that passes while the page is open ends it as well."""
    passed = ReadingAccess.objects.get(pk=advocate.pk)
    passed.ends_on = in_days(0) - datetime.timedelta(days=1)
    passed.save()
    before = CaseEvent.objects.count()
    with pytest.raises(NotPermitted):
        reading_room.open_page(access=advocate, by=cast.family_advocate)
    assert (ReadingOpening.objects.count(), CaseEvent.objects.count()) == (0, before)
