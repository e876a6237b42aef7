"""Which reviews, events and answers does a report tell of as at its day, in which words, and which not yet?"""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions import overlays
from dhr_cases.actions.core import as_of
from dhr_cases.actions.memberships import join_team
from dhr_cases.actions.recommendations import RecommendationText, record_recommendation
from dhr_cases.case_clocks import readings
from dhr_cases.deadlines import ClockState
from dhr_cases.events import Event as CaseEventKind
from dhr_cases.hold_scopes import HoldReason, ProceedingKind
from dhr_cases.models import Case, Hold, PartialDate, Partnership, Precision
from dhr_cases.policy import regimes
from dhr_cases.roles import Role, SitePermission
from dhr_cases.stages import STAGES, Stage
from governance.actions import partner_requests
from governance.case_records import cases_of, records_of
from governance.models import PartnerRequest
from governance.papers.reading import events as event_rows
from governance.papers.reading.reviews import case_rows, published_rows
from governance.papers.reading.risks import law_in_force, legal_change
from governance.papers.report_rows import CaseRow
from governance.position import CaseRecord, Step, position, standing_of
from governance.queries import accounts_with, waiting_for
from learning.actions.briefings import read_briefing
from learning.briefing_boxes import CONFIRMATIONS, BriefingKind
from learning.briefings import briefing_of
from learning.event_terms import EventState
from tests.actions.test_guards import put, recorded
from tests.briefings import published_with_summary, write_all
from tests.conftest import Cast
from tests.events import held, planned
from tests.following import changed
from tests.meetings import a_body, asked, days_ago
from tests.meetings import held as held_meeting
from tests.public_records import PUT_UP, put_record

DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate()


# Reviews


@pytest.fixture
def live(case: Case, cast: Cast) -> Case:
    """A review that is being worked on since today."""
    changed(case, stage=Stage.DECIDED_REVIEW, stage_since=TODAY)
    recorded(case, CaseEventKind.DECISION_RECORDED, cast.coordinator, moved=True)
    return case


def rows(cast: Cast, on: datetime.date = TODAY) -> list[CaseRow]:
    """The reviews of the restricted report as at a day."""
    cases = list(cases_of(cast.partnership))
    return list(case_rows(cases, position(records_of(cases), on)))


@pytest.mark.django_db
def test_lists_a_live_review_by_its_reference_and_where_it_stands(live: Case, other_case: Case, cast: Cast) -> None:
    """One that was only referred is not live yet; nor is this one as at the day before."""
    (row,) = rows(cast)
    clock = next(each for each in readings(live, TODAY) if each.clock == "decide")

    assert (row.reference, row.stands, row.since) == (live.reference, STAGES[Stage.DECIDED_REVIEW].label, TODAY)
    assert (row.days, row.days_net) == (clock.elapsed_days, clock.elapsed_days_net)
    assert (row.pause, row.beside, row.recommendations, row.late) == ("", "", 0, ())
    assert rows(cast, TODAY - DAY) == []
    assert "Robin" not in str(row)


@pytest.mark.django_db
def test_names_every_clock_that_is_past_its_date_as_at_the_day(live: Case, cast: Cast) -> None:
    later = TODAY + 400 * DAY
    late = [each.label for each in readings(live, later) if each.state is ClockState.OVERDUE]
    cases = [live]

    assert late
    assert case_rows(cases, position(records_of(cases), later))[0].late == tuple(late)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "ends", "pause"),
    [
        (0, None, HoldReason.INQUEST.label),
        (1, None, HoldReason.INQUEST.label),
        (-1, None, ""),
        (9, 0, ""),
        (9, -1, HoldReason.INQUEST.label),
    ],
)
def test_says_that_a_review_is_on_hold_from_the_first_day_to_the_day_before_the_last(
    live: Case, cast: Cast, starts: int, ends: int | None, pause: str
) -> None:
    put(
        Hold, case=live, reason=HoldReason.INQUEST, scope=["drafting"], starts_on=TODAY - starts * DAY,
        ends_on=None if ends is None else TODAY - ends * DAY,
    )  # fmt: skip

    assert rows(cast)[0].pause == pause


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "ends", "outcome", "runs"),
    [
        (None, None, "", True),
        (None, None, "Acquitted", False),
        (TODAY, None, "", True),
        (TODAY + DAY, None, "", False),
        (TODAY - 9 * DAY, TODAY, "Convicted", True),
        (TODAY - 9 * DAY, TODAY - DAY, "Convicted", False),
    ],
)
def test_tells_of_a_proceeding_while_it_runs_beside_a_review(
    live: Case, cast: Cast, starts: datetime.date | None, ends: datetime.date | None, outcome: str, *, runs: bool
) -> None:
    days = [PartialDate.on(day) if day else PartialDate.unknown() for day in (starts, ends)]
    facts = overlays.ProceedingFacts(kind=ProceedingKind.CRIMINAL, starts_on=days[0], ends_on=days[1], outcome=outcome)
    overlays.record_proceeding(case=live, by=cast.coordinator, facts=facts)

    assert rows(cast)[0].beside == (ProceedingKind.CRIMINAL.label if runs else "")


