"""What stands in each form about a request, a contribution, settings or a grant when it is opened, and beside it?"""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.forms.fields import Answer as YesNo
from dhr_cases.models.history import change
from funding.actions.funding_settings import add_band
from funding.actions.grant_years import Neighbour, record_other_case
from funding.actions.ledger import approve_journal, put_forward
from funding.forms.core import FundingForm
from funding.forms.registry import FORMS
from funding.models import Agreement, FundingModel, FundingRequest, FundingRound, FundingSettings, ModelVersion
from funding.models.grants import GrantOutput
from funding.money import Qualifier
from funding.posting_lines import Line
from funding.terms import Answer, EntryKind, RequestState, Sight, VersionState
from funding.verbs import FundingVerb
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import DAY, YEAR, agreement, body
from tests.steps_grant import YEAR as GRANTED
from tests.steps_grant import a_funder, a_grant, a_project, approved, delivered, paid, settled

pytestmark = pytest.mark.django_db

V, E = FundingVerb, EntryKind
TODAY = timezone.localdate()
SHARE = 500_000


def form_of(cast: Cast, verb: FundingVerb, about: Any = None, year: FinancialYear = YEAR) -> FundingForm:
    made = FORMS[verb](by=cast.finance_officer, partnership=cast.partnership, year=year, about=about)
    assert isinstance(made, FundingForm)
    return made


def begins(form: FundingForm) -> dict[str, Any]:
    """What stands in each box of a form that was just opened; empty boxes and unticked ones left out."""
    found = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in found.items() if value not in (None, "", False)}


def said(row: Any, **facts: Any) -> Any:
    with change("Test", None):
        for name, value in facts.items():
            setattr(row, name, value)
        row.save()
    return row


def request_to(cast: Cast, **facts: Any) -> FundingRequest:
    told = {"year": YEAR.start, "asked_on": DAY, "amount_pence": SHARE, **facts}
    with change("Test", None):
        made: FundingRequest = FundingRequest.objects.create(
            partnership=cast.partnership, organisation=cast.police, **told
        )
    return made


def beside(form: FundingForm) -> dict[str, str]:
    aside = form.aside()
    assert aside is not None
    rows: Any = aside.get("rows", [])
    return {row["label"]: row["value"] for row in rows}


# requests


def test_asks_in_the_name_of_the_partnership_for_an_exact_sum(cast: Cast) -> None:
    assert begins(form_of(cast, V.ASK)) == {"asking_body": "Testshire CSP", "qualifier": Qualifier.EXACT}


@pytest.mark.parametrize(("starts", "ends", "is_offered"), [
    (None, None, True), (0, None, True), (1, None, False), (None, 0, True), (None, -1, False),
])  # fmt: skip
def test_asks_bodies_that_exist_on_a_day_of_the_year(
    cast: Cast, starts: int | None, ends: int | None, is_offered: bool
) -> None:
    """A body may begin on the last day of the year or end on its first."""
    day = datetime.timedelta(days=1)
    other = body("Other", ends_on=None if ends is None else YEAR.first + ends * day)
    said(other, starts_on=None if starts is None else YEAR.last + starts * day)
    field: Any = form_of(cast, V.ASK).fields["organisation"]
    assert (other in field.queryset) is is_offered


@pytest.mark.parametrize(("chased", "words"), [
    (None, "No reminder has gone out yet."), (DAY, "The last reminder went out on 1 June 2026."),
])  # fmt: skip
def test_says_when_the_last_reminder_went_out(cast: Cast, chased: datetime.date | None, words: str) -> None:
    assert form_of(cast, V.CHASE, request_to(cast, chased_on=chased)).intro.endswith(words)


def test_asks_again_from_what_was_asked_before(cast: Cast) -> None:
    closed = request_to(cast, state=RequestState.CLOSED, why="Two reviews")
    assert begins(form_of(cast, V.ASK_AGAIN, closed)) == {"amount_pence": SHARE, "why": "Two reviews"}


