"""Gaps named in minutes without working: kept as they were said until they are closed with a reason."""

import datetime
import json

import pytest
from django.conf import settings

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from funding.actions.gaps import GapFacts, close_gap, record_gap
from funding.models import FundingEvent, RecordedGap
from funding.money import Qualifier
from funding.open_gaps import as_reviews
from funding.verbs import FundingVerb
from funding.years import FinancialYear
from tests.conftest import Cast
from tests.money import DAY, body

pytestmark = pytest.mark.django_db

FACTS = json.loads((settings.BASE_DIR / "tests" / "facts" / "money" / "kent_funding.json").read_text(encoding="utf-8"))
SAID = GapFacts(text="A gap in funding is still present.")


def test_at_f1_keeps_the_gap_of_the_minute_and_shows_it_as_one_review(cast: Cast) -> None:
    fact = FACTS["AT-F1"]
    said = GapFacts(text="A gap in funding is still present.", amount_pence=fact["gap_pence"], meeting="Executive")
    gap = record_gap(partnership=cast.partnership, by=cast.coordinator, facts=said)
    assert (gap.amount_pence, gap.year, gap.closed_on) == (fact["gap_pence"], None, None)
    reviews = as_reviews(gap.amount_pence or 0, fact["average_pence"])
    assert reviews is not None
    assert (str(reviews.count), reviews.label.split()[0]) == (fact["as_reviews"], "about")


def test_keeps_everything_the_minute_says(cast: Cast) -> None:
    owner = body("Community Safety Team")
    said = GapFacts(
        text="Shortfall",
        year=FinancialYear(2021),
        amount_pence=2000000,
        qualifier=Qualifier.ABOUT,
        meeting="Partnership",
        minute="57",
        stated_on=DAY,
        owner=owner,
        action="Working to close it",
    )
    gap = record_gap(partnership=cast.partnership, by=cast.finance_officer, facts=said)
    assert (gap.year, gap.qualifier, gap.owner, gap.minute) == (2021, "about", owner, "57")
    event = FundingEvent.objects.get()
    assert (event.kind, event.year, event.on, event.subject_id) == (FundingVerb.RECORD_GAP, 2021, DAY, gap.pk)


def test_keeps_a_gap_without_amount_as_not_stated(cast: Cast) -> None:
    assert record_gap(partnership=cast.partnership, by=cast.coordinator, facts=SAID).amount_pence is None


def test_closes_with_a_reason_once(cast: Cast) -> None:
    gap = record_gap(partnership=cast.partnership, by=cast.coordinator, facts=SAID)
    close_gap(gap=gap, by=cast.finance_officer, on=DAY, reason="Two partners raised their share")
    assert (gap.closed_on, gap.closed_reason) == (DAY, "Two partners raised their share")
    assert FundingEvent.objects.filter(kind=FundingVerb.CLOSE_GAP, reason=gap.closed_reason).exists()
    with pytest.raises(NotNow, match="closed already"):
        close_gap(gap=gap, by=cast.finance_officer, on=DAY, reason="Again")


@pytest.mark.parametrize("facts", [GapFacts(text=" "), GapFacts(text="Gap", stated_on=datetime.date(2999, 1, 1))])
def test_refuses_a_gap_without_words_or_to_come(cast: Cast, facts: GapFacts) -> None:
    with pytest.raises(Incomplete):
        record_gap(partnership=cast.partnership, by=cast.coordinator, facts=facts)
    assert not RecordedGap.objects.exists()


@pytest.mark.parametrize(("on", "reason"), [(DAY, ""), (datetime.date(2999, 1, 1), "Closed")])
def test_refuses_to_close_without_reason_or_ahead(cast: Cast, on: datetime.date, reason: str) -> None:
    gap = record_gap(partnership=cast.partnership, by=cast.coordinator, facts=SAID)
    with pytest.raises(Incomplete):
        close_gap(gap=gap, by=cast.coordinator, on=on, reason=reason)
    gap.refresh_from_db()
    assert gap.closed_on is None


def test_refuses_people_who_do_not_keep_the_money(cast: Cast) -> None:
    gap = record_gap(partnership=cast.partnership, by=cast.coordinator, facts=SAID)
    for person in (cast.csp_chair, cast.auditor, cast.funding_contact, cast.outsider):
        with pytest.raises(NotPermitted):
            record_gap(partnership=cast.partnership, by=person, facts=SAID)
        with pytest.raises(NotPermitted):
            close_gap(gap=gap, by=person, on=DAY, reason="x")
    assert RecordedGap.objects.count() == 1


def test_leaves_nothing_when_the_event_cannot_be_written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(FundingEvent, "save", fail)
    with pytest.raises(RuntimeError):
        record_gap(partnership=cast.partnership, by=cast.coordinator, facts=SAID)
    assert not RecordedGap.objects.exists()
