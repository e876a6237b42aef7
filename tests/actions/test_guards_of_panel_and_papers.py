"""Do panel, submission, publication, requests and accounts look at the right rows, on the right day, of this case?"""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.actions.memberships import grant_role, join_team
from dhr_cases.case_clocks import REQUEST_CLOCK
from dhr_cases.completeness import ITEMS, checked_items, missing_items, unready_recommendations
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.models import (
    Action,
    Appointment,
    Case,
    Declaration,
    InformationRequest,
    LocalClock,
    Organisation,
    PanelSeat,
    Paper,
    PaperVersion,
    Post,
    Publication,
    PublicationCheck,
    Recommendation,
    SectionNineStatus,
    SignOff,
    TeamMembership,
    TermsOfReference,
    User,
)
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.policies.accounts import check_a_manager_stays
from dhr_cases.policies.assurance import check_submit_now
from dhr_cases.policies.drafting import check_send_for_reading_now
from dhr_cases.policies.panel import check_form_panel_now, missing_for_panel, section_nine_bodies
from dhr_cases.policies.publication import check_publish_now, check_take_down_now, drafters, missing_checks
from dhr_cases.policies.requests import (
    check_agency_may_answer_now,
    check_request_may_become,
    usual_due_date,
)
from dhr_cases.request_states import REQUEST_STATES, RequestState
from dhr_cases.roles import Role
from dhr_cases.stages import Stage
from dhr_cases.submission_set import all_sent, newest_of_each, sent_by_round
from dhr_cases.verbs import VERBS, Verb
from tests.actions.test_guards import put, recorded, save, seat, sentence_of
from tests.conftest import Cast

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def listed(body: Organisation, starts_on: datetime.date | None = None, *, is_listed: bool = True) -> None:
    """The body's status under section 9 from a day."""
    put(SectionNineStatus, organisation=body, is_section_9_body=is_listed, starts_on=starts_on)


def test_seats_the_bodies_that_are_listed_on_the_day(case: Case, cast: Cast) -> None:
    """The latest status that has begun counts, and one without a first day is the oldest."""
    cast.partnership.bodies.set([cast.police, cast.health, cast.refuge])
    listed(cast.police)
    listed(cast.police, TODAY + DAY, is_listed=False)
    listed(cast.health, TODAY, is_listed=True)
    listed(cast.health, None, is_listed=False)
    assert list(section_nine_bodies(case, TODAY)) == [cast.health, cast.police]
    assert list(section_nine_bodies(case, TODAY - DAY)) == [cast.police]
    assert list(section_nine_bodies(case, TODAY + DAY)) == [cast.health]


@pytest.mark.parametrize(
    ("span", "is_alive"),
    [
        ({"starts_on": TODAY}, True),
        ({"starts_on": TODAY + DAY}, False),
        ({"ends_on": TODAY}, True),
        ({"ends_on": TODAY - DAY}, False),
    ],
)
def test_asks_no_body_that_does_not_exist(
    case: Case, cast: Cast, span: dict[str, datetime.date], is_alive: bool
) -> None:
    cast.partnership.bodies.set([cast.police])
    listed(cast.police)
    for name, value in span.items():
        setattr(cast.police, name, value)
    save(cast.police)
    assert section_nine_bodies(case, TODAY).exists() is is_alive


def test_asks_only_bodies_of_the_partnerships_that_lead_or_join(case: Case, cast: Cast) -> None:
    """A body of two of them is asked once."""
    for body in (cast.police, cast.health):
        listed(body)
    other = put(type(cast.partnership), code="joint", name="Joint CSP")
    other.bodies.set([cast.police, cast.health])
    cast.partnership.bodies.set([cast.police])
    assert list(section_nine_bodies(case, TODAY)) == [cast.police]
    case.joint_csps.set([other])
    assert list(section_nine_bodies(case, TODAY)) == [cast.health, cast.police]