@pytest.mark.parametrize(("asked", "qualifier", "told"), [
    (SHARE, "exact", "Asked for: £5,000. £5,000 or more can be confirmed; less is a pledge of a part."),
    (SHARE, "about", "Asked for: about £5,000."),
    (None, "exact", "Asked for: not stated."),
])  # fmt: skip
def test_says_what_was_asked_and_from_where_on_it_is_confirmed(
    cast: Cast, asked: int | None, qualifier: str, told: str
) -> None:
    owed = agreement(cast.partnership, cast.police, asked)
    form = form_of(cast, V.RECORD_ANSWER, request_to(cast, amount_pence=asked, qualifier=qualifier, agreement=owed))
    assert str(form.fields["amount_pence"].help_text).startswith(told)
    assert begins(form) == ({"amount_pence": asked} if asked else {})


def test_shows_the_answer_beside_the_decision_on_it(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE)
    answered = request_to(
        cast, agreement=owed, state=RequestState.ANSWERED, answer=Answer.PLEDGE, answered_pence=200_000,
        answered_on=TODAY, answered_by=cast.funding_contact, answer_reason="Two posts vacant", order_number="PO 7",
    )  # fmt: skip
    told = beside(form_of(cast, V.APPROVE_ANSWER, answered))
    assert told == beside(form_of(cast, V.SEND_BACK_ANSWER, answered))
    assert (told["Sum"], told["Asked for"], told["Reason"]) == ("£2,000", "£5,000", "Two posts vacant")
    assert (told["Order number"], told["Writes into the ledger"]) == ("PO 7", "Pledge £2,000")
    assert told["Given or recorded by"].startswith("Funding Contact, ")


def test_has_no_question_beside_a_reply_where_none_was_asked(cast: Cast) -> None:
    assert form_of(cast, V.REPLY, request_to(cast, state=RequestState.QUESTIONED)).aside() is None


# contributions and entries


def test_corrects_from_what_stands(cast: Cast) -> None:
    row: Agreement = said(
        agreement(cast.partnership, cast.police, SHARE), qualifier="about", is_in_kind=True,
        in_kind_description="A room", in_kind_value_pence=120_000, source="Letter",
    )  # fmt: skip
    assert begins(form_of(cast, V.CHANGE_AGREEMENT, row)) == {
        "amount_pence": SHARE, "qualifier": "about", "in_kind": "A room", "in_kind_value_pence": 120_000,
        "source": "Letter",
    }  # fmt: skip


def test_counts_what_waits_beside_what_is_put_forward(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE)
    entries = ((E.PLEDGE, 400_000), (E.INVOICE, 300_000), (E.CREDIT_NOTE, 50_000), (E.RECEIPT, 100_000),
               (E.REFUND, 1))  # fmt: skip
    lines = [Line(kind=kind, year=YEAR.start, on=DAY, pence=pence, agreement=owed) for kind, pence in entries]
    posted, waiting = lines[:3], lines[3:]
    journal = put_forward(partnership=cast.partnership, by=cast.coordinator, lines=posted, text="First")
    approve_journal(journal=journal, by=cast.csp_chair)
    put_forward(partnership=cast.partnership, by=cast.coordinator, lines=waiting, text="Waiting")
    assert beside(form_of(cast, V.PUT_FORWARD, owed)) == {
        "Share": "£5,000", "Pledged": "£4,000", "Confirmed": "£0", "Invoiced": "£2,500",
        "Received": "£999.99", "Outstanding": "£1,500.01",
    }  # fmt: skip


def test_lists_the_entries_beside_the_decision_on_them(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE)
    lines = [Line(kind=kind, year=YEAR.start, on=DAY, pence=5, agreement=owed) for kind in (E.INVOICE, E.CREDIT_NOTE)]
    journal = put_forward(partnership=cast.partnership, by=cast.coordinator, lines=lines, text="Two")
    for verb in (V.APPROVE_JOURNAL, V.REFUSE_JOURNAL):
        assert beside(form_of(cast, verb, journal)) == {
            "Invoice 2026/27": "£0.05", "Credit note 2026/27": "−£0.05",
        }  # fmt: skip


