"""What does a row of a meeting say of itself before anything is written: its name, its letter, its state, its day?

Nothing here needs a database: the rows are made up.
"""

import datetime
from decimal import Decimal

import pytest
from django.db.models import Model

from dhr_cases.models import Organisation
from governance.item_codes import PARTS, ItemCode
from governance.measure_figures import RiseMeans
from governance.meeting_terms import (
    Access,
    AttendanceClass,
    BodyKind,
    CirculationMeans,
    MeetingMode,
    MeetingState,
    MemberRole,
)
from governance.models import (
    AgendaItem,
    BodyMember,
    GovernanceEvent,
    GoverningBody,
    Measure,
    MeasureValue,
    Meeting,
    MeetingAttendance,
    MeetingPaper,
    MeetingQuestion,
    PaperCirculation,
    PartnerAnswer,
    PartnerRequest,
    PlannedItem,
    Resolution,
    ResolutionLimb,
)
from governance.recurrence import Plan, Repeat
from governance.resolution_types import ResolutionType
from governance.verbs import VERBS, GovernanceVerb

DAY = datetime.date(2026, 3, 4)
ONE = datetime.timedelta(days=1)
FULL = GoverningBody(name="Testshire Community Safety Partnership")
SHORT = GoverningBody(name="Testshire Community Safety Partnership", short_name="TCSP")
POLICE = Organisation(name="Testshire Police")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (SHORT, "Testshire Community Safety Partnership"),
        (BodyMember(body=SHORT, name="Kim Reed"), "Kim Reed, TCSP"),
        (BodyMember(body=FULL, name="Kim Reed"), "Kim Reed, Testshire Community Safety Partnership"),
        (Meeting(body=SHORT, on=DAY), "TCSP, 4 March 2026"),
        (Meeting(body=SHORT, on=datetime.date(2015, 12, 31)), "TCSP, 31 December 2015"),
        (PlannedItem(title="Yearly report"), "Yearly report"),
        (AgendaItem(part="B", number=3, title="Grant", public_title="Item in private"), "B3 Grant"),
        (MeetingPaper(title="Report of the group"), "Report of the group"),
        (Resolution(words="the report be noted"), "the report be noted"),
        (ResolutionLimb(text="the Chair write to the police", position=2), "the Chair write to the police"),
        (PartnerRequest(organisation=POLICE, asked_on=DAY), "Request to Testshire Police, 4 March 2026"),
        (PartnerAnswer(on=DAY, text="Words that name somebody"), "Answer of 4 March 2026"),
        (MeetingQuestion(position=1, text="Who is it about?", asked_by="Kim Reed"), "Question (a)"),
        (MeetingQuestion(position=27, text="Who is it about?"), "Question (aa)"),
        (Measure(name="Repeat victims"), "Repeat victims"),
        (Measure(name="Repeat victims", of="Testford"), "Repeat victims, Testford"),
        (MeasureValue(measure=Measure(name="Arson", of="Testford"), label="2013/14"), "Arson, Testford, 2013/14"),
    ],
)
def test_calls_a_row_of_a_meeting_by_its_title_day_or_letter(row: Model, words: str) -> None:
    """Days without a leading nought; a question and an answer never by their words."""
    assert str(row) == words


@pytest.mark.parametrize("verb", list(GovernanceVerb))
def test_calls_an_event_by_the_words_of_its_act(verb: GovernanceVerb) -> None:
    assert str(GovernanceEvent(kind=verb)) == VERBS[verb].done != verb.value
    assert len(verb.value) <= (GovernanceEvent._meta.get_field("kind").max_length or 0)


def test_calls_a_body_by_its_short_name_within_a_sentence() -> None:
    assert (SHORT.called, FULL.called) == ("TCSP", "Testshire Community Safety Partnership")


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "exists"),
    [
        (None, None, [True, True, True]),
        (DAY, None, [False, True, True]),
        (None, DAY, [True, True, False]),
        (DAY, DAY, [False, True, False]),
        (DAY + ONE, None, [False, False, True]),
        (None, DAY - ONE, [True, False, False]),
        (DAY + ONE, DAY - ONE, [False, False, False]),
    ],
)
def test_exists_from_its_first_day_to_its_last(
    starts_on: datetime.date | None, ends_on: datetime.date | None, exists: list[bool]
) -> None:
    """A day nobody gave is no bound; a body of another app goes by the same rule."""
    for row in (
        GoverningBody(starts_on=starts_on, ends_on=ends_on),
        Organisation(starts_on=starts_on, ends_on=ends_on),
    ):
        assert [row.exists_on(DAY - ONE), row.exists_on(DAY), row.exists_on(DAY + ONE)] == exists


# a meeting