@pytest.mark.django_db
def test_counts_recommendations_recorded_by_the_day(live: Case, cast: Cast) -> None:
    changed(live, stage=Stage.DRAFTING)
    with as_of(PartialDate.on(TODAY)):
        for number in range(2):
            printed = RecommendationText(text=f"Recommendation {number}", ref=str(number))
            record_recommendation(case=live, by=cast.coordinator, printed=printed)
    cases = [live]

    assert case_rows(cases, position(records_of(cases), TODAY))[0].recommendations == 2


STEPS = (Step(Stage.REFERRED, TODAY - 30 * DAY), Step(Stage.SCOPING, TODAY - 20 * DAY), Step(Stage.SCOPING, TODAY))


@pytest.mark.parametrize(
    ("ago", "stage", "since"),
    [
        (31, None, None),
        (30, Stage.REFERRED, 30),
        (21, Stage.REFERRED, 30),
        (20, Stage.SCOPING, 20),
        (1, Stage.SCOPING, 20),
        (0, Stage.SCOPING, 20),
    ],
)
def test_stands_at_a_stage_since_it_was_first_reached(ago: int, stage: Stage | None, since: int | None) -> None:
    """A step that repeats its stage begins no new stay; one of a later day is not known yet."""
    found = standing_of(CaseRecord(1, STEPS), TODAY - ago * DAY)

    assert (found.stage if found else None) is stage
    assert (found.since if found else None) == (None if since is None else TODAY - since * DAY)


def test_begins_anew_at_a_stage_to_which_it_came_back() -> None:
    back = (*STEPS, Step(Stage.LEAD_AGREED, TODAY), Step(Stage.SCOPING, TODAY + DAY))
    found = standing_of(CaseRecord(1, back), TODAY + DAY)

    assert found is not None
    assert (found.stage, found.since) == (Stage.SCOPING, TODAY + DAY)


# What was published


@pytest.mark.django_db
def test_quotes_a_briefing_only_once_it_is_signed_off(cast: Cast, case: Case) -> None:
    """Until then the summary speaks; a review whose record is gone says nothing."""
    record = published_with_summary(cast, case)
    summary = published_rows(cast.partnership, None, TODAY)[0].sentences
    write_all(cast, case, BriefingKind.ONE_PAGE)
    assert published_rows(cast.partnership, None, TODAY)[0].sentences == summary
    digest = briefing_of(case, BriefingKind.ONE_PAGE).digest
    confirmed = len(CONFIRMATIONS)
    read_briefing(case=case, by=cast.csp_chair, kind=BriefingKind.ONE_PAGE, digest=digest, confirmed=confirmed)
    quoted = published_rows(cast.partnership, None, TODAY)[0].sentences

    assert quoted == ("Ask.", "Ask again.", "Tell.", "Ask.")
    changed(record, case=None)
    assert published_rows(cast.partnership, None, TODAY)[0].sentences == summary


@pytest.mark.django_db
@pytest.mark.parametrize(("since", "on", "found"), [(1, 0, 1), (0, 0, 0), (None, 0, 1), (None, 1, 0), (2, -9, 1)])
def test_tells_of_a_publication_after_the_first_day_up_to_the_last(
    cast: Cast, since: int | None, on: int, found: int
) -> None:
    put_record(cast.partnership)
    first = None if since is None else PUT_UP - since * DAY

    assert len(published_rows(cast.partnership, first, PUT_UP - on * DAY)) == found


@pytest.mark.django_db
def test_tells_of_publications_oldest_first_and_of_none_next_door(cast: Cast) -> None:
    far = put(Partnership, code="afar", name="Afar CSP")
    put_record(far, "wren-2019", title="Wren/2019")
    for slug, days in (("newer", 0), ("older", 9)):
        put_record(cast.partnership, slug, title=slug, put_up_on=PUT_UP - days * DAY)

    assert [row.title for row in published_rows(cast.partnership, None, TODAY)] == ["older", "newer"]


