"""What stands on the board of actions, in its list, on one action and on the plan: rows, figures, links and acts?"""

import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from dhr_cases.action_rag import RAG_LABELS, Rag
from dhr_cases.actions.action_answers import ActionAnswer, answer_action
from dhr_cases.actions.action_evidence import give_evidence
from dhr_cases.actions.national import send_recommendation
from dhr_cases.deadlines import long_date
from dhr_cases.models import Action, ActionStatus, Case, Milestone, PartialDate, Partnership
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from dhr_cases.verbs import VERBS, Verb
from tests import following
from tests.conftest import Cast
from tests.files import upload
from tests.followed import DONE, SHOWN, done_with_evidence, followed
from tests.following import FAR, changed, planned
from tests.seen import Seen, seen

TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)
DAY = long_date(TODAY)


@pytest.fixture
def actions(cast: Cast, case: Case) -> list[Action]:
    """Four actions: two of the police, one of them late; one of the hospital trust; one of nobody."""
    cleared = following.followed(cast, case)
    rows = planned(cast, cleared, (cast.police, cast.police, cast.health, None))
    changed(rows[1], target_date=PartialDate.on(TODAY - ONE))
    for row in rows:
        changed(row, heard_on=TODAY)
    return rows


def asked(url: str) -> dict[str, list[str]]:
    """What an address asks for."""
    return parse_qs(urlsplit(url).query)


def test_counts_each_body_s_actions_under_their_ratings(cast: Cast, actions: list[Action]) -> None:
    page = seen(cast.coordinator, "actions_board")
    (heads,) = page.heads.values()
    (rows,) = page.tables.values()
    assert heads == ["Group", "Red", "Amber", "Green", "Verified", "Ended", "All"]
    assert sorted(rows) == [
        ["Nobody owns it", "1", "0", "0", "0", "0", "1"],
        ["Testshire NHS Trust", "0", "0", "1", "0", "0", "1"],
        ["Testshire Police", "1", "0", "1", "0", "0", "2"],
    ]
    assert f"As on {DAY}." in page


def test_leads_from_each_figure_to_its_rows_and_from_nought_nowhere(cast: Cast, actions: list[Action]) -> None:
    page = seen(cast.coordinator, "actions_board")
    rows = page.root.xpath("//table/tbody/tr")
    found = {row.xpath("string(th)").strip(): [asked(url) for url in row.xpath(".//a/@href")] for row in rows}
    police = {"body": ["test-police"]}
    assert found["Testshire Police"] == [police, {"rag": ["red"], **police}, {"rag": ["green"], **police}]
    assert found["Nobody owns it"] == [{"body": ["none"]}, {"rag": ["red"], "body": ["none"]}]
    figures = {
        label.xpath("string(dt)").strip(): (label.get("class").split()[-1], asked(label.xpath(".//a/@href")[0]))
        for label in page.root.xpath("//dl[@class='figures']/div")
    }
    assert figures["Red"] == ("figures__one--overdue", {"rag": ["red"]})
    assert figures["Green"] == ("figures__one--met", {"rag": ["green"]})
    assert figures["Amber"] == ("figures__one", {"rag": ["amber"]})


def test_shows_what_was_chosen_and_how_to_take_it_away(cast: Cast, actions: list[Action]) -> None:
    """Each answer in words, the group and the partnership not among them; the page asked for goes with none."""
    page = seen(cast.coordinator, "actions_list", asked="rag=red&body=none&is_open=on&page=2")
    tags = {
        tag.text_content().split(":", 1)[1].strip(): asked(tag.get("href"))
        for tag in page.root.xpath("//a[@class='moj-filter__tag']")
    }
    words = f"How it stands: {RAG_LABELS[Rag.RED]}"
    assert set(tags) == {words, "Body: Nobody owns it", "Only open actions: yes"}
    assert tags[words] == {"body": ["none"], "is_open": ["on"]}
    assert tags["Body: Nobody owns it"] == {"rag": ["red"], "is_open": ["on"]}
    assert tags["Only open actions: yes"] == {"rag": ["red"], "body": ["none"]}


