"""A report holds what the records held on its day: the portfolio, the register, actions, money, events, requests."""

import datetime
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dhr_cases.actions import overlays
from dhr_cases.actions.core import as_of
from dhr_cases.actions.recommendations import RecommendationText, record_recommendation
from dhr_cases.hold_scopes import ProceedingKind
from dhr_cases.models import Action, ActionStatus, ActionTransfer, ActionUpdate, Case, PartialDate, PublicState
from dhr_cases.models.history import change
from dhr_cases.papers.writing.blocks import texts_of
from funding.actions import requests as request_acts
from funding.actions.asking import Asking
from governance.actions.partner_requests import Ask, ask_partner
from governance.meeting_terms import Access
from governance.models import PartnerRequest
from governance.papers.reading.actions import NOBODY, actions_then, by_body, changes
from governance.papers.reading.report import Asked, report_facts
from governance.papers.report_kinds import KINDS, ReportKind
from governance.papers.report_rows import BodyActions, ReportFacts
from tests.actions.test_theme_figures import hold, put_up
from tests.briefings import published_with_summary
from tests.coded import theme_set, themes_in
from tests.conftest import Cast
from tests.events import held, planned
from tests.followed import followed
from tests.meetings import a_body
from tests.meetings import held as held_meeting
from tests.money import YEAR, agreement
from tests.papers.read_back import word_texts
from tests.portfolio import TOLD_ON, take_on_portfolio
from tests.public_records import PUT_UP, put_record

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def back(days: int) -> datetime.date:
    """A day so many days ago."""
    return TODAY - datetime.timedelta(days=days)


def facts_of(cast: Cast, on: datetime.date = TODAY, since: datetime.date | None = None, **asked: object) -> ReportFacts:
    """The facts of the cast's own partnership."""
    return report_facts(cast.partnership, Asked(on=on, since=since, **asked))  # type: ignore[arg-type]  # what else is asked


def committee(facts: ReportFacts) -> str:
    """The committee report of these facts, a line a text."""
    return "\n".join(texts_of(KINDS[ReportKind.COMMITTEE].compose(facts)))


# The portfolio of South Cambridgeshire, 12 October 2022


@pytest.fixture
def portfolio(cast: Cast) -> list[Case]:
    """The seven reviews, with the 12 recommendations of the fifth and the criminal process beside the sixth."""
    cases = take_on_portfolio(cast)
    with as_of(PartialDate.on(TOLD_ON)):
        for number in range(12):
            printed = RecommendationText(text=f"Recommendation {number + 1}", ref=str(number + 1))
            record_recommendation(case=cases[4], by=cast.coordinator, printed=printed)
        criminal = overlays.ProceedingFacts(kind=ProceedingKind.CRIMINAL, starts_on=PartialDate.on(TOLD_ON))
        overlays.record_proceeding(case=cases[5], by=cast.coordinator, facts=criminal)
    return cases


def test_prints_the_portfolio_of_seven_statuses_as_a_position_at_its_date(cast: Cast, portfolio: list[Case]) -> None:
    facts = facts_of(cast, TOLD_ON, is_restricted=True, to="South Cambridgeshire CSP", meets_on=TOLD_ON)
    text = committee(facts)
    assert "Reviews as at 12 October 2022" in text
    for line in (
        "Back from the Home Office for changes | 1 | 0",
        "Sent to the Home Office | 1 | 0",
        "With the Home Office for a view on ending or shortening | 2 | 0",
        "Review under way | 3 | 0",
        "Together | 7 | 0",
    ):
        assert line in text
    told = {row.reference: (row.stands, row.beside, row.recommendations) for row in facts.cases}
    assert told["SC-1"] == ("Making the changes asked for", "", 0)
    assert told["SC-5"] == ("Signed off by the partnership", "", 12)
    assert told["SC-6"] == ("Panel at work", ProceedingKind.CRIMINAL.label, 0)
    assert len(told) == 7


def test_tells_the_public_of_the_portfolio_without_a_small_count(cast: Cast, portfolio: list[Case]) -> None:
    text = committee(facts_of(cast, TOLD_ON))
    assert "Review under way | fewer than 5 | 0" in text
    assert "Together | not given | 0" in text
    assert "SC-" not in text


# The public register


