"""A business case goes to the funder in its window, comes back whole, in part or refused, and is paid."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Partnership
from dhr_cases.models.history import change
from funding.actions.grant_cases import FunderWord, record_funder_decision, record_payment, release_pot, submit_case
from funding.actions.grant_years import Neighbour, answer_extension, ask_extension, record_other_case
from funding.actions.ledger import approve_journal
from funding.grant_rows import duplicates_of, facts_of, ledger_sums
from funding.grant_sums import divide, undrawn_pot
from funding.grant_terms import CaseKind, CaseState, DecisionKind, ExtensionAnswer, Outcome, ProjectState
from funding.models import FundingEvent, Journal
from funding.models.grants import BusinessCase, GrantYear, NeighbourProject
from funding.terms import EntryKind
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.steps_grant import (
    DECIDED_ON,
    PAID_ON,
    SENT_ON,
    YEAR,
    a_grant,
    a_project,
    agreed,
    approved,
    case_of,
    delivered,
    fresh,
    paid,
    sent,
    word_on,
)

OPENS, CLOSES = datetime.date(2019, 1, 23), datetime.date(2019, 3, 15)


def _in_2019(cast: Cast) -> BusinessCase:
    """An approved case of the year whose window Kent printed."""
    grant = a_grant(cast, YEAR.next, opens_on=OPENS, closes_on=CLOSES)
    a_project(cast, "Play", 1_000_000, year=YEAR.next)
    return approved(cast, grant)


def _submit(cast: Cast, case: BusinessCase, on: datetime.date = SENT_ON, **more: object) -> None:
    facts: dict[str, object] = {"were_partners_involved": True, "was_checked": True, **more}
    submit_case(business_case=case, by=cast.coordinator, on=on, **facts)  # type: ignore[arg-type]  # as named


def _extend(cast: Cast, until: datetime.date) -> None:
    asked = ask_extension(
        partnership=cast.partnership,
        year=YEAR.next,
        by=cast.coordinator,
        asked_on=OPENS,
        asked_by="The community safety team",
        reason="To involve partners",
    )
    answer_extension(
        extension=asked, by=cast.coordinator, answer=ExtensionAnswer.GRANTED, answered_on=CLOSES, until=until
    )


class TestSending:
    @pytest.mark.parametrize("day", [OPENS, CLOSES])
    def test_is_taken_on_both_days_of_the_window(self, cast: Cast, day: datetime.date) -> None:
        case = _in_2019(cast)
        _submit(cast, case, day)
        assert (fresh(case).at, fresh(case).sent_on) == (CaseState.SENT, day)

    def test_is_too_early_the_day_before(self, cast: Cast) -> None:
        with pytest.raises(NotNow, match="too early: the funder takes business cases from 23 January 2019"):
            _submit(cast, _in_2019(cast), OPENS - datetime.timedelta(days=1))

    def test_is_late_the_day_after(self, cast: Cast) -> None:
        with pytest.raises(NotNow, match="the last day was 15 March 2019. A late business case needs a recorded ext"):
            _submit(cast, _in_2019(cast), CLOSES + datetime.timedelta(days=1))

    def test_is_taken_late_under_a_granted_extension(self, cast: Cast) -> None:
        case = _in_2019(cast)
        until = CLOSES + datetime.timedelta(days=14)
        _extend(cast, until)
        _submit(cast, case, until)
        assert fresh(case).at is CaseState.SENT

    def test_is_late_after_the_extension_too(self, cast: Cast) -> None:
        case = _in_2019(cast)
        until = CLOSES + datetime.timedelta(days=14)
        _extend(cast, until)
        with pytest.raises(NotNow, match="the last day was 29 March 2019"):
            _submit(cast, case, until + datetime.timedelta(days=1))

    def test_asks_whether_partners_were_involved_and_checks_done(self, cast: Cast) -> None:
        with pytest.raises(Incomplete) as refusal:
            _submit(cast, _in_2019(cast), OPENS, were_partners_involved=False, was_checked=False)
        assert len(refusal.value.missing) == 2

    def test_waits_for_the_chair(self, cast: Cast) -> None:
        a_grant(cast)
        case = case_of(a_project(cast, "Play", 1))
        with pytest.raises(NotNow, match="Projects proposed"):
            _submit(cast, case)

    def test_is_refused_to_the_chair(self, cast: Cast) -> None:
        case = _in_2019(cast)
        with pytest.raises(NotPermitted):
            submit_case(business_case=case, by=cast.csp_chair, on=OPENS, were_partners_involved=True, was_checked=True)


class TestALikelyDuplicate:
    @pytest.fixture
    def case(self, cast: Cast) -> BusinessCase:
        grant = a_grant(cast)
        a_project(cast, "Licence to Kill", 1_000_000)
        record_other_case(
            partnership=cast.partnership,
            year=YEAR,
            by=cast.coordinator,
            neighbour=Neighbour(partnership_name="Otherton CSP", title="LICENCE to kill"),
        )
        return approved(cast, grant)

    def test_holds_the_case_up_until_somebody_has_looked(self, cast: Cast, case: BusinessCase) -> None:
        with pytest.raises(Incomplete, match="ask for the same: Licence to Kill"):
            _submit(cast, case)

    def test_passes_with_a_word_that_is_kept(self, cast: Cast, case: BusinessCase) -> None:
        _submit(cast, case, duplicates_reason="Theirs is the local show")
        noted = case.projects.get().decisions.get(kind=DecisionKind.DUPLICATE)
        assert noted.reason == "Theirs is the local show"

    def test_kept_by_another_partnership_holds_nothing_up(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1)
        with change("Another partnership here", None):
            other = Partnership.objects.create(code="farshire", name="Farshire CSP")
            NeighbourProject.objects.create(kept_by=other, year=YEAR.start, partnership_name="Otherton", title="Play")
        assert duplicates_of(grant.projects.all()) == {grant.projects.get().pk: ()}

    def test_of_another_year_holds_nothing_up(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1)
        record_other_case(
            partnership=cast.partnership,
            year=YEAR.next,
            by=cast.coordinator,
            neighbour=Neighbour(partnership_name="Otherton CSP", title="Play"),
        )
        case = approved(cast, grant)
        _submit(cast, case)
        assert fresh(case).at is CaseState.SENT


class TestTheFundersDecision:
    def _decide(self, cast: Cast, case: BusinessCase, *words: FunderWord, **more: object) -> None:
        facts: dict[str, object] = {"decided_by": "The Commissioner", "on": DECIDED_ON, **more}
        record_funder_decision(business_case=case, by=cast.coordinator, words=words, **facts)  # type: ignore[arg-type]  # as named

    def test_agrees_to_all(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1_000_000)
        case = agreed(cast, grant)
        project = case.projects.get()
        assert (case.at, project.at, project.amount_pence) == (CaseState.AGREED, ProjectState.APPROVED, 1_000_000)

    def test_agrees_to_four_of_five_and_keeps_the_fifth(self, cast: Cast) -> None:
        grant = a_grant(cast)
        for number in range(1, 6):
            a_project(cast, f"Project {number}", 100_000)
        case = agreed(cast, grant, "Project 5")
        fifth = case.projects.get(title="Project 5")
        assert case.at is CaseState.PART_AGREED
        assert divide(facts_of(grant)).stated == 400_000
        assert FundingEvent.objects.latest("pk").detail == {"agreed": 4}
        assert (fifth.at, fifth.decisions.get(kind=DecisionKind.FUNDER).reason) == (
            ProjectState.PROPOSED,
            "Paid for elsewhere",
        )

    def test_agrees_to_a_part_of_one(self, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1_000_000)
        case = sent(cast, grant)
        self._decide(cast, case, FunderWord(project=project, outcome=Outcome.PART, amount_pence=600_000))
        project.refresh_from_db()
        assert (fresh(case).at, project.amount_pence) == (CaseState.PART_AGREED, 600_000)

    def test_may_refuse_all(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1_000_000)
        assert agreed(cast, grant, "Play").at is CaseState.REFUSED

    @pytest.mark.parametrize("amount", [None, 1_000_000, 1_000_001])
    def test_asks_for_a_part_that_is_less_than_the_whole(self, cast: Cast, amount: int | None) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1_000_000)
        with pytest.raises(Incomplete, match="Play: "):
            self._decide(
                cast,
                sent(cast, grant),
                FunderWord(project=project, outcome=Outcome.PART, amount_pence=amount),
            )

    def test_asks_why_a_project_was_refused(self, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1_000_000)
        with pytest.raises(Incomplete, match="enter the funder's reason"):
            self._decide(cast, sent(cast, grant), FunderWord(project=project, outcome=Outcome.REFUSED))

    def test_answers_for_every_project_that_was_sent(self, cast: Cast) -> None:
        grant = a_grant(cast)
        play = a_project(cast, "Play", 1)
        a_project(cast, "Film", 1)
        with pytest.raises(Incomplete, match="one answer for each project"):
            self._decide(cast, sent(cast, grant), word_on(play))

    def test_is_not_dated_before_the_case_was_sent(self, cast: Cast) -> None:
        grant = a_grant(cast)
        project = a_project(cast, "Play", 1)
        with pytest.raises(Incomplete, match="before the business case was sent"):
            self._decide(cast, sent(cast, grant), word_on(project), on=SENT_ON - datetime.timedelta(days=1))

    def test_is_refused_above_the_allocation_without_a_reason(self, cast: Cast) -> None:
        grant = a_grant(cast, allocation_pence=100_000)
        project = a_project(cast, "Play", 100_001)
        case = sent(cast, grant)
        with pytest.raises(Incomplete, match="£1,000.01 is more than the £1,000"):
            self._decide(cast, case, word_on(project))
        self._decide(cast, case, word_on(project), override_reason="The funder gave a penny more")
        assert fresh(case).at is CaseState.AGREED


class TestPayment:
    def test_is_put_forward_and_split_by_what_was_agreed(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1_000_000)
        a_project(cast, "Film", 500_000)
        paid(cast, grant)
        lines = Journal.objects.get().lines.order_by("pk").values_list("amount_pence", flat=True)
        assert list(lines) == [1_000_000, 500_000]

    def test_counts_in_the_ledger_once_another_person_has_approved_it(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1_000_000)
        paid(cast, grant)
        assert ledger_sums(grant) == {}
        approve_journal(journal=Journal.objects.get(), by=cast.finance_officer)
        assert ledger_sums(grant) == {EntryKind.GRANT_PAYMENT: 1_000_000}

    def test_may_come_twice(self, cast: Cast) -> None:
        grant = a_grant(cast, payments=2)
        a_project(cast, "Play", 1_000_000)
        case = agreed(cast, grant)
        for _ in range(2):
            record_payment(business_case=case, by=cast.coordinator, on=PAID_ON, amount_pence=500_000)
        assert fresh(case).at is CaseState.PAID
        assert FundingEvent.objects.filter(kind=FundingVerb.RECORD_PAYMENT).count() == 2

    def test_waits_for_the_funder(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1_000_000)
        with pytest.raises(NotNow, match="With the funder"):
            record_payment(business_case=sent(cast, grant), by=cast.coordinator, on=PAID_ON, amount_pence=1)

    def test_is_more_than_nothing(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1_000_000)
        with pytest.raises(Incomplete, match="Enter the amount"):
            record_payment(business_case=agreed(cast, grant), by=cast.coordinator, on=PAID_ON, amount_pence=0)

    def test_does_not_come_in_the_future(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Play", 1_000_000)
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        with pytest.raises(Incomplete, match="in the future"):
            record_payment(business_case=agreed(cast, grant), by=cast.coordinator, on=tomorrow, amount_pence=1)


class TestThePot:
    def _grant(self, cast: Cast) -> tuple[GrantYear, BusinessCase]:
        """A year with a pot, its project paid, and an in-year case the funder agreed to."""
        grant = a_grant(cast, pot_pence=1_322_033)
        a_project(cast, "Play", 1_000_000)
        paid(cast, grant)
        a_project(cast, "Film", 500_000, CaseKind.IN_YEAR)
        return grant, agreed(cast, grant)

    def test_is_not_available_while_a_project_is_unfinished(self, cast: Cast) -> None:
        grant, case = self._grant(cast)
        with pytest.raises(NotNow, match="is not available. Not finished: Play."):
            release_pot(business_case=case, by=cast.coordinator, on=PAID_ON, amount_pence=500_000)
        assert undrawn_pot(facts_of(grant)) == 1_322_033

    def test_is_released_when_all_is_done(self, cast: Cast) -> None:
        grant, case = self._grant(cast)
        delivered(cast, grant.projects.get(title="Play"))
        release_pot(business_case=case, by=cast.coordinator, on=PAID_ON, amount_pence=500_000)
        assert fresh(case).at is CaseState.PAID
        assert undrawn_pot(facts_of(grant)) == 822_033

    def test_is_not_paid_like_a_years_case(self, cast: Cast) -> None:
        _, case = self._grant(cast)
        with pytest.raises(Incomplete, match="is paid from the pot"):
            record_payment(business_case=case, by=cast.coordinator, on=PAID_ON, amount_pence=500_000)

    def test_needs_no_window(self, cast: Cast) -> None:
        grant = a_grant(cast, closes_on=datetime.date(2018, 1, 1), pot_pence=1_000_000)
        a_project(cast, "Film", 500_000, CaseKind.IN_YEAR)
        assert sent(cast, grant).at is CaseState.SENT

    def test_is_no_larger_for_a_decision_above_it(self, cast: Cast) -> None:
        grant = a_grant(cast, pot_pence=400_000)
        a_project(cast, "Film", 500_000, CaseKind.IN_YEAR)
        with pytest.raises(Incomplete, match="£5,000 is more than the £4,000"):
            agreed(cast, grant)
