"""The joining pack, the certificate and the calendar file: what stands in each, and what never does."""

import datetime
from dataclasses import replace
from pathlib import Path

import icalendar
import pytest

from dhr_cases.errors import NotNow
from dhr_cases.models import PartialDate
from dhr_cases.papers.formats import Format, possible_here
from dhr_cases.papers.writing.blocks import texts_of
from learning.actions.event_bookings import record_attendance
from learning.actions.event_programme import ItemFacts, SpeakerFacts, add_programme_item, add_speaker
from learning.actions.events import cancel_event, change_event
from learning.event_calendar import calendar_of
from learning.event_terms import ItemKind
from learning.models import Booking, Event
from learning.papers.certificate import example as certificate_example
from learning.papers.certificate import facts as certificate
from learning.papers.certificate import wording as certificate_wording
from learning.papers.event_kinds import PAPERS, EventPaper, build, file_name
from learning.papers.joining_pack import example as pack_example
from learning.papers.joining_pack import facts as joining_pack
from learning.papers.joining_pack import wording as pack_wording
from tests.conftest import Cast
from tests.events import FACTS, announced, day_in, held, planned

EXAMPLES = {
    EventPaper.JOINING_PACK: pack_example.EXAMPLE,
    EventPaper.CERTIFICATES: certificate_example.EXAMPLE,
}
FOLDERS = {
    EventPaper.JOINING_PACK: Path(pack_wording.__file__).parent,
    EventPaper.CERTIFICATES: Path(certificate_wording.__file__).parent,
}


@pytest.mark.parametrize("kind", EventPaper)
def test_reads_as_expected(kind: EventPaper) -> None:
    text = "\n".join(texts_of(PAPERS[kind].compose(EXAMPLES[kind]))) + "\n"
    assert text == (FOLDERS[kind] / "expected.txt").read_text()


@pytest.mark.parametrize("kind", EventPaper)
@pytest.mark.parametrize("form", [Format.WORD, Format.HTML])
def test_is_written_in_every_format(kind: EventPaper, form: Format) -> None:
    assert form in possible_here()
    assert len(build(kind, form, EXAMPLES[kind])) > 1000


def test_warns_before_it_tells_and_names_help() -> None:
    texts = list(texts_of(pack_wording.compose(pack_example.EXAMPLE)))
    assert texts.index(pack_wording.CARE) < texts.index("Programme")
    assert any("0808 2000 247" in text for text in texts)


def test_says_so_while_there_is_no_programme() -> None:
    texts = list(texts_of(pack_wording.compose(replace(pack_example.EXAMPLE, parts=(), contact=""))))
    assert pack_wording.NO_PROGRAMME in texts
    assert not any("goes wrong" in text for text in texts)


def test_gives_each_person_a_page_of_their_own() -> None:
    texts = list(texts_of(certificate_wording.compose(certificate_example.EXAMPLE)))
    assert texts.index("Ada Practice") < texts.index("Ben Worker")
    assert texts.count("attended this seminar.") == 2


def test_names_speakers_only_where_they_agreed(cast: Cast) -> None:
    event = announced(cast)
    for name, is_named in (("Sam Invented", False), ("Alex Agreed", True)):
        speaker = add_speaker(
            event=event, by=cast.coordinator, facts=SpeakerFacts(name=name, body="Refuge", is_named=is_named)
        )
        facts = ItemFacts(starts_at=datetime.time(10, 0), minutes=20, title="Talk", kind=ItemKind.TALK, speaker=speaker)
        add_programme_item(event=event, by=cast.coordinator, facts=facts)
    assert [part.speaker for part in joining_pack.parts_of(event)] == ["Refuge", "Alex Agreed, Refuge"]


@pytest.mark.parametrize(("with_link", "link"), [(True, FACTS.joining_link), (False, "")])
def test_tells_how_to_join_only_those_with_a_place(cast: Cast, with_link: bool, link: str) -> None:
    assert joining_pack.facts_of(announced(cast), with_link=with_link).joining_link == link


def test_certifies_those_who_came_alone(cast: Cast) -> None:
    event = held(cast, people=2)
    first, second = Booking.objects.filter(event=event)
    record_attendance(event=event, by=cast.coordinator, came={first.pk: True, second.pk: False})
    people = certificate.those_who_came(event)
    assert certificate.facts_of(event, people).names == ("Person Number0",)


def test_names_no_person_in_a_file_name(cast: Cast) -> None:
    event = announced(cast)
    assert file_name(EventPaper.CERTIFICATES, Format.PDF, event) == f"{event.code}-certificates.pdf"


def entry_of(event: Event, *, with_link: bool = False) -> dict[str, str]:
    """The properties of the one entry of an event's calendar file, as they are written there."""
    entry = icalendar.Calendar.from_ical(calendar_of(event, with_link=with_link)).walk("VEVENT")[0]
    return {line.partition(":")[0].lower(): line.partition(":")[2] for line in entry.content_lines() if line}


def test_tells_calendars_when_in_winter_and_in_summer(cast: Cast) -> None:
    event = planned(cast)
    starts = []
    for day in (datetime.date(2027, 1, 12), datetime.date(2027, 7, 13)):
        change_event(event=event, by=cast.coordinator, facts=replace(FACTS, on=PartialDate.on(day)))
        starts.append(entry_of(event)["dtstart"])
    assert starts == ["20270112T093000Z", "20270713T083000Z"]


def test_takes_the_whole_day_where_no_time_is_known(cast: Cast) -> None:
    event = planned(cast, in_days=40, starts_at=None, ends_at=None)
    entry = entry_of(event)
    days = (entry["dtstart;value=date"], entry["dtend;value=date"])
    assert days == (f"{day_in(40):%Y%m%d}", f"{day_in(41):%Y%m%d}")


def test_tells_calendars_to_take_a_cancelled_event_off(cast: Cast) -> None:
    event = announced(cast)
    before = int(entry_of(event)["sequence"])
    cancel_event(event=event, by=cast.coordinator, reason="Snow")
    assert (entry_of(event)["status"], int(entry_of(event)["sequence"]) > before) == ("CANCELLED", True)


def test_keeps_the_address_to_join_out_of_public_calendars(cast: Cast) -> None:
    event = announced(cast)
    assert "url" not in entry_of(event)
    assert entry_of(event, with_link=True)["url"] == FACTS.joining_link


def test_makes_no_calendar_file_without_a_day(cast: Cast) -> None:
    event = planned(cast)
    event.on = PartialDate.parse("2027-03")
    with pytest.raises(NotNow, match="until the day"):
        calendar_of(event)