def test_lists_what_was_published_since_the_last_meeting(cast: Cast) -> None:
    put_record(cast.partnership)
    put_record(cast.partnership, "sam-2020", title="Sam/2020", put_up_on=PUT_UP - datetime.timedelta(days=90))
    put_record(cast.partnership, "kim-2020", title="Kim/2020", state=PublicState.WITHDRAWN)
    facts = facts_of(cast, PUT_UP, PUT_UP - datetime.timedelta(days=30))
    assert [row.title for row in facts.published] == ["Robin/2019"]
    assert facts.on_register == 2
    assert facts_of(cast, PUT_UP - datetime.timedelta(days=1)).on_register == 1


def test_quotes_the_published_summary_with_its_address(cast: Cast, case: Case) -> None:
    record = published_with_summary(cast, case)
    (row,) = facts_of(cast).published
    assert row.address.endswith(f"/public/{record.slug}/")
    assert row.sentences == (
        "Robin died after abuse by a partner.",
        "Seven services knew the family.",
        "Separation raises the risk.",
        "Ask again when things change.",
    )


# Actions


def test_counts_actions_by_partner_as_they_stand_today(cast: Cast, case: Case) -> None:
    followed(case, cast.police, target_date=PartialDate.on(back(3)))
    followed(case, cast.police, status=ActionStatus.DONE)
    followed(case, cast.police, status=ActionStatus.DONE, verified_on=back(1), verified_by=cast.csp_chair)
    followed(case, None, status=ActionStatus.REJECTED)
    rows = by_body(actions_then([case], TODAY, TODAY), TODAY)
    assert rows == (
        BodyActions("Testshire Police", open=2, overdue=1, waiting=1, ended=1),
        BodyActions(NOBODY, open=0, overdue=0, waiting=0, ended=1),
    )


def said(cast: Cast, action: Action, on: datetime.date, status: ActionStatus) -> None:
    """An update of a past day."""
    with change("Test", None):
        ActionUpdate.objects.create(action=action, on=on, status=status, source="office", by=cast.coordinator)


def test_counts_actions_as_they_stood_on_a_past_day(cast: Cast, case: Case) -> None:
    action = followed(case, cast.health, status=ActionStatus.DONE, verified_on=back(5), verified_by=cast.csp_chair)
    said(cast, action, back(40), ActionStatus.IN_PROGRESS)
    said(cast, action, back(10), ActionStatus.DONE)
    with change("Test", None):
        ActionTransfer.objects.create(
            action=action, from_owner=cast.police, to_owner=cast.health, on=back(20), reason="New", by=cast.coordinator
        )
    stood = [actions_then([case], back(days), TODAY)[0] for days in (50, 30, 8, 2)]
    assert [row.status for row in stood] == ["not_started", "in_progress", "done", "done"]
    assert [str(row.owner) for row in stood] == ["Testshire Police"] * 2 + ["Testshire NHS Trust"] * 2
    assert [row.waits for row in stood] == [False, False, True, False]
    assert [row.has_ended for row in stood] == [False, False, False, True]


def test_tells_what_changed_once_it_was_verified(cast: Cast, case: Case) -> None:
    followed(
        case, cast.police, status=ActionStatus.DONE, verified_on=back(5), verified_by=cast.csp_chair, outcome="All ask."
    )
    followed(case, cast.police, status=ActionStatus.DONE, outcome="Not looked at yet.")
    plans = actions_then([case], TODAY, TODAY)
    assert [row.what for row in changes(plans, None, TODAY)] == ["All ask."]
    assert changes(plans, back(5), TODAY) == ()
    assert [row.what for row in changes(plans, back(6), back(5))] == ["All ask."]


def test_tells_the_public_of_actions_of_published_reviews_only(cast: Cast, case: Case) -> None:
    followed(case, cast.police)
    assert facts_of(cast).actions == ()
    assert facts_of(cast, is_restricted=True).actions[0].open == 1
    put_record(cast.partnership, case=case, put_up_on=back(1))
    assert facts_of(cast).actions[0].open == 1
    assert facts_of(cast).changes == ()


# Money, events and meetings


def test_shows_the_years_money_as_at_the_day(cast: Cast) -> None:
    assert facts_of(cast).money is None
    agreement(cast.partnership, cast.police, 500_000, year=YEAR)
    money = facts_of(cast, YEAR.last if YEAR.last < TODAY else TODAY).money
    assert money is not None
    assert "5.0 Funding" in committee(facts_of(cast))