def test_lists_everything_a_panel_lacks(case: Case, other_case: Case, cast: Cast) -> None:
    """Another case's seats and declarations help nobody here; an excuse needs its reason."""
    cast.partnership.bodies.set([cast.police, cast.health])
    listed(cast.police)
    listed(cast.health)
    seat(other_case, cast.police, is_domestic_abuse_specialist=True)
    put(Declaration, case=other_case, user=cast.outsider, on=TODAY, has_interest=False)
    seat(case, cast.police, ends_on=TODAY)
    seat(case, cast.health, is_excused=True, is_domestic_abuse_specialist=True)
    lacking = (
        "Testshire NHS Trust is neither seated nor excused with a reason.",
        "Testshire Police is neither seated nor excused with a reason.",
        "No domestic abuse specialist sits on the panel.",
        "No declaration of interests was asked for.",
    )
    assert missing_for_panel(case) == lacking
    assert sentence_of(check_form_panel_now, case) == f"The panel is not complete. {' '.join(lacking)}"


def test_finds_a_panel_complete(case: Case, cast: Cast) -> None:
    """One seated, one excused with a reason, a specialist of any agency, one declaration."""
    cast.partnership.bodies.set([cast.police, cast.health])
    listed(cast.police)
    listed(cast.health)
    seat(case, cast.police)
    seat(case, cast.health, is_excused=True, excused_reason="Never met the family")
    seat(case, cast.refuge, is_domestic_abuse_specialist=True)
    put(Declaration, case=case, user=cast.outsider, on=TODAY, has_interest=True)
    assert (missing_for_panel(case), sentence_of(check_form_panel_now, case)) == ((), "")


def version(case: Case, by: User, kind: PaperKind, number: int = 1, paper: Paper | None = None) -> PaperVersion:
    """A version of a paper; its bytes do not matter here."""
    of = paper or put(Paper, case=case, kind=kind, title=kind.value)
    row: PaperVersion = PaperVersion.objects.create(
        paper=of, number=number, file_name="a.pdf", size=1, sha256=f"{of.pk}-{number}", added_by=by
    )
    return row


def complete(case: Case, cast: Cast) -> None:
    """Everything a submission needs."""
    for kind in PaperKind:
        if KINDS[kind].is_needed_for_submission:
            version(case, cast.coordinator, kind)
    put(TermsOfReference, case=case, version=1, agreed_on=TODAY)
    seat(case, cast.police)
    put(Appointment, case=case, user=cast.outsider, post=Post.CHAIR, independence_statement="No tie")
    put(SignOff, case=case, on=TODAY, minute="Item 4", signed_by=cast.csp_chair)


def test_lists_every_item_a_submission_lacks(case: Case, other_case: Case, cast: Cast) -> None:
    """What another case has does not count here."""
    complete(other_case, cast)
    put(Recommendation, case=case, position=1, text="Train")
    lacking = tuple(f"{row.what}: {row.how_met}" for row in ITEMS)
    assert missing_items(case) == lacking
    assert missing_items(other_case) == ()
    with pytest.raises(Incomplete) as refusal:
        check_submit_now(case)
    assert refusal.value.missing == lacking
    assert refusal.value.sentence == "The submission is not complete. " + " ".join(lacking)
    assert sentence_of(check_submit_now, other_case) == ""
    assert [item.mended_by for item in checked_items(case)] == [row.mended_by for row in ITEMS]


def test_counts_no_half_of_an_item(case: Case, cast: Cast) -> None:
    """A draft of terms, an excused agency, one appointment without a statement and a sign-off without minute."""
    complete(case, cast)
    assert missing_items(case) == ()
    put(Appointment, case=case, user=cast.outsider, post=Post.AUTHOR, independence_statement=" ")
    assert [item.split(":")[0] for item in missing_items(case)] == ["Independence statements"]


def test_takes_drafts_and_excuses_for_nothing(case: Case, cast: Cast) -> None:
    put(TermsOfReference, case=case, version=1)
    seat(case, cast.police, is_excused=True)
    put(SignOff, case=case, on=TODAY, minute="", signed_by=cast.csp_chair)
    missing = {item.split(":")[0] for item in missing_items(case)}
    assert {"Terms of reference", "Panel list", "Minute of the partnership"} <= missing


@pytest.mark.parametrize("lacks", ["owner", "scope", "target_date", "measure", "action", ""])
def test_names_a_recommendation_that_lacks_anything(case: Case, cast: Cast, lacks: str) -> None:
    """By its printed number, else by its place."""
    facts = {"owner": cast.police, "scope": "local", "target_date": "2026", "measure": "An audit"}
    for position, ref in ((1, "4.1"), (2, "")):
        kept = {name: value for name, value in facts.items() if name != lacks}
        row = put(Recommendation, case=case, position=position, ref=ref, text="Train", **kept)
        if lacks != "action":
            put(Action, recommendation=row, text="Book")
    assert unready_recommendations(case) == (("4.1", "2") if lacks else ())