def test_lists_actions_with_number_owner_day_and_reasons(cast: Cast, actions: list[Action], case: Case) -> None:
    """The longest due first; one without a date says so."""
    changed(actions[3], target_date=PartialDate.unknown())
    page = seen(cast.coordinator, "actions_list")
    (rows,) = page.tables.values()
    assert "4 actions as on" in page
    assert rows[0][1:4] == ["Run course 2Train staff", "Testshire Police", str(PartialDate.on(TODAY - ONE))]
    assert rows[0][4].startswith("Red")
    by_action = {row[1]: row for row in rows}
    assert by_action["Run course 4Train staff"][2:4] == ["nobody", "not stated"]
    assert by_action["Run course 3Train staff"][3] == str(FAR)
    assert by_action["Run course 3Train staff"][4].startswith("Green")
    assert {row[0] for row in rows} == {f"{case.reference}, recommendation R1no. R1"}
    hrefs = page.root.xpath("//main//th/a/@href")
    assert sorted(hrefs) == sorted(reverse("case_action", args=(case.reference, action.pk)) for action in actions)


def test_counts_one_action_as_one(cast: Cast, actions: list[Action]) -> None:
    assert "1 action as on" in seen(cast.coordinator, "actions_list", asked="body=test-nhs")
    assert "0 actions as on" in seen(cast.coordinator, "actions_list", asked="rag=complete")


def test_asks_for_the_partnership_only_where_there_are_two(cast: Cast, actions: list[Action]) -> None:
    assert "Partnership" not in seen(cast.coordinator, "actions_board").labels
    assert Partnership.objects.count() == 1
    assert "Group" in seen(cast.coordinator, "actions_board").labels
    assert "Group" not in seen(cast.coordinator, "actions_list").labels


def test_tells_whose_body_ended_and_passes_its_actions_on(cast: Cast, actions: list[Action], case: Case) -> None:
    """Offered to those who follow actions; without a follower it says so."""
    with change("Test end", None):
        cast.police.ends_on = TODAY - ONE
        cast.police.save()
    page = seen(cast.coordinator, "actions_ended")
    assert "Testshire Police" in page.headings
    assert f"Ended on {long_date(TODAY - ONE)}. Nobody is recorded as following it." in page
    (rows,) = page.tables.values()
    assert len(rows) == 2
    for action in actions[:2]:
        url = reverse("act", args=(case.reference, "transfer_action", action.pk))
        assert page.links[f"Pass it on: {action.text}"] == url
    chair = seen(cast.csp_chair, "actions_ended")
    assert not [label for label in chair.links if label.startswith("Pass it on")]


def test_says_that_no_owner_has_ended(cast: Cast, actions: list[Action]) -> None:
    assert "No open action names a body that has ended." in seen(cast.coordinator, "actions_ended")


def page_of(cast: Cast, action: Action, part: str = "coordinator") -> Seen:
    """The page of an action as one of the review's people has it."""
    return seen(cast.people()[part], "case_action", action.recommendation.case.reference, action.pk)


def offers(page: Seen) -> set[str]:
    """The acts a page leads to."""
    return {url.split("/do/")[1].split("/")[0] for url in page.links.values() if "/do/" in url}


def test_shows_a_bare_action_with_what_it_needs(cast: Cast, case: Case) -> None:
    """Owner and date are asked for even where nobody stated them; nothing else is."""
    page = page_of(cast, followed(case, None))
    assert page.facts == {
        "Recommendation": "Ask about strangulation", "Owned by": "not stated", "Target date": "not stated",
        "Where it stands": ActionStatus.NOT_STARTED.label,
    }  # fmt: skip
    assert page.headings[0] == "Change the script"
    assert "Nothing has been said of it yet." in page
    assert "Nothing that shows a change has been added yet." in page
    assert "To whom it passed" not in page.headings


def test_shows_every_fact_of_an_action(cast: Cast, case: Case) -> None:
    action = followed(
        case, cast.police, target_date=PartialDate.parse("2027-03"), status=ActionStatus.DONE,
        status_reason="Earlier than asked", outcome="All ask", verified_on=TODAY,
    )  # fmt: skip
    with change("Test", None):
        Milestone.objects.create(action=action, text="Plan", reached_on=PartialDate.parse("2026-02"))
        Milestone.objects.create(action=action, text="Book")
        action.recommendation.measure = "An audit"
        action.recommendation.save()
    facts = page_of(cast, action).facts
    assert facts == {
        "Recommendation": "Ask about strangulation", "How we will know": "An audit", "Owned by": "Testshire Police",
        "Target date": "March 2027", "Where it stands": ActionStatus.DONE.label, "Reason": "Earlier than asked",
        "What changed": "All ask", "Verified": DAY,
        "Milestones": "Plan: reached February 2026Book: not reached yet",
    }  # fmt: skip


