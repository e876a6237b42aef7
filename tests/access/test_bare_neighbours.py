"""Does a page about something of which nothing is known yet stay bare, however much is known next door?"""

from collections.abc import Collection, Iterator, Mapping
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dhr_cases.actions.referral import refer_death
from governance.papers.meeting_kinds import MeetingPaperKind
from governance.papers.report_kinds import ReportKind
from learning.actions.event_names import change_event_settings
from learning.actions.feedback import set_feedback
from learning.feedback_scales import FeedbackKind
from learning.papers.event_kinds import EventPaper
from tests.access.addresses import addresses
from tests.access.neighbours import another_body, another_event, changed_by, furnish_whole
from tests.access.world import cast_elsewhere, grant_case_roles, referral_elsewhere
from tests.conftest import Cast
from tests.events import announced
from tests.meetings import a_body, an_item, days_ago, planned

pytestmark = pytest.mark.django_db

APPS = ("learning.", "governance.")
WORDS: Mapping[str, Collection[str]] = {
    "event_paper": [EventPaper.JOINING_PACK],
    "meeting_paper": [MeetingPaperKind.AGENDA],
    "form_kind": list(FeedbackKind),
    "report_format": ["html"],
    "report": list(ReportKind),
}
ABOUT_ONE = frozenset({"event", "meeting_id", "body_id", "item_id"})


@pytest.fixture
def bare(cast: Cast) -> Mapping[str, Collection[Any]]:
    """An event that is announced and a meeting with an item: nothing has come of them yet."""
    event = announced(cast)
    meeting = planned(cast, a_body(cast), days_ago(-5))
    rows = {"event": event.code, "meeting_id": meeting.pk, "body_id": meeting.body_id}
    own = {"partnership": cast.partnership.code, **rows, "item_id": an_item(cast, meeting).pk}
    return {**WORDS, **{name: [value] for name, value in own.items()}}


def paths_of(values: Mapping[str, Collection[Any]], about: Collection[str] = ()) -> Iterator[str]:
    """Every page that these values lead to; with ``about`` those that name such a row."""
    for address in addresses():
        names = address.parameters
        is_asked = "partnership" in names and (not about or not set(about).isdisjoint(names))
        if address.view.__module__.startswith(APPS) and is_asked and set(names) <= set(values):
            for filled in product(*(values[name] for name in names)):
                yield reverse(address.name, kwargs=dict(zip(names, filled, strict=True)))


def furnish_elsewhere(cast: Cast) -> None:
    """Another partnership with everything, and with numbers of its own."""
    far = cast_elsewhere(cast)
    set_feedback(partnership=far.partnership, by=far.coordinator, least_shown=9)
    change_event_settings(partnership=far.partnership, by=far.coordinator, keep_months=7, follow_up_months=2)
    case = refer_death(by=far.coordinator, referral=referral_elsewhere(far.partnership))
    grant_case_roles(far, case)
    furnish_whole(far, case, "governance")


def furnish_beside(cast: Cast) -> None:
    """Another event and another body of the same partnership."""
    another_event(cast)
    another_body(cast)


def test_stays_bare_beside_a_partnership_with_everything(
    cast: Cast, bare: Mapping[str, Collection[Any]], client: Client
) -> None:
    client.force_login(cast.coordinator)
    paths = list(paths_of(bare))

    def furnish() -> list[str]:
        furnish_elsewhere(cast)
        return paths

    number, changed = changed_by(client, furnish)
    assert number > len(paths) // 2
    assert changed == []


def test_stays_bare_beside_another_of_its_kind(cast: Cast, bare: Mapping[str, Collection[Any]], client: Client) -> None:
    client.force_login(cast.coordinator)
    paths = list(paths_of(bare, ABOUT_ONE))

    def furnish() -> list[str]:
        furnish_beside(cast)
        return paths

    number, changed = changed_by(client, furnish)
    assert number > len(paths) // 2
    assert changed == []