# rounds


def in_force(cast: Cast, name: str) -> ModelVersion:
    model = FundingModel.objects.create(partnership=cast.partnership, name=name)
    made: ModelVersion = ModelVersion.objects.create(
        model=model, number=1, first_year=YEAR.start, state=VersionState.IN_FORCE
    )
    return made


def test_chooses_the_version_of_a_round_where_there_is_only_one(cast: Cast) -> None:
    assert begins(form_of(cast, V.START_ROUND)) == {}
    first = in_force(cast, "Reviews")
    assert begins(form_of(cast, V.START_ROUND)) == {"version": first.pk}
    in_force(cast, "Advocacy")
    assert begins(form_of(cast, V.START_ROUND)) == {}


def test_counts_requests_of_the_round_without_a_final_answer(cast: Cast) -> None:
    with change("Test", None):
        asking: FundingRound = FundingRound.objects.create(
            partnership=cast.partnership, year=YEAR.start, version=in_force(cast, "Reviews"), started_on=DAY, due_on=DAY
        )
    for state in RequestState:
        request_to(cast, state=state, round=asking)
    request_to(cast)
    assert form_of(cast, V.CLOSE_ROUND, asking).intro == "Requests without a final answer: 4."


# settings


def test_changes_settings_from_those_that_hold_or_the_usual_ones(cast: Cast) -> None:
    usual = FundingSettings()
    assert begins(form_of(cast, V.CHANGE_SETTINGS)) == {
        "sight": usual.sight, "answer_days": usual.answer_days, "payment_days": usual.payment_days,
    }  # fmt: skip
    held = {"sight": Sight.TOTALS, "average_cost_pence": 2_000_000, "average_cost_source": "Since 2019",
            "answer_days": 14, "payment_days": 45}  # fmt: skip
    with change("Test", None):
        FundingSettings.objects.update_or_create(partnership=cast.partnership, defaults=held)
    assert begins(form_of(cast, V.CHANGE_SETTINGS)) == held


def test_changes_a_band_from_its_price(cast: Cast) -> None:
    band = add_band(partnership=cast.partnership, by=cast.finance_officer, name="Plain", cost_pence=5, source="Board")
    assert begins(form_of(cast, V.CHANGE_BAND, band)) == {"cost_pence": 5, "source": "Board"}


# the grant


def test_opens_a_grant_year_with_last_years_rules_and_none_of_its_figures(cast: Cast) -> None:
    funder = a_funder()
    bare = {"name", "allocation_qualifier", "does_pot_wait"}
    assert set(begins(form_of(cast, V.OPEN_GRANT_YEAR, year=GRANTED))) == bare
    a_grant(cast, GRANTED.previous, name="Safer Grant", funder=funder, pot_pence=5, upfront_pence=7, payments=2,
            rounds=3, approver="The Chair", does_pot_wait=False, note="By letter", opens_on=DAY)  # fmt: skip
    found = begins(form_of(cast, V.OPEN_GRANT_YEAR, year=GRANTED))
    assert found == {
        "name": "Safer Grant", "funder": funder, "pot_numerator": 1, "pot_denominator": 3, "payments": 2,
        "approver": "The Chair", "allocation_qualifier": Qualifier.EXACT,
    }  # fmt: skip