# Events


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "words"),
    [
        (PartialDate.on(TODAY), f"{TODAY.day} {TODAY:%B %Y}"),
        (PartialDate(TODAY.replace(day=1), Precision.MONTH), f"{TODAY:%B %Y}"),
        (PartialDate(TODAY.replace(month=1, day=1), Precision.YEAR), f"{TODAY.year}"),
        (PartialDate.unknown(), "day not stated"),
    ],
)
def test_says_when_an_event_was_as_exactly_as_it_is_known(cast: Cast, on: PartialDate, words: str) -> None:
    event = held(cast, 5)
    changed(event, on=on)
    found = event_rows.held(cast.partnership, None, TODAY + 400 * DAY)

    assert found is not None
    assert {row.when for row in found} <= {words}
    if on.is_known:
        assert [row.when for row in found] == [words]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("since", "on", "number"), [(11, 10, 1), (10, 10, 0), (None, 10, 1), (None, 11, 0), (20, 0, 1)]
)
def test_tells_of_events_after_the_first_day_up_to_the_last(
    cast: Cast, since: int | None, on: int, number: int
) -> None:
    held(cast, 10)
    found = event_rows.held(cast.partnership, None if since is None else days_ago(since), days_ago(on))

    assert found is not None
    assert len(found) == number


@pytest.mark.django_db
def test_says_nothing_of_how_many_came_where_nobody_counted(cast: Cast) -> None:
    held(cast, 10)
    found = event_rows.held(cast.partnership, None, TODAY)

    assert found is not None
    assert [row.people for row in found] == [""]


@pytest.mark.django_db
def test_tells_of_open_events_to_come_soonest_first(cast: Cast) -> None:
    """Not of today's, of none that is only being planned, and of none next door."""
    for title, days, state in (
        ("Later", 9, EventState.OPEN), ("Sooner", 1, EventState.OPEN), ("Today", 0, EventState.OPEN),
        ("Being planned", 3, EventState.DRAFT),
    ):  # fmt: skip
        changed(planned(cast, days, title=title), state=state)
    far = put(Partnership, code="afar", name="Afar CSP")
    changed(planned(cast, 2, title="Next door"), state=EventState.OPEN, partnership=far)

    assert [row.title for row in event_rows.coming(cast.partnership, TODAY)] == ["Sooner", "Later"]
    assert [row.title for row in event_rows.coming(cast.partnership, TODAY - DAY)] == ["Today", "Sooner", "Later"]


# The law


def test_tells_of_a_law_that_waits_and_of_the_one_in_force() -> None:
    waiting = {row.law for row in regimes() if not row.enabled}
    told = legal_change()

    assert law_in_force() == next(row.law for row in regimes() if row.enabled)
    assert told
    assert all(sentence.endswith(".") and not sentence.endswith("..") for sentence in told)
    assert all(any(law in sentence for law in waiting) for sentence in told)
    assert not any(law_in_force() in sentence for sentence in told)


# Requests to partners


@pytest.fixture
def request_to_police(cast: Cast) -> PartnerRequest:
    """The police were asked at a meeting of twenty days ago."""
    return asked(cast, held_meeting(cast, a_body(cast), days_ago(20))[1])


@pytest.mark.django_db
def test_asks_again_and_waits_once_more(cast: Cast, request_to_police: PartnerRequest) -> None:
    """The act works on the row as it is stored, and gives it back."""
    by, older = cast.coordinator, PartnerRequest.objects.get(pk=request_to_police.pk)
    changed(request_to_police, text="to report twice")
    answered = partner_requests.record_partner_answer(request=older, by=by, answer="Yes", on=days_ago(5))
    assert (answered.pk, answered.text, answered.answered_on) == (older.pk, "to report twice", days_ago(5))
    again = partner_requests.ask_again(request=older, by=by, why=" Which? ", answer_due_on=days_ago(-9))

    assert again == request_to_police
    assert (again.answered_on, again.asked_again_on, again.asked_again_why) == (None, TODAY, "Which?")
    assert again.answer_due_on == days_ago(-9)
    assert waiting_for(cast.action_owner) == [again]


@pytest.mark.django_db
def test_knows_who_answers_for_a_partnership_and_nobody_next_door(cast: Cast) -> None:
    """A place that has ended and an account that is closed do not count."""
    far = put(Partnership, code="afar", name="Afar CSP")
    join_team(by=None, to=cast.outsider, partnership=far, role=Role.ACTION_OWNER, organisation=cast.police)

    def people(partnership: Partnership) -> list[str]:
        rows = accounts_with(SitePermission.ANSWER_MEETINGS, partnership)
        return [row.user.email for row in rows]

    assert (people(cast.partnership), people(far)) == ([cast.action_owner.email], [cast.outsider.email])
    row = accounts_with(SitePermission.ANSWER_MEETINGS, far).get()
    changed(row, starts_on=TODAY - 9 * DAY, ends_on=TODAY)
    assert people(far) == [cast.outsider.email]
    changed(row, ends_on=TODAY - DAY)
    assert people(far) == []
    cast.action_owner.is_active = False
    cast.action_owner.save()
    assert people(cast.partnership) == []
