"""Writing in a section: versions, two people at once, unsaved words, states and authors."""

from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import overlays, report_sections
from dhr_cases.actions.overlays import HoldTerms
from dhr_cases.actions.section_comments import answer_comment, comment_on_section
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import (
    Case,
    CaseEvent,
    CommentAnswer,
    ReportSection,
    SectionState,
    SectionTyping,
    SectionVersion,
    TextOrigin,
)
from dhr_cases.report_sections import SECTIONS
from dhr_cases.report_texts import current_texts, versions_beside
from dhr_cases.stages import Stage
from tests.conftest import Cast
from tests.standing import stand_at
from tests.writing import CODE, REPORT, second_writer, section_of, text_of, write

PLACE: dict[str, Any] = {"kind": REPORT, "code": CODE}


@pytest.fixture
def drafted(case: Case) -> Case:
    """A case whose draft is being written."""
    return stand_at(case, Stage.DRAFTING)


def events(case: Case, kind: Event) -> list[CaseEvent]:
    return list(CaseEvent.objects.filter(case=case, kind=kind).order_by("pk"))


def test_saves_words_as_the_first_version(drafted: Case, cast: Cast) -> None:
    version = write(drafted, cast.independent_chair, "The review began in May.")
    section = section_of(drafted)

    assert (version.number, version.based_on, version.is_beside) == (1, 0, False)
    assert (section.state, section.author) == (SectionState.DRAFTING, cast.independent_chair)
    assert section.heading == "Timescales"
    assert [event.detail["version"] for event in events(drafted, Event.SECTION_WRITTEN)] == [1]


def test_tells_no_word_of_the_draft_in_history(drafted: Case, cast: Cast) -> None:
    write(drafted, cast.independent_chair, "Sarah Hidden lived in Testshire.")

    assert "Hidden" not in str([(event.detail, event.reason) for event in CaseEvent.objects.all()])


def test_keeps_every_version(drafted: Case, cast: Cast) -> None:
    for number, text in enumerate(("One.", "Two.", "Three.")):
        write(drafted, cast.independent_chair, text, based_on=number)

    texts = list(SectionVersion.objects.values_list("text", flat=True).order_by("number"))
    assert texts == ["One.", "Two.", "Three."]
    assert text_of(drafted) == "Three."


def test_keeps_both_texts_of_two_who_write_at_once(drafted: Case, cast: Cast) -> None:
    other = second_writer(cast, drafted)
    write(drafted, cast.independent_chair, "Both began with this.")
    write(drafted, cast.independent_chair, "The chair's words.", based_on=1)

    late = write(drafted, other, "The author's words.", based_on=1)

    assert late.is_beside
    assert text_of(drafted) == "The chair's words."
    assert versions_beside(section_of(drafted)) == (late,)
    assert events(drafted, Event.SECTION_WRITTEN)[-1].detail["beside"] is True


def test_keeps_the_words_of_three(drafted: Case, cast: Cast) -> None:
    other = second_writer(cast, drafted)
    for person, text in ((cast.independent_chair, "A."), (other, "B."), (other, "C.")):
        write(drafted, person, text, based_on=0)

    assert [version.text for version in versions_beside(section_of(drafted))] == ["B.", "C."]
    assert text_of(drafted) == "A."


def test_saves_nothing_twice(drafted: Case, cast: Cast) -> None:
    write(drafted, cast.independent_chair, "The same.")

    with pytest.raises(Incomplete, match="Nothing has changed since version 1"):
        write(drafted, cast.independent_chair, "The same.\n", based_on=1)
    assert SectionVersion.objects.count() == 1


def test_makes_no_second_text_of_one_that_its_reader_never_changed(drafted: Case, cast: Cast) -> None:
    """What they began with is a version of this section, not one of that number somewhere else."""
    write(drafted, cast.independent_chair, "Elsewhere.", code="methodology")
    write(drafted, cast.independent_chair, "Old.")
    write(drafted, cast.independent_chair, "New.", based_on=1)

    with pytest.raises(Incomplete, match="You changed nothing"):
        write(drafted, second_writer(cast, drafted), "Old.", based_on=1)


def test_wants_words_for_a_first_version(drafted: Case, cast: Cast) -> None:
    with pytest.raises(Incomplete, match="no words to save"):
        write(drafted, cast.independent_chair, "  ")
    assert not ReportSection.objects.exists()


def test_empties_a_section_as_a_version_like_any(drafted: Case, cast: Cast) -> None:
    write(drafted, cast.independent_chair, "To be taken out.")
    write(drafted, cast.independent_chair, "", based_on=1)

    assert section_of(drafted).state == SectionState.EMPTY
    assert SectionVersion.objects.count() == 2