def test_tells_what_was_said_and_shown_newest_first(cast: Cast, case: Case) -> None:
    """A statement without a file says so; a file is a link; who is told apart from the partnership."""
    action = followed(case, cast.police)
    running = ActionAnswer(
        ActionStatus.IN_PROGRESS, progress="Two teams are trained.", expected_on=PartialDate.parse("2027-05")
    )
    answer_action(action=action, by=cast.action_owner, answer=running)
    done_with_evidence(cast, action)
    give_evidence(action=action, by=cast.action_owner, text="The audit itself", upload=upload("audit.pdf"))
    page = page_of(cast, action)
    first, second = page.events
    assert first.startswith(f"{ActionStatus.DONE.label} by Testshire Police {DAY}")
    assert f"What changed: {DONE.outcome}" in first
    assert second.startswith(f"{ActionStatus.IN_PROGRESS.label} by Testshire Police {DAY} Two teams are trained.")
    assert "Expected to be done: May 2027." in second
    assert SHOWN in page
    assert f"Testshire Police, {DAY}A statement, without a file" in page.words.replace(f"{DAY} A", f"{DAY}A")
    files = [label for label in page.links if label.startswith("audit.pdf (")]
    assert len(files) == 1


@pytest.mark.parametrize(
    ("facts", "acts"),
    [
        ({}, {"update_action", "add_evidence", "transfer_action", "supersede_action"}),
        (
            {"status": ActionStatus.DONE},
            {"verify_action", "update_action", "add_evidence", "transfer_action", "supersede_action"},
        ),
        ({"status": ActionStatus.DONE, "verified_on": TODAY}, {"update_action"}),
        ({"status": ActionStatus.NOT_OWNED, "is_end_accepted": True}, {"update_action"}),
    ],
)
def test_offers_what_may_come_next(cast: Cast, case: Case, facts: dict[str, Any], acts: set[str]) -> None:
    """An action that ended is opened again by an update alone; readers are offered nothing."""
    action = followed(case, cast.police, **facts)
    assert offers(page_of(cast, action)) == acts
    assert offers(page_of(cast, action, "panel_member")) == set()


def test_keeps_what_shows_a_change_from_those_who_only_read_the_plan(cast: Cast, case: Case) -> None:
    action = done_with_evidence(cast, followed(case, cast.police))
    page = page_of(cast, action, "panel_member")
    assert SHOWN not in page
    assert "What shows what changed" not in page.headings


def test_offers_the_acts_of_the_plan_where_and_while_they_can_be_done(cast: Cast, case: Case) -> None:
    action = followed(case, cast.police)
    row = action.recommendation
    page = seen(cast.coordinator, "case_recommendations", case.reference)
    heading = "Recommendation R1"
    assert page.links[f"Record an action for {heading}"].endswith(f"/record_action/{row.pk}/")
    assert page.links[f"say how strong it is: {heading}"].endswith(f"/grade_recommendation/{row.pk}/")
    assert page.links[f"Record that it was sent to somebody: {heading}"].endswith(f"/send_recommendation/{row.pk}/")
    assert page.links["Update the action: Change the script"].endswith(f"/update_action/{action.pk}/")
    reader = seen(cast.panel_member, "case_recommendations", case.reference)
    assert offers(reader) == set()
    assert f"Have we said this before? {heading}" in reader.links
    assert VERBS[Verb.RECORD_RECOMMENDATION].label not in reader.links


@pytest.mark.parametrize(("stage", "imports"), [(Stage.DRAFTING, True), (Stage.CLOSED, False)])
def test_takes_in_a_plan_while_recommendations_are_recorded(
    cast: Cast, case: Case, stage: Stage, imports: bool
) -> None:
    followed(case, cast.police, stage)
    links = seen(cast.coordinator, "case_recommendations", case.reference).links
    assert ("Take in a plan from Word or Excel" in links) is imports
    assert ("Update the action: Change the script" in links) is imports


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [(56, "running", "A reply is awaited"), (57, "overdue", "No reply, and it is past its date")],
)
def test_says_when_a_reply_is_awaited_and_when_it_is_late(
    cast: Cast, case: Case, days: int, state: str, words: str
) -> None:
    """The last day still counts."""
    row = followed(case, cast.police).recommendation
    send_recommendation(
        case=case, by=cast.coordinator, recommendation=row, addressee="Home Office", sent_on=TODAY - days * ONE
    )
    page = seen(cast.coordinator, "case_recommendations", case.reference)
    assert page.states.get(words) == state
    assert page.links["Record that it arrived: Home Office"]
    assert "Sent to Home Office" in page.headings
    assert page.facts["Arrived"] == "not stated"
