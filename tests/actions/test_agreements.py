"""A contribution: written down, corrected with its history, or ended by a partner that stops paying."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Case
from dhr_cases.models.history import change
from funding.actions import agreements as acts
from funding.actions import requests
from funding.actions.agreements import Terms, Withdrawal
from funding.actions.asking import Asking
from funding.actions.ledger import approve_journal
from funding.models import Agreement, CostLine, FundingEvent, FundingRequest, Journal, JournalDecision
from funding.money import Qualifier
from funding.position import position
from funding.position_rows import facts_of
from funding.posting_lines import Line
from funding.queries import posted_for
from funding.terms import AgreementState, Answer, Cause, CostClass, EntryKind, Measure, RequestState
from funding.verbs import FundingVerb
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import YEAR, agreement, body, line, posted

pytestmark = pytest.mark.django_db

SHARE = 2000000
SOME = 500000
DECIDED, EFFECTIVE = datetime.date(2023, 3, 7), datetime.date(2023, 4, 1)
LAST, NEXT = FinancialYear(2022), FinancialYear(2023)
NOTICE = 25


def proposed(cast: Cast, terms: Terms) -> Agreement:
    """A contribution of the police, written down by the finance officer."""
    return acts.propose_agreement(
        partnership=cast.partnership, by=cast.finance_officer, organisation=cast.police, year=YEAR, terms=terms
    )


def withdrawn(cast: Cast, decided: datetime.date = DECIDED, effective: datetime.date = EFFECTIVE) -> Withdrawal:
    """The police stop paying."""
    return acts.record_withdrawal(
        partnership=cast.partnership, by=cast.coordinator, organisation=cast.police, decided_on=decided,
        effective_on=effective, reason="Savings",
    )  # fmt: skip


def confirmed(cast: Cast, owed: Agreement, pence: int = SHARE) -> None:
    """The sum is pledged and confirmed in the ledger."""
    day = FinancialYear(owed.year).first
    lines = [line(kind, pence, about=owed, on=day) for kind in (EntryKind.PLEDGE, EntryKind.CONFIRMATION)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, lines)


def committed(cast: Cast, case: Case, year: FinancialYear) -> None:
    """A chair is engaged for a review, for work due in the year."""
    with change("Test", None):
        cost = CostLine.objects.create(
            partnership=cast.partnership, case=case, cost_class=CostClass.CHAIR, description="Chairing"
        )
    entry = Line(kind=EntryKind.COMMITMENT, year=year.start, on=DECIDED, pence=SOME, cost_line=cost)
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, [entry])


# writing down


def test_writes_down_a_sum_with_its_qualifier(cast: Cast) -> None:
    row = proposed(cast, Terms(amount_pence=SOME, qualifier=Qualifier.ABOUT, source="Letter"))
    assert (row.amount_pence, row.qualifier, row.state, row.source) == (SOME, "about", "proposed", "Letter")
    event = FundingEvent.objects.get()
    assert (event.kind, event.year, event.subject_id) == (FundingVerb.PROPOSE_AGREEMENT, YEAR.start, row.pk)


def test_keeps_what_is_given_in_kind_apart_from_money(cast: Cast) -> None:
    row = proposed(cast, Terms(in_kind="A room", in_kind_value_pence=SOME))
    assert (row.is_in_kind, row.amount_pence) == (True, None)
    whole = position(facts_of(cast.partnership, YEAR))
    assert (whole.asked, whole.in_kind_value, whole.not_stated) == (0, SOME, ())


def test_takes_a_sum_that_is_not_stated(cast: Cast) -> None:
    proposed(cast, Terms())
    assert [row.name for row in position(facts_of(cast.partnership, YEAR)).not_stated] == [cast.police.name]


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (Terms(amount_pence=-1), "never below nil"),
        (Terms(in_kind_value_pence=1), "Say what is given"),
        (Terms(in_kind="A room", in_kind_value_pence=-1), "never below nil"),
    ],
)
def test_refuses_terms_that_cannot_stand(cast: Cast, terms: Terms, told: str) -> None:
    with pytest.raises(Incomplete, match=told):
        proposed(cast, terms)
    assert not Agreement.objects.exists()


def test_has_one_contribution_a_body_year_and_model(cast: Cast) -> None:
    proposed(cast, Terms(amount_pence=SOME))
    with pytest.raises(NotNow, match="has a contribution for 2026/27 already"):
        proposed(cast, Terms(amount_pence=SOME))


def test_refuses_a_body_that_ended_before_the_year(cast: Cast) -> None:
    ended = body("Old Trust", ends_on=YEAR.first - datetime.timedelta(days=1))
    with pytest.raises(NotNow, match="before 2026/27"):
        acts.propose_agreement(
            partnership=cast.partnership, by=cast.coordinator, organisation=ended, year=YEAR, terms=Terms()
        )


@pytest.mark.parametrize("part", ["csp_chair", "auditor", "funding_contact"])
def test_lets_only_who_keeps_the_money_write_it_down(cast: Cast, part: str) -> None:
    with pytest.raises(NotPermitted):
        acts.propose_agreement(
            partnership=cast.partnership, by=getattr(cast, part), organisation=cast.police, year=YEAR, terms=Terms()
        )


# correcting


def test_corrects_a_sum_and_says_why_in_its_working(cast: Cast) -> None:
    row = proposed(cast, Terms(amount_pence=SOME))
    acts.change_agreement(agreement=row, by=cast.coordinator, terms=Terms(amount_pence=SHARE), reason="Minute 7")
    assert row.amount_pence == SHARE
    assert row.working[-1].endswith("from £5,000 to £20,000: Minute 7")
    before = row.history.order_by("history_id").first()
    assert (before.amount_pence, FundingEvent.objects.latest("pk").detail["before"]) == (SOME, SOME)


def test_wants_a_reason_for_a_correction(cast: Cast) -> None:
    row = proposed(cast, Terms(amount_pence=SOME))
    with pytest.raises(Incomplete, match="Say why"):
        acts.change_agreement(agreement=row, by=cast.coordinator, terms=Terms(), reason=" ")
    row.refresh_from_db()
    assert row.amount_pence == SOME


def test_does_not_correct_what_ended_with_its_body(cast: Cast) -> None:
    row = agreement(cast.partnership, cast.police, SOME, state=AgreementState.ENDED)
    with pytest.raises(NotNow, match="has ended"):
        acts.change_agreement(agreement=row, by=cast.coordinator, terms=Terms(), reason="Wrong")


# AT-F5


def test_at_f5_ends_a_contribution_with_25_days_notice(cast: Cast, case: Case) -> None:
    """Decided on 7 March 2023 with effect from 1 April 2023: the year before stands, the year after brings nothing."""
    before = agreement(cast.partnership, cast.police, SHARE, year=LAST, state=AgreementState.CONFIRMED)
    after = agreement(cast.partnership, cast.police, SHARE, year=NEXT, state=AgreementState.CONFIRMED)
    confirmed(cast, before)
    confirmed(cast, after)
    committed(cast, case, NEXT)
    last_year = position(facts_of(cast.partnership, LAST))
    done = withdrawn(cast)
    assert done.notice_days == NOTICE
    assert [each.reference for each in done.cases] == [case.reference]
    assert done.agreements == (after,)
    assert done.journal is not None
    approve_journal(journal=done.journal, by=cast.csp_chair)
    assert position(facts_of(cast.partnership, LAST)) == last_year
    whole = position(facts_of(cast.partnership, NEXT))
    assert set(whole.measures.values()) == {0}
    assert whole.causes[Measure.CONFIRMED][Cause.DECLINED] == SHARE
    event = FundingEvent.objects.get(kind=FundingVerb.RECORD_WITHDRAWAL)
    assert event.detail == {"notice_days": NOTICE, "cases": [case.reference]}


def test_lists_only_open_reviews_with_commitments_after_the_day(cast: Cast, case: Case, other_case: Case) -> None:
    committed(cast, case, LAST)
    committed(cast, other_case, NEXT)
    assert list(acts.cases_committed_after(cast.partnership, EFFECTIVE)) == [other_case]


def test_keeps_what_was_invoiced(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE, year=NEXT, state=AgreementState.CONFIRMED)
    confirmed(cast, owed)
    invoice = [line(EntryKind.INVOICE, SOME, about=owed, on=NEXT.first)]
    posted(cast.partnership, cast.finance_officer, cast.csp_chair, invoice)
    done = withdrawn(cast)
    assert done.journal is not None
    approve_journal(journal=done.journal, by=cast.csp_chair)
    sums = posted_for(owed)
    assert (sums[Measure.AGREED], sums[Measure.CONFIRMED], sums[Measure.INVOICED]) == (SOME, SOME, SOME)


def test_leaves_entries_of_a_year_that_has_begun(cast: Cast) -> None:
    owed = agreement(cast.partnership, cast.police, SHARE, year=NEXT, state=AgreementState.CONFIRMED)
    confirmed(cast, owed)
    done = withdrawn(cast, effective=datetime.date(2023, 9, 1))
    assert (done.journal, done.agreements[0].state) == (None, AgreementState.WITHDRAWN)


def test_writes_down_a_withdrawal_before_anything_was_proposed(cast: Cast) -> None:
    done = withdrawn(cast)
    assert [(row.year, row.amount_pence, row.state) for row in done.agreements] == [
        (NEXT.start, None, AgreementState.WITHDRAWN)
    ]


def test_withdraws_the_open_request_and_its_answer(cast: Cast) -> None:
    asking = Asking(organisation=cast.police, year=YEAR, amount_pence=SHARE)
    request = requests.ask(partnership=cast.partnership, by=cast.coordinator, asking=asking)
    requests.answer(request=request, by=cast.funding_contact, answer=Answer.CONFIRM)
    withdrawn(cast)
    request.refresh_from_db()
    assert (request.state, request.outcome) == (
        RequestState.WITHDRAWN,
        "The partner stops paying from 1 April 2023.",
    )
    assert not JournalDecision.objects.get().is_approved


def test_leaves_who_has_declined_already(cast: Cast) -> None:
    agreement(cast.partnership, cast.police, SHARE, year=NEXT, state=AgreementState.DECLINED)
    with pytest.raises(NotNow, match="declined, withdrawn or ended already"):
        withdrawn(cast)


def test_wants_a_decision_that_was_taken_and_a_reason(cast: Cast) -> None:
    with pytest.raises(Incomplete, match="in the future"):
        withdrawn(cast, decided=timezone.localdate() + datetime.timedelta(days=1))
    with pytest.raises(Incomplete, match="Say why"):
        acts.record_withdrawal(
            partnership=cast.partnership, by=cast.coordinator, organisation=cast.police, decided_on=DECIDED,
            effective_on=EFFECTIVE, reason="",
        )  # fmt: skip
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("act", ["propose", "change", "withdraw"])
def test_leaves_nothing_when_the_event_fails(cast: Cast, act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = agreement(cast.partnership, cast.health, SOME)
    tries: dict[str, Callable[[], object]] = {
        "propose": lambda: proposed(cast, Terms(amount_pence=SOME)),
        "change": lambda: acts.change_agreement(agreement=row, by=cast.coordinator, terms=Terms(), reason="Wrong"),
        "withdraw": lambda: withdrawn(cast),
    }

    def fail(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(FundingEvent, "save", fail)
    with pytest.raises(OSError, match="disk"):
        tries[act]()
    assert list(Agreement.objects.values_list("organisation", "amount_pence")) == [(cast.health.pk, SOME)]
    assert not Journal.objects.exists()
    assert not FundingRequest.objects.exists()