@pytest.mark.parametrize(("carry", "answer"), [(True, YesNo.YES), (False, YesNo.NO), (None, YesNo.UNKNOWN)])
def test_changes_a_grant_year_from_what_is_recorded(cast: Cast, carry: bool | None, answer: YesNo) -> None:
    grant = a_grant(cast, is_carry_allowed=carry, rounds=2, note="By letter", pot_pence=5)
    found = begins(form_of(cast, V.CHANGE_GRANT_YEAR, grant, GRANTED))
    assert found["is_carry_allowed"] == answer
    assert (found["rounds"], found["note"], found["pot_pence"]) == (2, "By letter", 5)
    assert (found["allocation_pence"], found["does_pot_wait"]) == (3_966_100, True)


def test_changes_a_project_from_what_is_recorded(cast: Cast) -> None:
    a_grant(cast)
    project = said(a_project(cast, "Play", 1_000), purpose="Schools", areas="Ashford\nThanet", is_county_wide=False)
    with change("Test", None):
        for label, planned, is_about in (("students", 6_000, True), ("schools", 50, False), ("leaflets", None, False)):
            GrantOutput.objects.create(project=project, label=label, planned=planned, is_planned_about=is_about)
    found = begins(form_of(cast, V.CHANGE_PROJECT, project, GRANTED))
    assert (found["title_of_project"], found["purpose"], found["asked_pence"]) == ("Play", "Schools", 1_000)
    assert (found["areas"], found["outputs"]) == ("Ashford\nThanet", "students: about 6,000\nschools: 50\nleaflets")
    assert "is_county_wide" not in found


def test_corrects_an_outturn_with_a_reason_and_asks_for_none_before(cast: Cast) -> None:
    grant = a_grant(cast)
    project = a_project(cast, "Play", 1_000)
    paid(cast, grant)
    delivered(cast, grant.projects.get())
    first = form_of(cast, V.RECORD_OUTTURN, grant.projects.get(), GRANTED)
    assert ("reason" in first.fields, "spent_pence" in begins(first)) == (False, False)
    settled(cast, grant.projects.get(), 900)
    again = form_of(cast, V.RECORD_OUTTURN, grant.projects.get(pk=project.pk), GRANTED)
    assert ("reason" in again.fields, begins(again)["spent_pence"]) == (True, 900)


def test_asks_about_duplicates_of_what_the_chair_approved_only_where_there_are_any(cast: Cast) -> None:
    grant = a_grant(cast)
    a_project(cast, "Licence to Kill", 1_000)
    case = approved(cast, grant)
    plain = form_of(cast, V.SUBMIT_CASE, case, GRANTED)
    assert ("duplicates_reason" in plain.fields, plain.aside()) == (False, None)
    neighbour = Neighbour(partnership_name="Otherton CSP", title="Licence to kill")
    record_other_case(partnership=cast.partnership, year=GRANTED, by=cast.coordinator, neighbour=neighbour)
    asked = form_of(cast, V.SUBMIT_CASE, case, GRANTED)
    assert "duplicates_reason" in asked.fields
    assert beside(asked)["Licence to Kill"].startswith("Licence to kill, Otherton CSP: ")


@pytest.mark.parametrize(("spent", "words"), [(1_000, "£0"), (844, "£1.56"), (None, "£0")])
def test_says_what_is_left_beside_the_closing_of_a_year(cast: Cast, spent: int | None, words: str) -> None:
    grant = a_grant(cast, allocation_pence=1_000, pot_numerator=None, pot_denominator=None)
    a_project(cast, "Play", 1_000)
    paid(cast, grant)
    if spent is not None:
        settled(cast, grant.projects.get(), spent)
    aside: Any = form_of(cast, V.CLOSE_GRANT_YEAR, grant, GRANTED).aside()
    assert aside["texts"] == [f"Underspend: {words}. All of it must be said of."]


def test_says_that_what_is_left_is_not_known_yet(cast: Cast) -> None:
    grant = a_grant(cast, allocation_pence=None, pot_numerator=None, pot_denominator=None)
    aside: Any = form_of(cast, V.CLOSE_GRANT_YEAR, grant, GRANTED).aside()
    assert aside["texts"] == ["Underspend: not known yet. All of it must be said of."]