def test_refuses_a_section_the_paper_does_not_have(drafted: Case, cast: Cast) -> None:
    with pytest.raises(Incomplete, match="no such section"):
        write(drafted, cast.independent_chair, "Words.", code="no_such_section")


@pytest.mark.parametrize("part", ["coordinator", "panel_member", "family_advocate", "csp_chair", "outsider"])
def test_lets_nobody_write_but_chair_and_author(drafted: Case, cast: Cast, part: str) -> None:
    with pytest.raises(NotPermitted, match="independent chair or author"):
        write(drafted, getattr(cast, part), "Words.")
    with pytest.raises(NotPermitted):
        report_sections.keep_typing(case=drafted, by=getattr(cast, part), text="Words.", based_on=0, **PLACE)
    assert not SectionTyping.objects.exists()


@pytest.mark.parametrize("stage", [Stage.INFO_IN, Stage.PRE_PUBLICATION])
def test_is_done_between_the_panels_work_and_clearance(case: Case, cast: Cast, stage: Stage) -> None:
    stand_at(case, stage)

    with pytest.raises(NotNow, match="not in this stage"):
        write(case, cast.independent_chair, "Words.")


def test_waits_while_a_hold_stops_drafting(drafted: Case, cast: Cast) -> None:
    terms = HoldTerms(HoldReason.CRIMINAL_TRIAL, frozenset({HoldScope.DRAFTING}), timezone.localdate())
    overlays.start_hold(case=drafted, by=cast.coordinator, terms=terms)

    with pytest.raises(NotNow, match="stops drafting"):
        write(drafted, cast.independent_chair, "Words.")
    with pytest.raises(NotNow, match="stops drafting"):
        report_sections.keep_typing(case=drafted, by=cast.independent_chair, text="Words.", based_on=0, **PLACE)


def test_keeps_typing_apart_from_versions_and_history(drafted: Case, cast: Cast) -> None:
    before = CaseEvent.objects.count()
    for text in ("The rev", "The review beg", "The review began"):
        report_sections.keep_typing(case=drafted, by=cast.independent_chair, text=text, based_on=0, **PLACE)

    assert [row.text for row in SectionTyping.objects.all()] == ["The review began"]
    assert CaseEvent.objects.count() == before
    assert not SectionVersion.objects.exists()


def test_keeps_the_typing_of_each_person_for_them(drafted: Case, cast: Cast) -> None:
    other = second_writer(cast, drafted)
    for person, text in ((cast.independent_chair, "Mine."), (other, "Theirs.")):
        report_sections.keep_typing(case=drafted, by=person, text=text, based_on=0, **PLACE)
    write(drafted, cast.independent_chair, "Mine, saved.")

    assert [(row.by, row.text) for row in SectionTyping.objects.all()] == [(other, "Theirs.")]


def test_throws_only_ones_own_typing_away(drafted: Case, cast: Cast) -> None:
    other = second_writer(cast, drafted)
    for person in (cast.independent_chair, other):
        report_sections.keep_typing(case=drafted, by=person, text="Words.", based_on=0, **PLACE)
    report_sections.throw_typing_away(case=drafted, by=other, **PLACE)

    assert SectionTyping.objects.get().by == cast.independent_chair


def both(case: Case, cast: Cast) -> SectionVersion:
    """Two texts stand beside each other; the later one."""
    write(case, cast.independent_chair, "One.")
    write(case, cast.independent_chair, "Two.", based_on=1)
    return write(case, second_writer(cast, case), "Three.", based_on=1)


def test_brings_two_texts_together(drafted: Case, cast: Cast) -> None:
    late = both(drafted, cast)
    joined = report_sections.join_texts(
        case=drafted, by=cast.independent_chair, beside=late, text="Two and three.", seen=2, **PLACE
    )

    assert (joined.origin, joined.is_beside) == (TextOrigin.MERGED, False)
    assert text_of(drafted) == "Two and three."
    assert versions_beside(section_of(drafted)) == ()
    assert SectionVersion.objects.count() == 4


@pytest.mark.parametrize("text", ["Two.", "Three."])
def test_keeps_either_text_when_that_is_chosen(drafted: Case, cast: Cast, text: str) -> None:
    late = both(drafted, cast)
    report_sections.join_texts(case=drafted, by=cast.independent_chair, beside=late, text=text, seen=2, **PLACE)

    assert text_of(drafted) == text
    assert versions_beside(section_of(drafted)) == ()


def test_joins_no_texts_over_a_version_not_seen(drafted: Case, cast: Cast) -> None:
    late = both(drafted, cast)
    write(drafted, cast.independent_chair, "Two, again.", based_on=2)

    with pytest.raises(Incomplete, match="Somebody saved version 4 since"):
        report_sections.join_texts(
            case=drafted, by=cast.independent_chair, beside=late, text="Joined.", seen=2, **PLACE
        )
    assert text_of(drafted) == "Two, again."


