"""A grant year is opened under its own rules, its deadline moved on record, and closed with every pound said."""

import datetime

import pytest
from django.utils import timezone

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from funding.actions.grant_years import (
    Ending,
    GrantRules,
    Neighbour,
    answer_extension,
    ask_extension,
    change_grant_year,
    close_grant_year,
    open_grant_year,
    record_other_case,
)
from funding.grant_rows import allocation_of, extended_until
from funding.grant_terms import Disposition, ExtensionAnswer
from funding.models import FundingEvent, Journal, JournalLine
from funding.models.grants import GrantEnding, GrantExtension, GrantYear
from funding.verbs import FundingVerb
from funding.years import FinancialYear, year_of
from tests.conftest import Cast
from tests.steps_grant import ALLOCATION, ENDED_ON, YEAR, a_funder, a_grant, a_project, paid, settled

CLOSED_ON = datetime.date(2019, 5, 1)
ASKED_ON = datetime.date(2018, 3, 10)


def _an_extension(cast: Cast) -> GrantExtension:
    return ask_extension(
        partnership=cast.partnership,
        year=YEAR,
        by=cast.coordinator,
        asked_on=ASKED_ON,
        asked_by="The community safety team",
        asked_of="The Commissioner's chief executive",
        reason="To involve partners and do due diligence",
    )


def _over(cast: Cast, *spent: int) -> GrantYear:
    """A year that has ended, of projects of £10,000 that spent so much."""
    grant = a_grant(cast, allocation_pence=1_000_000 * len(spent))
    for place in range(len(spent)):
        a_project(cast, f"Project {place}", 1_000_000)
    paid(cast, grant)
    for project, amount in zip(grant.projects.all(), spent, strict=True):
        settled(cast, project, amount)
    return grant


def _close(cast: Cast, grant: GrantYear, **amounts: int) -> None:
    ending = Ending(
        amounts={Disposition(name): amount for name, amount in amounts.items()}, decided_by="The Chair", reason="Said"
    )
    close_grant_year(grant=grant, by=cast.coordinator, on=CLOSED_ON, ending=ending)


class TestOpening:
    def test_records_the_act(self, cast: Cast) -> None:
        grant = a_grant(cast)
        event = FundingEvent.objects.get(kind=FundingVerb.OPEN_GRANT_YEAR)
        assert (event.subject_id, event.year, event.by) == (grant.pk, YEAR.start, cast.coordinator)

    def test_is_refused_to_who_only_approves(self, cast: Cast) -> None:
        with pytest.raises(NotPermitted):
            open_grant_year(
                partnership=cast.partnership, year=YEAR, by=cast.csp_chair, rules=GrantRules(funder=a_funder())
            )
        assert not GrantYear.objects.exists()

    def test_happens_once(self, cast: Cast) -> None:
        a_grant(cast)
        with pytest.raises(NotNow, match="open already"):
            a_grant(cast)

    def test_takes_a_year_of_which_no_figure_is_known(self, cast: Cast) -> None:
        grant = a_grant(cast, allocation_pence=None)
        assert (grant.allocation_pence, allocation_of(grant)) == (None, None)

    def test_takes_the_figure_of_last_year_where_it_was_confirmed(self, cast: Cast) -> None:
        a_grant(cast)
        grant = a_grant(cast, YEAR.next, allocation_pence=None, is_same_as_last_year=True)
        assert (grant.allocation_pence, allocation_of(grant)) == (None, ALLOCATION)

    def test_refuses_a_pot_above_its_cap(self, cast: Cast) -> None:
        with pytest.raises(Incomplete, match="£13,220.33"):
            a_grant(cast, pot_pence=1_322_034)

    def test_keeps_printed_parts_that_miss_the_allocation(self, cast: Cast) -> None:
        grant = a_grant(cast, FinancialYear(2025), upfront_pence=2_644_000, pot_pence=1_322_000)
        assert (grant.upfront_pence, grant.pot_pence) == (2_644_000, 1_322_000)

    def test_takes_a_deadline_after_the_year_has_begun(self, cast: Cast) -> None:
        assert a_grant(cast, FinancialYear(2025), closes_on=datetime.date(2025, 5, 9)).closes_on is not None

    def test_refuses_a_window_that_closes_before_it_opens(self, cast: Cast) -> None:
        with pytest.raises(Incomplete, match="before the first"):
            a_grant(cast, opens_on=datetime.date(2018, 3, 1), closes_on=datetime.date(2018, 2, 1))

    @pytest.mark.parametrize(("over", "under"), [(1, None), (None, 3), (4, 3), (1, 0)])
    def test_refuses_a_share_that_is_none(self, cast: Cast, over: int | None, under: int | None) -> None:
        with pytest.raises(Incomplete, match="share of the pot"):
            a_grant(cast, pot_numerator=over, pot_denominator=under)

    def test_leaves_nothing_behind_when_the_event_fails(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object, **__: object) -> None:
            raise RuntimeError("no event")

        monkeypatch.setattr(FundingEvent, "save", fail)
        with pytest.raises(RuntimeError, match="no event"):
            a_grant(cast)
        assert not GrantYear.objects.exists()


