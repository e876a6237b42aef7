"""When does the clock of the copies stop, and which copy is refused? Under the law of today and under the later one."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions import assurance
from dhr_cases.copies import NEEDS_ANONYMISED, Recipient, owed
from dhr_cases.errors import Incomplete
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, CopySent, PartialDate
from dhr_cases.models.history import change
from dhr_cases.stages import Stage
from tests.actions.test_guards import put, recorded
from tests.conftest import Cast
from tests.standing import stand_at

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
LATER_LAW = "DARDR_S8A"
STOPS = (Event.SENT_TO_DAC, Event.SENT_TO_SOS_AND_DAC)
DAC, SOS, FAMILY = Recipient.DAC, Recipient.SECRETARY_OF_STATE, Recipient.FAMILY


@pytest.fixture
def complete(case: Case, cast: Cast) -> Case:
    """A cleared case whose report is complete."""
    stand_at(case, Stage.QA_CLEARED)
    recorded(case, Event.REPORT_COMPLETE, cast.coordinator)
    return case


def under(case: Case, regime: str) -> Case:
    """The case under another law."""
    with change("Test", None):
        case.regime = regime
        case.save()
    return case


def send(case: Case, cast: Cast, recipient: Recipient, days_ago: int, **more: Any) -> CopySent:
    """An anonymised copy went out so many days ago."""
    said = {"is_anonymised": True, "on": TODAY - days_ago * DAY, **more}
    return assurance.send_copy(case=case, by=cast.coordinator, recipient=recipient, **said)


def stopped(case: Case) -> list[tuple[str, object]]:
    """The events by which a clock of copies stopped, with their days."""
    rows = CaseEvent.objects.filter(case=case, kind__in=STOPS).order_by("pk")
    return [(row.kind, row.on.value) for row in rows]


def test_stops_on_the_day_of_the_commissioners_copy(complete: Case, cast: Cast) -> None:
    """Not on that of the family, who had theirs before; nor on that of a second copy."""
    send(complete, cast, FAMILY, 9)
    assert stopped(complete) == []
    send(complete, cast, DAC, 3)
    assert stopped(complete) == [(Event.SENT_TO_DAC, TODAY - 3 * DAY)]
    send(complete, cast, DAC, 1)
    send(complete, cast, FAMILY, 0)
    assert stopped(complete) == [(Event.SENT_TO_DAC, TODAY - 3 * DAY)]


@pytest.mark.parametrize("first", [DAC, SOS])
def test_stops_under_the_later_law_with_the_last_who_is_owed_one(complete: Case, cast: Cast, first: Recipient) -> None:
    """On the later of the two first copies, whichever is recorded last."""
    under(complete, LATER_LAW)
    (second,) = set(owed(LATER_LAW)) - {first}
    send(complete, cast, first, 8)
    send(complete, cast, first, 2)
    assert stopped(complete) == []
    send(complete, cast, second, 5)
    assert stopped(complete) == [(Event.SENT_TO_SOS_AND_DAC, TODAY - 5 * DAY)]


def test_stops_on_an_earlier_day_that_is_recorded_later(complete: Case, cast: Cast) -> None:
    under(complete, LATER_LAW)
    send(complete, cast, SOS, 1)
    send(complete, cast, DAC, 8)
    assert stopped(complete) == [(Event.SENT_TO_SOS_AND_DAC, TODAY - DAY)]


def test_counts_no_copy_of_another_review(complete: Case, other_case: Case, cast: Cast) -> None:
    under(complete, LATER_LAW)
    put(CopySent, case=other_case, recipient=SOS, basis="statute", on=TODAY)
    recorded(other_case, Event.SENT_TO_SOS_AND_DAC, cast.coordinator)
    send(complete, cast, DAC, 1)
    assert stopped(complete) == []
    send(complete, cast, SOS, 0)
    assert stopped(complete) == [(Event.SENT_TO_SOS_AND_DAC, TODAY)]


def test_takes_a_copy_known_only_to_its_month_for_the_last_day_of_it(complete: Case, cast: Cast) -> None:
    """Of two days it can mean the later: the clock is never stopped too early."""
    under(complete, LATER_LAW)
    send(complete, cast, SOS, 0, on=PartialDate.parse("2026-03"))
    send(complete, cast, DAC, 0, on=datetime.date(2026, 3, 20))
    assert stopped(complete) == [(Event.SENT_TO_SOS_AND_DAC, datetime.date(2026, 3, 1))]
    event = CaseEvent.objects.get(kind=Event.SENT_TO_SOS_AND_DAC)
    assert event.on == PartialDate.parse("2026-03")


@pytest.mark.parametrize("recipient", Recipient)
def test_says_to_whom_and_on_which_basis(complete: Case, cast: Cast, recipient: Recipient) -> None:
    row = send(complete, cast, recipient, 1, recipient_label="  ")
    assert (row.recipient, row.recipient_label, row.on.value) == (recipient, recipient.label, TODAY - DAY)
    event = CaseEvent.objects.get(case=complete, kind=Event.COPY_SENT)
    assert event.detail == {"to": recipient.label, "basis": row.basis}
    assert (event.subject_id, event.on.value) == (row.pk, TODAY - DAY)
    assert send(complete, cast, recipient, 0, recipient_label=" The office ").recipient_label == "The office"


@pytest.mark.parametrize("recipient", Recipient)
@pytest.mark.parametrize("is_anonymised", [True, False])
@pytest.mark.parametrize("regime", ["DHR_S9_2016", LATER_LAW])
@pytest.mark.parametrize("is_complete", [True, False])
def test_refuses_what_may_not_go_out(
    case: Case, cast: Cast, recipient: Recipient, is_anonymised: bool, regime: str, is_complete: bool
) -> None:
    """The Commissioner reads no name; who is owed a copy by statute waits for the completed report."""
    stand_at(under(case, regime), Stage.SUBMITTED)
    if is_complete:
        recorded(case, Event.REPORT_COMPLETE, cast.coordinator)
    told = []
    if recipient in NEEDS_ANONYMISED and not is_anonymised:
        told.append("Only the anonymised report may go to the Commissioner.")
    if recipient in owed(regime) and not is_complete:
        told.append("The report is not complete yet: it is when it is cleared.")
    if not told:
        assert send(case, cast, recipient, 0, is_anonymised=is_anonymised).pk
        return
    with pytest.raises(Incomplete) as refused:
        send(case, cast, recipient, 0, is_anonymised=is_anonymised)
    assert refused.value.sentence == " ".join(told)
    assert not CopySent.objects.exists()
    assert not CaseEvent.objects.filter(kind=Event.COPY_SENT).exists()