def test_does_not_know_an_answer_that_came_later(cast: Cast) -> None:
    asking = Asking(organisation=cast.health, year=YEAR)
    request = request_acts.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    money = facts_of(cast).money
    assert money is not None
    assert [row.number for row in money.requests] == [request.pk]
    earlier = facts_of(cast, request.asked_on - datetime.timedelta(days=1)).money
    assert earlier is None or earlier.requests == ()


def test_leaves_learning_out_until_an_event_is_recorded(cast: Cast) -> None:
    assert facts_of(cast).events is None
    planned(cast)
    facts = facts_of(cast)
    assert facts.events == ()
    assert "No event was held in this time." in committee(facts)


def test_tells_of_events_held_in_the_period_and_of_the_next(cast: Cast) -> None:
    held(cast, days_ago=10, people=2)
    held(cast, days_ago=100)
    facts = facts_of(cast, since=back(50))
    assert facts.events is not None
    assert [(row.title, row.kind) for row in facts.events] == [("Asking again", "Seminar")]


# The command


def printed(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("committee_report", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_prints_the_report_for_people_and_machines(cast: Cast, portfolio: list[Case]) -> None:
    day = TOLD_ON.isoformat()
    assert "Review under way | 3 | 0" in printed("--on", day, "--restricted")
    assert json.loads(printed("--on", day, "--json"))["position"]["under_way"] == "fewer than 5"
    assert json.loads(printed("--on", day, "--restricted", "--json"))["position"]["end_proposed"] == 2


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_writes_the_report_into_a_file(cast: Cast, portfolio: list[Case], tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"report.{ending}"
    printed("--on", TOLD_ON.isoformat(), "--restricted", "--out", str(path))
    text = "\n".join(word_texts(path.read_bytes())) if ending == "docx" else path.read_text(encoding="utf-8")
    assert "SC-5" in text


@pytest.mark.parametrize("name", ["report.odt", "report.zip", "nowhere/report.docx"])
def test_says_why_a_file_cannot_be_written(cast: Cast, tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="names no format|cannot be written"):
        printed("--out", str(tmp_path / name))


def test_reads_a_report_with_a_fixed_number_of_queries(
    cast: Cast,
    case: Case,
    other_case: Case,
    portfolio: list[Case],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(60):
        facts_of(cast, is_restricted=True)


# Requests of meetings


def asked_at_a_meeting(cast: Cast, access: Access) -> PartnerRequest:
    """A meeting of a month ago asked a body for money at an item of this access."""
    body = a_body(cast)
    _meeting, item = held_meeting(cast, body, back(30))
    with change("Test", cast.coordinator):
        item.access = access
        item.save()
    asking = Ask(cast.health, "to consider the funding of reviews", year=YEAR)
    return ask_partner(item=item, by=cast.coordinator, asking=asking)


def test_tells_a_request_for_money_once_with_its_meeting(cast: Cast) -> None:
    asked_at_a_meeting(cast, Access.PUBLIC)
    for is_restricted in (True, False):
        text = committee(facts_of(cast, is_restricted=is_restricted))
        assert text.count("Testshire NHS Trust was asked") == 1
        assert "to consider the funding of reviews. No answer yet" in text


def test_keeps_a_request_made_in_private_from_the_public_paper(cast: Cast) -> None:
    """Neither among those of meetings nor among those of the ledger, whenever it was answered."""
    asked_at_a_meeting(cast, Access.RESTRICTED)
    assert "Testshire NHS Trust was asked" in committee(facts_of(cast, is_restricted=True))
    assert "Testshire NHS Trust was asked" not in committee(facts_of(cast))


# Themes


def test_tells_themes_of_published_reviews_in_bands_and_of_today_only(cast: Cast) -> None:
    rare, common = themes_in(cast, theme_set(cast), "Rare", "Common")
    records = put_up(cast, 20)
    hold(cast, records[:2], rare, common)
    hold(cast, records[2:7], common)
    rows = facts_of(cast).review_themes
    assert [(row.of_set, row.label, row.reviews) for row in rows] == [("Local themes", "Common", "5 to 9")]
    assert facts_of(cast, back(1)).review_themes == ()