class TestChanging:
    def test_keeps_what_was_there_in_the_history(self, cast: Cast) -> None:
        grant = a_grant(cast, allocation_pence=None)
        rules = GrantRules(funder=grant.funder, allocation_pence=5)
        change_grant_year(grant=grant, by=cast.coordinator, rules=rules, reason="The letter came")
        versions = grant.history.order_by("history_id").values_list("allocation_pence", "history_change_reason")
        assert list(versions)[1:] == [(5, "The letter came")]
        assert versions[0][0] is None

    def test_asks_for_the_reason(self, cast: Cast) -> None:
        grant = a_grant(cast)
        with pytest.raises(Incomplete, match="reason"):
            change_grant_year(
                grant=grant, by=cast.coordinator, rules=GrantRules(funder=grant.funder, allocation_pence=5), reason=" "
            )

    def test_is_over_once_the_year_is_closed(self, cast: Cast) -> None:
        grant = _over(cast, 1_000_000)
        _close(cast, grant)
        with pytest.raises(NotNow, match="is closed"):
            change_grant_year(
                grant=grant, by=cast.coordinator, rules=GrantRules(funder=grant.funder), reason="Too late"
            )


class TestALaterDeadline:
    def test_keeps_who_asked_and_why(self, cast: Cast) -> None:
        a_grant(cast)
        asked = _an_extension(cast)
        assert (asked.asked_by, asked.answer) == ("The community safety team", ExtensionAnswer.ASKED)
        assert "due diligence" in asked.reason
        assert FundingEvent.objects.filter(kind=FundingVerb.ASK_EXTENSION, subject_id=asked.pk).exists()

    def test_is_no_extension_while_it_is_only_considered(self, cast: Cast) -> None:
        grant = a_grant(cast, closes_on=datetime.date(2018, 3, 15))
        answer_extension(
            extension=_an_extension(cast),
            by=cast.coordinator,
            answer=ExtensionAnswer.CONSIDERED,
            answered_on=ASKED_ON,
            until=datetime.date(2018, 4, 1),
        )
        assert extended_until(grant) is None

    def test_holds_until_the_day_that_was_granted(self, cast: Cast) -> None:
        grant = a_grant(cast, closes_on=datetime.date(2018, 3, 15))
        until = datetime.date(2018, 3, 29)
        answer_extension(
            extension=_an_extension(cast),
            by=cast.coordinator,
            answer=ExtensionAnswer.GRANTED,
            answered_on=ASKED_ON,
            answered_by="The chief executive",
            until=until,
        )
        assert extended_until(grant) == until

    @pytest.mark.parametrize("until", [None, datetime.date(2018, 3, 15)])
    def test_is_not_granted_without_a_later_day(self, cast: Cast, until: datetime.date | None) -> None:
        a_grant(cast, closes_on=datetime.date(2018, 3, 15))
        with pytest.raises(Incomplete, match="new deadline"):
            answer_extension(
                extension=_an_extension(cast),
                by=cast.coordinator,
                answer=ExtensionAnswer.GRANTED,
                answered_on=ASKED_ON,
                until=until,
            )

    def test_is_answered_once(self, cast: Cast) -> None:
        a_grant(cast)
        asked = _an_extension(cast)
        answer_extension(extension=asked, by=cast.coordinator, answer=ExtensionAnswer.REFUSED, answered_on=ASKED_ON)
        with pytest.raises(NotNow, match="answer already"):
            answer_extension(extension=asked, by=cast.coordinator, answer=ExtensionAnswer.GRANTED, answered_on=ASKED_ON)

    def test_is_not_answered_before_it_was_asked(self, cast: Cast) -> None:
        a_grant(cast)
        with pytest.raises(Incomplete, match="before the request"):
            answer_extension(
                extension=_an_extension(cast),
                by=cast.coordinator,
                answer=ExtensionAnswer.REFUSED,
                answered_on=ASKED_ON - datetime.timedelta(days=1),
            )

    def test_needs_an_open_grant_year(self, cast: Cast) -> None:
        with pytest.raises(NotNow, match="Open the grant year first"):
            _an_extension(cast)