def test_sends_the_newest_version_of_each_needed_paper(case: Case, other_case: Case, cast: Cast) -> None:
    overview = version(case, cast.coordinator, PaperKind.OVERVIEW_REPORT)
    newer = version(case, cast.coordinator, PaperKind.OVERVIEW_REPORT, 2, overview.paper)
    version(other_case, cast.coordinator, PaperKind.OVERVIEW_REPORT, 3)
    unneeded = next(kind for kind in PaperKind if not KINDS[kind].is_needed_for_submission)
    version(case, cast.coordinator, unneeded)
    assert newest_of_each(case) == (newer,)


def test_remembers_what_was_sent_in_each_round(case: Case, other_case: Case, cast: Cast) -> None:
    """A round of which it was not recorded says nothing, and no other event does."""
    for kind, detail in (
        (Event.SUBMITTED_TO_HO, {"round": 1, "papers": [3, 4]}),
        (Event.RESUBMITTED_TO_HO, {"round": 2, "papers": [4, 5]}),
        (Event.RESUBMITTED_TO_HO, {"round": 3}),
        (Event.QA_BOARD_DATED, {"round": 4, "papers": [6]}),
    ):
        recorded(case, kind, cast.auditor, detail=detail)
    assert sent_by_round(case) == {1: (3, 4), 2: (4, 5)}
    assert (all_sent(case), all_sent(other_case)) == (frozenset({3, 4, 5}), frozenset())


def test_wants_a_draft_of_this_case_before_anybody_reads(case: Case, other_case: Case, cast: Cast) -> None:
    version(other_case, cast.coordinator, PaperKind.OVERVIEW_REPORT)
    version(case, cast.coordinator, PaperKind.EXECUTIVE_SUMMARY)
    told = "There is no draft to read yet. Write the overview report, or add a draft of it, first."
    assert sentence_of(check_send_for_reading_now, case) == told
    assert sentence_of(check_send_for_reading_now, other_case) == ""


def checked(case: Case, by: User, *, is_passed: bool = True) -> None:
    """A person's check of the report."""
    row = put(
        PublicationCheck, case=case, by=by, on=TODAY, is_passed=is_passed, names_removed=is_passed,
        dates_generalised=True, marking_removed=True, proceedings_safe=True,
    )  # fmt: skip
    recorded(case, Event.PUBLICATION_CHECKED, by, subject_id=row.pk)


FEW = "Two different people must check the report before publication; checks passed so far: {}."
FAILED = "A check did not pass. Mend what it found and let the same person check again."
NEAR = "One of the checks must be by a person outside the drafting."
UNTOLD = "The family must be told the date of publication first."


def test_says_what_the_checks_of_this_case_lack(case: Case, other_case: Case, cast: Cast) -> None:
    """The chair and whoever added the report for publication are near the text, of this case only."""
    for person in (cast.coordinator, cast.csp_chair):
        checked(other_case, person)
    assert missing_checks(case) == [FEW.format(0)]
    checked(case, cast.coordinator)
    version(case, cast.coordinator, PaperKind.PUBLISHED_REPORT)
    version(other_case, cast.csp_chair, PaperKind.PUBLISHED_REPORT)
    version(case, cast.csp_chair, PaperKind.OVERVIEW_REPORT)
    assert drafters(case) == {cast.independent_chair.pk, cast.coordinator.pk}
    assert missing_checks(case) == [FEW.format(1), NEAR]
    checked(case, cast.independent_chair)
    assert missing_checks(case) == [NEAR]
    checked(case, cast.csp_chair, is_passed=False)
    assert missing_checks(case) == [FAILED, NEAR]
    checked(case, cast.csp_chair)
    assert missing_checks(case) == []
    assert sentence_of(check_publish_now, case) == UNTOLD
    recorded(case, Event.FAMILY_TOLD_OF_PUBLICATION, cast.coordinator)
    assert sentence_of(check_publish_now, case) == ""


