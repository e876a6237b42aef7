"""Publication, recommendations, clocks and members: what their pages say, to whom, and how their forms act."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions import overlays, publication, recommendations
from dhr_cases.actions.overlays import HoldTerms
from dhr_cases.actions.recommendations import Progress, RecommendationText
from dhr_cases.hold_scopes import HoldReason, HoldScope
from dhr_cases.models import Action, ActionStatus, Case, CaseMembership, Hold, PublicationCheck, Recommendation
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from tests.by_form import boxes
from tests.conftest import Cast
from tests.stages import case_at
from tests.steps_learning import ALL_CONFIRMED

TODAY = timezone.localdate()
TRIAL = HoldTerms(
    reason=HoldReason.CRIMINAL_TRIAL,
    scope=frozenset({HoldScope.INTERVIEWS}),
    starts_on=TODAY,
    view_of_police="No interview of witnesses",
)


def page(client: Client, name: str, case: Case) -> str:
    """The words of a page of the case."""
    answer = client.get(reverse(name, args=[case.reference]))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def do(client: Client, case: Case, verb: str, subject: int | None = None, /, **answers: object) -> int:
    """Post the form of an act, its answers checked; the status of the answer."""
    about = [] if subject is None else [subject]
    url = reverse("act", args=[case.reference, verb, *about])
    return client.post(url, {**answers, "confirmed": "yes"}).status_code


def recommend(case: Case, cast: Cast, ref: str) -> Recommendation:
    """A recommendation with an action."""
    row = recommendations.record_recommendation(
        case=case, by=cast.coordinator, printed=RecommendationText(text=f"Text of {ref}", ref=ref)
    )
    recommendations.record_action(case=case, by=cast.coordinator, recommendation=row, text="Train staff")
    return row


def test_lists_what_publication_still_needs(case: Case, cast: Cast, client: Client) -> None:
    """The same sentences as the refusal."""
    case_at(cast, case, Stage.PRE_PUBLICATION)
    client.force_login(cast.coordinator)
    words = page(client, "case_publication", case)
    assert "The family must be told the date of publication first." in words
    assert "Record my check" in words


def test_keeps_checks_from_those_who_may_not_check(case: Case, cast: Cast, client: Client) -> None:
    """The family's advocate sees the plan and no note of a check."""
    case_at(cast, case, Stage.PRE_PUBLICATION)
    publication.check_publication(case=case, by=cast.panel_member, confirmed=ALL_CONFIRMED, note="Page 4 is fine")
    client.force_login(cast.family_advocate)
    words = page(client, "case_publication", case)
    assert "Planned for" in words
    assert "Page 4 is fine" not in words


def test_records_a_check_by_form(case: Case, cast: Cast, client: Client) -> None:
    """A line left unticked is a check not passed."""
    case_at(cast, case, Stage.PRE_PUBLICATION)
    client.force_login(cast.csp_chair)
    ticked = {"names_removed": "on", "dates_generalised": "on", "marking_removed": "on"}
    assert do(client, case, "check_publication", **ticked, note="Trial in May") == 302
    assert not PublicationCheck.objects.get(case=case).is_passed


def test_shows_recommendations_in_natural_order(case: Case, cast: Cast, client: Client) -> None:
    """R2 stands before R10, whatever order they were typed in."""
    case_at(cast, case, Stage.DRAFTING)
    for ref in ("R10", "R2"):
        recommend(case, cast, ref)
    client.force_login(cast.independent_chair)
    words = page(client, "case_recommendations", case)
    assert words.index("Text of R2") < words.index("Text of R10")


def test_reads_a_long_plan_in_as_many_queries_as_a_short_one(case: Case, cast: Cast, client: Client) -> None:
    """Fifty-four recommendations are as quick as one."""
    case_at(cast, case, Stage.DRAFTING)
    recommend(case, cast, "1")
    client.force_login(cast.coordinator)
    page(client, "case_recommendations", case)
    with CaptureQueriesContext(connection) as one:
        page(client, "case_recommendations", case)
    for number in range(2, 8):
        recommend(case, cast, str(number))
    with CaptureQueriesContext(connection) as many:
        page(client, "case_recommendations", case)
    assert len(one) == len(many)


def test_marks_an_action_past_its_date(case: Case, cast: Cast, client: Client) -> None:
    """Until the partnership accepts it as ended."""
    case_at(cast, case, Stage.DRAFTING)
    row = recommend(case, cast, "R1")
    late = boxes("target_date", TODAY - datetime.timedelta(days=40))
    client.force_login(cast.coordinator)
    assert do(client, case, "record_action", row.pk, text="Write to trusts", **late) == 302
    assert "Not started, past its date" in page(client, "case_recommendations", case)
    action = Action.objects.get(text="Write to trusts")
    progress = Progress(status=ActionStatus.NOT_OWNED, reason="Dissolved", is_end_accepted=True)
    recommendations.update_action(case=case, by=cast.coordinator, action=action, progress=progress)
    assert "past its date" not in page(client, "case_recommendations", case)


def test_updates_an_action_by_form(case: Case, cast: Cast, client: Client) -> None:
    """What is missing is said beside the words already typed."""
    case_at(cast, case, Stage.DRAFTING)
    recommend(case, cast, "R1")
    action = Action.objects.get()
    client.force_login(cast.coordinator)
    assert do(client, case, "update_action", action.pk, status="done") == 422
    assert do(client, case, "update_action", action.pk, status="done", outcome="Every ward asks") == 302
    assert Action.objects.get().status == ActionStatus.DONE