class TestAnotherPartnershipsProject:
    def test_is_noted(self, cast: Cast) -> None:
        row = record_other_case(
            partnership=cast.partnership,
            year=YEAR,
            by=cast.coordinator,
            neighbour=Neighbour(partnership_name="Otherton CSP", title="Licence to Kill"),
        )
        assert str(row) == "Licence to Kill (Otherton CSP)"

    def test_is_refused_to_an_auditor(self, cast: Cast) -> None:
        with pytest.raises(NotPermitted):
            record_other_case(
                partnership=cast.partnership,
                year=YEAR,
                by=cast.auditor,
                neighbour=Neighbour(partnership_name="Otherton CSP", title="Licence to Kill"),
            )


class TestClosing:
    def test_puts_what_goes_back_forward_to_the_ledger(self, cast: Cast) -> None:
        grant = _over(cast, 984_400, 1_000_000)
        _close(cast, grant, returned=15_600)
        lines = JournalLine.objects.filter(journal=Journal.objects.latest("pk"))
        assert sum(line.amount_pence for line in lines) == -15_600
        assert {line.kind for line in lines} == {"grant_return"}

    def test_leaves_nothing_unsaid(self, cast: Cast) -> None:
        grant = _over(cast, 984_400)
        with pytest.raises(Incomplete, match="£156 is left. What is returned, carried and explained adds up to £100"):
            _close(cast, grant, returned=10_000)
        assert not GrantEnding.objects.exists()

    def test_takes_a_part_returned_and_a_part_explained(self, cast: Cast) -> None:
        grant = _over(cast, 984_400)
        _close(cast, grant, returned=10_000, explained=5_600)
        grant.refresh_from_db()
        assert grant.closed_on == CLOSED_ON
        assert grant.endings.count() == 2

    def test_carries_nothing_where_the_rules_do_not_allow_it(self, cast: Cast) -> None:
        with pytest.raises(NotNow, match="do not say that money may be carried"):
            _close(cast, _over(cast, 984_400), carried=15_600)

    def test_gives_back_no_more_than_came(self, cast: Cast) -> None:
        grant = a_grant(cast, allocation_pence=3_000_000)
        a_project(cast, "Play", 1_000_000)
        paid(cast, grant)
        settled(cast, grant.projects.get(), 984_400)
        with pytest.raises(Incomplete, match="Only £156 of what the funder paid is left"):
            _close(cast, grant, returned=2_015_600)
        _close(cast, grant, returned=15_600, explained=2_000_000)
        assert grant.endings.count() == 2

    def test_does_not_ask_whether_nothing_may_be_carried(self, cast: Cast) -> None:
        grant = _over(cast, 984_400)
        _close(cast, grant, returned=15_600, carried=0, explained=0)
        assert grant.endings.get().disposition == Disposition.RETURNED

    def test_has_nothing_to_say_of_where_all_was_spent(self, cast: Cast) -> None:
        grant = _over(cast, 1_000_000)
        _close(cast, grant)
        assert not grant.endings.exists()

    def test_happens_once(self, cast: Cast) -> None:
        grant = _over(cast, 1_000_000)
        _close(cast, grant)
        with pytest.raises(NotNow, match="is closed"):
            _close(cast, grant)

    def test_waits_for_the_end_of_the_year(self, cast: Cast) -> None:
        grant = a_grant(cast, year_of(timezone.localdate()))
        ending = Ending(decided_by="The Chair", reason="Said")
        with pytest.raises(NotNow, match="is not over"):
            close_grant_year(grant=grant, by=cast.coordinator, on=timezone.localdate(), ending=ending)

    def test_waits_for_the_figure_of_every_project(self, cast: Cast) -> None:
        grant = a_grant(cast)
        a_project(cast, "Gangs training", None)
        a_project(cast, "Play", 10_000)
        paid(cast, grant)
        with pytest.raises(NotNow, match="not stated"):
            _close(cast, grant, returned=1)

    def test_is_refused_to_an_auditor(self, cast: Cast) -> None:
        grant = _over(cast, 1_000_000)
        with pytest.raises(NotPermitted):
            close_grant_year(
                grant=grant, by=cast.auditor, on=ENDED_ON, ending=Ending(decided_by="The Chair", reason="Said")
            )