def test_takes_down_what_was_published_and_only_once(case: Case, other_case: Case, cast: Cast) -> None:
    recorded(other_case, Event.PUBLISHED, cast.auditor)
    nothing = "No publication is recorded, so nothing can be taken down."
    assert sentence_of(check_take_down_now, case) == nothing
    assert sentence_of(check_take_down_now, other_case) == ""
    put(Publication, case=other_case, withdrawn_on=TODAY)
    assert sentence_of(check_take_down_now, other_case) == "The report was taken down already."
    recorded(case, Event.PUBLISHED, cast.auditor)
    assert sentence_of(check_take_down_now, case) == ""


@pytest.mark.parametrize("stage", Stage)
def test_lets_agencies_answer_while_information_is_gathered(stage: Stage) -> None:
    told = "This review is not gathering information now. Ask the coordinator whether a return is still needed."
    expected = "" if stage in VERBS[Verb.ACCEPT_RETURN].stages else told
    assert sentence_of(check_agency_may_answer_now, Case(stage=stage)) == expected


@pytest.mark.parametrize("here", RequestState)
def test_leads_a_request_only_where_the_table_says(here: RequestState) -> None:
    request = InformationRequest(state=here, organisation=Organisation(name="Testshire Police"))
    told = f"The request to Testshire Police stands at “{REQUEST_STATES[here].label}”; this is not possible from there."
    refused = {state: sentence_of(check_request_may_become, request, state) for state in RequestState}
    assert refused == {state: "" if state in REQUEST_STATES[here].next else told for state in RequestState}


def test_gives_a_return_the_time_the_partnership_set(case: Case, cast: Cast) -> None:
    """Else eight weeks; another partnership's time and another clock's are none of it."""
    start = datetime.date(2026, 1, 5)
    other = put(type(cast.partnership), code="other", name="Other CSP")
    put(LocalClock, partnership=other, clock=REQUEST_CLOCK, limit="P1W")
    put(LocalClock, partnership=cast.partnership, clock="publish", limit="P2W")
    assert usual_due_date(case, start) == start + datetime.timedelta(weeks=8)
    put(LocalClock, partnership=cast.partnership, clock=REQUEST_CLOCK, limit="P3W")
    assert usual_due_date(case, start) == start + datetime.timedelta(weeks=3)


@pytest.mark.parametrize(
    ("changes", "stays"),
    [
        ({}, True),
        ({"ends_on": TODAY}, True),
        ({"ends_on": TODAY - DAY}, False),
        ({"starts_on": TODAY + DAY}, False),
    ],
)
def test_counts_as_a_second_manager_only_who_may_sign_in_today(
    cast: Cast, changes: dict[str, datetime.date], stays: bool
) -> None:
    leaving = list(TeamMembership.objects.filter(user=cast.administrator))
    join_team(by=None, to=cast.outsider, partnership=cast.partnership, role=Role.ADMINISTRATOR)
    second = TeamMembership.objects.get(user=cast.outsider)
    for name, value in {"starts_on": TODAY - 9 * DAY, **changes}.items():
        setattr(second, name, value)
    save(second)
    last = "This is the last administrator. Make another administrator first."
    assert sentence_of(check_a_manager_stays, leaving) == ("" if stays else last)
    assert sentence_of(check_a_manager_stays, list(TeamMembership.objects.filter(user=cast.auditor))) == ""
    cast.outsider.is_active = False
    cast.outsider.save()
    assert sentence_of(check_a_manager_stays, leaving) == last


def test_names_every_chair_of_the_case_as_near_the_text(case: Case, other_case: Case, cast: Cast) -> None:
    """One whose role has ended wrote on it too; a chair of another case did not."""
    grant_role(case=other_case, by=cast.coordinator, to=cast.outsider, role=Role.INDEPENDENT_CHAIR)
    grant_role(case=case, by=cast.coordinator, to=cast.auditor, role=Role.INDEPENDENT_CHAIR, ends_on=TODAY)
    assert drafters(case) == {cast.independent_chair.pk, cast.auditor.pk}


def test_keeps_a_seat_of_somebody_without_an_account(case: Case, cast: Cast) -> None:
    """A name is enough to sit."""
    assert seat(case, cast.refuge, member_name="Ms Example").is_filled
    assert not PanelSeat(is_excused=True).is_filled