@pytest.mark.parametrize("state", list(MeetingState))
def test_was_held_as_a_meeting_from_the_day_it_took_place(state: MeetingState) -> None:
    """Planned, called and cancelled are no meeting that took place."""
    meeting = Meeting(state=state)
    assert meeting.at is state
    assert meeting.was_held is (state in {MeetingState.HELD, MeetingState.DRAFTED, MeetingState.APPROVED})


@pytest.mark.parametrize(
    ("starts_at", "words"),
    [(None, ""), (datetime.time(0, 0), "00:00"), (datetime.time(9, 5), "09:05"), (datetime.time(14, 30, 59), "14:30")],
)
def test_begins_at_the_time_that_was_set(starts_at: datetime.time | None, words: str) -> None:
    """Midnight is a time as every other: only where none is set nothing is said."""
    assert Meeting(starts_at=starts_at).begins == words


@pytest.mark.parametrize("part", sorted(PARTS))
def test_is_an_item_of_one_part_and_number(part: str) -> None:
    item = AgendaItem(part=part, number=10, title="Grant")
    assert item.code == ItemCode(part, 10)
    assert str(item) == f"{part}10 Grant"


def test_is_restricted_only_where_that_was_said() -> None:
    assert [AgendaItem(access=access).is_restricted for access in Access] == [False, True]
    assert AgendaItem().is_restricted is False


@pytest.mark.parametrize("repeat", list(Repeat))
@pytest.mark.parametrize("is_month", [True, False])
def test_plans_an_item_as_the_calendar_reckons_it(repeat: Repeat, *, is_month: bool) -> None:
    assert PlannedItem(repeat=repeat, due_on=DAY, is_month=is_month).plan == Plan(repeat, DAY, is_month)


# outcomes


@pytest.mark.parametrize(
    ("position", "letter"), [(0, ""), (1, "a"), (2, "b"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (702, "zz")]
)
def test_letters_limbs_and_questions_alike(position: int, letter: str) -> None:
    """After z come two letters; a row without a place has none."""
    assert ResolutionLimb(position=position).letter == MeetingQuestion(position=position).letter == letter


@pytest.mark.parametrize("kind", list(ResolutionType))
def test_knows_the_type_of_a_limb_by_its_code(kind: ResolutionType) -> None:
    assert ResolutionLimb(kind=kind).type is kind
    assert len(kind.value) <= (ResolutionLimb._meta.get_field("kind").max_length or 0)


def test_says_of_an_answer_that_refuses_that_it_cannot_be_done() -> None:
    assert PartnerAnswer(text="We have sent it.").words == "We have sent it."
    assert PartnerAnswer(text="we have no such record.", is_refusal=True).words == (
        "It cannot be done, because: we have no such record."
    )


# measures


def test_hands_a_value_to_the_arithmetic_with_all_that_is_told_of_it() -> None:
    """None stays none: what is not stated is not nil."""
    value = MeasureValue(
        label="2013/14", ends_on=DAY, value=Decimal("12.5"), adjusted=Decimal(11), adjusted_why="Recounted",
        printed_change="-4%", commentary="Fewer", source="Report of June",
    )  # fmt: skip
    told = value.told
    assert (told.label, told.value, told.adjusted) == ("2013/14", Decimal("12.5"), Decimal(11))
    assert (told.adjusted_why, told.printed_change) == ("Recounted", "-4%")
    assert (told.commentary, told.source) == ("Fewer", "Report of June")
    nothing = MeasureValue(label="2014/15", value=None, adjusted=None).told
    assert (nothing.value, nothing.adjusted) == (None, None)
    assert MeasureValue(label="2014/15", value=Decimal(0)).told.value == Decimal(0)


def test_was_told_by_the_last_day_of_its_time() -> None:
    value = MeasureValue(ends_on=DAY)
    assert [value.was_told_by(DAY + ONE * days) for days in (-1, 0, 1)] == [False, True, True]


# what nobody said yet


def test_begins_planned_in_a_room_and_open_to_all() -> None:
    assert (Meeting().at, Meeting().mode, Meeting().was_held) == (MeetingState.PLANNED, MeetingMode.ROOM, False)
    assert {row.access for row in (AgendaItem(), PlannedItem(), MeetingPaper())} == {Access.PUBLIC}
    assert (AgendaItem().is_minuted, AgendaItem().is_withdrawn) == (True, False)
    assert (MeetingAttendance().attendance, MeetingAttendance().is_struck) == (AttendanceClass.PRESENT, False)
    assert (GoverningBody().kind, BodyMember().role) == (BodyKind.PARTNERSHIP, MemberRole.MEMBER)
    assert (GoverningBody().first_minute, GoverningBody().paper_days) == (1, 7)
    assert (PlannedItem().repeat, PaperCirculation().means) == (Repeat.ONCE, CirculationMeans.EMAIL)
    assert (Measure().rise_means, Measure().shows_small) == (RiseMeans.NEITHER, False)
    assert (PartnerAnswer().is_refusal, Resolution().is_lettered) == (False, False)