def test_joins_a_version_once(drafted: Case, cast: Cast) -> None:
    late = both(drafted, cast)
    join: dict[str, Any] = {"case": drafted, "by": cast.independent_chair, "beside": late, **PLACE}
    report_sections.join_texts(text="Joined.", seen=2, **join)

    with pytest.raises(Incomplete, match="does not stand beside another any more"):
        report_sections.join_texts(text="Joined again.", seen=4, **join)


def test_takes_no_joined_text_with_its_marks(drafted: Case, cast: Cast) -> None:
    late = both(drafted, cast)

    with pytest.raises(Incomplete, match="square brackets"):
        report_sections.join_texts(
            case=drafted,
            by=cast.independent_chair,
            beside=late,
            text="[The section says now:]\nTwo.",
            seen=2,
            **PLACE,
        )


@pytest.mark.parametrize("state", [SectionState.READY, SectionState.AGREED, SectionState.DRAFTING])
def test_says_how_far_a_section_is(drafted: Case, cast: Cast, state: SectionState) -> None:
    write(drafted, cast.independent_chair, "Words.")
    report_sections.mark_section(case=drafted, by=cast.independent_chair, state=state, **PLACE)

    assert section_of(drafted).state == state
    assert events(drafted, Event.SECTION_MARKED)[0].detail["state"] == state.label


def test_takes_an_agreed_section_back_when_it_is_written_in(drafted: Case, cast: Cast) -> None:
    write(drafted, cast.independent_chair, "Words.")
    report_sections.mark_section(case=drafted, by=cast.independent_chair, state=SectionState.AGREED, **PLACE)
    write(drafted, cast.independent_chair, "Other words.", based_on=1)

    assert section_of(drafted).state == SectionState.DRAFTING


def test_marks_no_section_without_words(drafted: Case, cast: Cast) -> None:
    with pytest.raises(Incomplete, match="nothing written"):
        report_sections.mark_section(case=drafted, by=cast.independent_chair, state=SectionState.READY, **PLACE)


def test_marks_no_section_ready_while_two_texts_wait(drafted: Case, cast: Cast) -> None:
    both(drafted, cast)

    with pytest.raises(Incomplete, match="Bring them together first"):
        report_sections.mark_section(case=drafted, by=cast.independent_chair, state=SectionState.READY, **PLACE)


def test_agrees_no_section_while_a_comment_waits(drafted: Case, cast: Cast) -> None:
    write(drafted, cast.independent_chair, "Words.")
    point = comment_on_section(case=drafted, by=cast.panel_member, text="It was April.", **PLACE)
    agree: dict[str, Any] = {"case": drafted, "by": cast.independent_chair, "state": SectionState.AGREED, **PLACE}

    with pytest.raises(Incomplete, match="1 comment waits for an answer"):
        report_sections.mark_section(**agree)
    answer_comment(
        case=drafted, by=cast.independent_chair, comment=point, answer=CommentAnswer.ACCEPTED, answer_text="Put right."
    )
    report_sections.mark_section(**agree)
    assert section_of(drafted).state == SectionState.AGREED


def test_gives_a_section_to_somebody_who_may_write(drafted: Case, cast: Cast) -> None:
    other = second_writer(cast, drafted)
    report_sections.give_section(case=drafted, by=cast.independent_chair, author=other, **PLACE)
    write(drafted, cast.independent_chair, "Words.")

    assert section_of(drafted).author == other


def test_gives_no_section_to_anybody_else(drafted: Case, cast: Cast) -> None:
    with pytest.raises(Incomplete, match="may not write in the draft"):
        report_sections.give_section(case=drafted, by=cast.independent_chair, author=cast.panel_member, **PLACE)


def test_leaves_nothing_behind_when_the_event_fails(drafted: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(CaseEvent, "save", fails)
    with pytest.raises(OSError, match="no room"):
        write(drafted, cast.independent_chair, "Words.")
    assert not SectionVersion.objects.exists()


def test_shows_every_section_of_a_paper_before_anything_is_written(drafted: Case) -> None:
    texts = current_texts(drafted, REPORT)

    assert [text.code for text in texts] == [row.code for row in SECTIONS[REPORT]]
    assert not any(text.is_written for text in texts)
    assert current_texts(drafted, REPORT.__class__.LETTER) == ()


def test_answers_with_the_newest_version_that_stands_alone(drafted: Case, cast: Cast) -> None:
    both(drafted, cast)
    found = next(text for text in current_texts(drafted, REPORT) if text.code == CODE)

    assert (found.number, found.text, found.state) == (2, "Two.", SectionState.DRAFTING)
    assert found.version_pk is not None
    assert SectionVersion.objects.get(pk=found.version_pk).number == found.number
