"""Can every event of which Kent's papers tell be recorded as they tell it, and does it read so again?

Source: reports and minutes of the partnership, 2016 to 2025: working group report of March 2018, sections 2, 5.2 and
5.4; community safety update of 2017, paragraph 3; agreement updates of 2022 and July 2025; notes of July 2023 [V].
A financial year stands where no day is printed; where a paper only reports, it is the year of the paper [D].
"""

from dataclasses import dataclass

import pytest

from dhr_cases.models import PartialDate
from learning.actions.events import EventFacts, HeldFacts, record_past_event
from learning.event_facts import held
from learning.event_figures import came_to, number_held
from learning.event_places import when
from learning.event_terms import EventKind
from learning.models import Event
from tests.conftest import Cast
from tests.events import day_in


@dataclass(frozen=True)
class Told:
    """One event, or several told of together, as the paper prints it; ``day`` and ``came`` are how it must read."""

    kind: EventKind
    title: str
    day: str
    on: str = ""
    year: int | None = None
    number: int = 1
    least: int | None = None
    most: int | None = None
    printed: str = ""
    is_each: bool = False
    came: str = "not stated"


K = EventKind
TOLD = (
    Told(K.SEMINAR, "DHR lessons-learnt seminars", "2017/18", year=2017, number=3, least=301, printed="over 300",
         came="over 300"),
    Told(K.CONFERENCE, "Protecting Vulnerable People from Organised Crime", "7 November 2017", on="2017-11-07",
         least=200, most=200, printed="about 200", came="about 200"),
    Told(K.CONFERENCE, "Substance misuse", "2016/17", year=2016),
    Told(K.CONFERENCE, "Preventing Extremism and Hate", "27 November 2018", on="2018-11-27"),
    Told(K.CONFERENCE, "VAWG conference", "2023/24", year=2023),
    Told(K.INFORMATION_SESSION, "Community Safety Information Session", "January 2018", on="2018-01"),
    Told(K.WEBINAR, "Domestic abuse and children and young people", "2022/23", year=2022, number=2),
    Told(K.WEBINAR, "Domestic abuse and suicide", "15 July 2022", on="2022-07-15"),
    Told(K.INFORMATION_SESSION, "Community Safety Information Session", "17 May 2022", on="2022-05-17"),
    Told(K.WORKSHOP, "E-safety awareness sessions", "2016/17", year=2016, number=4, least=40, most=80, is_each=True,
         came="160 to 320"),
    Told(K.WEBINAR, "Stalking and DHR learning webinars", "2025/26", year=2025),
)  # fmt: skip  # the table reads as a table: an event, when it was, how many came


def record(cast: Cast, told: Told) -> Event:
    """The event of the papers on record."""
    known = HeldFacts(
        year=told.year,
        stands_for=told.number,
        attended_least=told.least,
        attended_most=told.most,
        attended_words=told.printed,
        is_attended_each=told.is_each,
        source="Papers of the partnership",
    )
    facts = EventFacts(kind=told.kind, title=told.title, on=PartialDate.parse(told.on))
    return record_past_event(partnership=cast.partnership, by=cast.coordinator, facts=facts, held=known)


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.title)
def test_records_the_event_as_its_paper_tells_of_it(cast: Cast, told: Told) -> None:
    event = record(cast, told)
    assert (when(event), came_to([event]).words, number_held([event])) == (told.day, told.came, told.number)


def test_tells_reports_of_all_of_them_in_the_order_of_time(cast: Cast) -> None:
    for told in TOLD:
        record(cast, told)
    facts = held(cast.partnership, None, day_in(0))
    assert [fact.on for fact in facts] == sorted(fact.on for fact in facts)
    assert sum(fact.number for fact in facts) == sum(told.number for told in TOLD)
    assert {fact.attended_words for fact in facts} == {"", "over 300", "about 200", "160 to 320"}