def test_shows_clocks_holds_and_what_runs(case: Case, cast: Cast, client: Client) -> None:
    """With the end of the hold one press away."""
    overlays.start_hold(case=case, by=cast.coordinator, terms=TRIAL)
    client.force_login(cast.coordinator)
    words = page(client, "case_clocks", case)
    assert "Criminal trial" in words
    assert "family contact, agency reports" in words
    assert "No interview of witnesses" in words
    assert "Why this date" in words
    assert "End this hold" in words


def test_keeps_the_view_of_the_police_from_agencies(case: Case, cast: Cast, client: Client) -> None:
    """An agency's author sees that and why work stands still, not what was said."""
    overlays.start_hold(case=case, by=cast.coordinator, terms=TRIAL)
    client.force_login(cast.agency_author)
    words = page(client, "case_clocks", case)
    assert "Criminal trial" in words
    assert "No interview of witnesses" not in words
    assert "End this hold" not in words


def test_starts_and_ends_a_hold_by_form(case: Case, cast: Cast, client: Client) -> None:
    """Two choices of what stops are kept as two."""
    client.force_login(cast.coordinator)
    answers = {"reason": "inquest", "scope": ["interviews", "drafting"], **boxes("starts_on", TODAY)}
    assert do(client, case, "start_hold", **answers) == 302
    hold = Hold.objects.get(case=case)
    assert hold.scopes == {HoldScope.INTERVIEWS, HoldScope.DRAFTING}
    assert do(client, case, "end_hold", hold.pk, **boxes("ends_on", TODAY)) == 302
    assert not Hold.objects.get(pk=hold.pk).is_open


def test_extends_a_clock_by_form(case: Case, cast: Cast, client: Client) -> None:
    """The new date stands on the page with who agreed."""
    client.force_login(cast.coordinator)
    due = boxes("new_due_on", TODAY + datetime.timedelta(days=30))
    facts = {"clock": "decide", "reason_code": "inquest", "agreed_by": "The panel", **boxes("agreed_on", TODAY)}
    assert do(client, case, "extend", **due, **facts) == 302
    assert "The panel" in page(client, "case_clocks", case)


def test_corrects_a_fact_by_form(case: Case, cast: Cast, client: Client) -> None:
    """The other facts stay as they were."""
    client.force_login(cast.coordinator)
    answers = {"pseudonym": "Wren", "referred_by": case.referred_by, "reason": "The family chose"}
    assert do(client, case, "correct", **answers) == 302
    assert Case.objects.get(pk=case.pk).pseudonym == "Wren"


@pytest.mark.parametrize("tab", ["case_recommendations", "case_members", "case_publication"])
def test_hides_pages_from_those_who_do_not_see_them_yet(case: Case, cast: Cast, client: Client, tab: str) -> None:
    """The agency's author has no such page at the start."""
    client.force_login(cast.agency_author)
    assert client.get(reverse(tab, args=[case.reference])).status_code == 404


def test_gives_a_role_by_e_mail_and_ends_it(case: Case, cast: Cast, client: Client) -> None:
    """Letter case does not matter; an unknown address leads to the administrator."""
    client.force_login(cast.coordinator)
    answers = {"role": "family_advocate", "email": "OUTSIDER@example.test"}
    assert do(client, case, "grant_role", **answers) == 302
    assert do(client, case, "grant_role", role="family_advocate", email="nobody@example.test") == 422
    member = CaseMembership.objects.get(case=case, user=cast.outsider)
    assert "Outsider" in page(client, "case_members", case)
    assert do(client, case, "end_role", member.pk, reason="Another advocate was named") == 302
    assert "Roles that have ended" in page(client, "case_members", case)


def test_names_the_agency_a_panel_member_needs(case: Case, cast: Cast, client: Client) -> None:
    """The refusal stands on the form."""
    client.force_login(cast.coordinator)
    url = reverse("act", args=[case.reference, "grant_role"])
    answer = client.post(url, {"role": Role.PANEL_MEMBER.value, "email": "outsider@example.test"})
    assert "for which agency" in answer.content.decode()


def test_closes_and_reopens_by_form(case: Case, cast: Cast, client: Client) -> None:
    """Only stages the table allows are offered."""
    case_at(cast, case, Stage.MONITORING)
    client.force_login(cast.coordinator)
    assert do(client, case, "close", minute="Board, item 4", **boxes("on", TODAY)) == 302
    again = {"reason": "New information", **boxes("on", TODAY)}
    assert do(client, case, "reopen", to=Stage.AT_QA.value, **again) == 422
    assert do(client, case, "reopen", to=Stage.MONITORING.value, **again) == 302
    assert Case.objects.get(pk=case.pk).at is Stage.MONITORING


def test_says_which_clocks_nobody_awaits_any_more(case: Case, cast: Cast, client: Client) -> None:
    """A report withheld is not late for publication."""
    case_at(cast, case, Stage.PUBLICATION_WITHHELD)
    client.force_login(cast.coordinator)
    assert "No longer awaited" in page(client, "case_clocks", case)
