"""What do the joining pack and the certificate say of each sort of event, with all that is known and with little?"""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from dhr_cases.models import PartialDate, Partnership
from dhr_cases.papers.formats import Format
from dhr_cases.papers.writing.blocks import Bullets, Facts, Grid, Heading, PageBreak, Paragraph, texts_of
from learning.event_terms import KINDS, EventKind
from learning.models import Attendee, Event
from learning.pack_terms import HELPLINES
from learning.papers.certificate import facts as certificate
from learning.papers.certificate import wording as certificate_wording
from learning.papers.certificate.example import EXAMPLE as CERTIFICATE
from learning.papers.event_kinds import EventPaper, file_name
from learning.papers.joining_pack import wording
from learning.papers.joining_pack.example import EXAMPLE
from learning.papers.joining_pack.facts import PartFacts, time_words
from learning.papers.pack.reading import when_held, where_held

TOWN = Partnership(code="testshire", name="Testshire CSP", contact_email="a@b.test", contact_telephone="01234")
BARE = replace(EXAMPLE, theme="", time="", venue="", platform="", joining_link="", access="", contact="", parts=())
ONE = {
    EventKind.SEMINAR: "a seminar",
    EventKind.WEBINAR: "a webinar",
    EventKind.CONFERENCE: "a conference",
    EventKind.INFORMATION_SESSION: "an information session",
    EventKind.WORKSHOP: "a workshop",
    EventKind.COURSE: "a course",
}


def event(**known: Any) -> Event:
    """An event in the hand."""
    usual = {
        "title": "Asking again",
        "kind": EventKind.SEMINAR,
        "on": PartialDate.parse("2027-03-12"),
        "code": "asking",
    }
    return Event(partnership=TOWN, **{**usual, **known})


@pytest.mark.parametrize("kind", EventKind)
def test_calls_each_sort_of_event_with_its_article(kind: EventKind) -> None:
    assert KINDS[kind].one == ONE[kind]
    made = certificate.facts_of(event(kind=kind), [])
    paper = certificate_wording.compose(replace(made, names=("Ann",)))
    assert paper.subject == f"Attendance at {ONE[kind]}"
    assert Paragraph(f"attended this {KINDS[kind].label.lower()}.") in paper.blocks
    assert wording.compose(replace(EXAMPLE, kind=ONE[kind])).subject == f"Joining pack for {ONE[kind]}"


@pytest.mark.parametrize(("delivered_by", "held_by"), [("", "Testshire CSP"), ("The county", "The county")])
def test_names_on_a_certificate_who_held_the_event(delivered_by: str, held_by: str) -> None:
    made = certificate.facts_of(event(delivered_by=delivered_by), [])
    assert (made.held_by, made.partnership) == (held_by, "Testshire CSP")
    block = certificate_wording.compose(replace(made, names=("Ann",))).blocks[2]
    assert block == Facts("The event", (("Event", "Asking again"), ("Day", "12 March 2027"), ("Held by", held_by)))


def test_puts_certificates_in_the_order_of_names_each_on_its_page() -> None:
    people = [Attendee(name=name) for name in ("bea", "Cat", "Ann")]
    made = certificate.facts_of(event(starts_at=datetime.time(9, 30), theme="Risk"), people)
    assert (made.names, made.hours, made.theme) == (("Ann", "bea", "Cat"), "from 09:30", "Risk")
    blocks = certificate_wording.compose(made).blocks
    assert [block.text for block in blocks if isinstance(block, Heading)] == ["Ann", "bea", "Cat"]
    assert [place for place, block in enumerate(blocks) if isinstance(block, PageBreak)] == [3, 7]
    assert certificate_wording.compose(CERTIFICATE).foot == (
        "Testshire Community Safety Partnership. It says that the person was there. It is no qualification."
    )


def test_tells_the_least_of_an_event_and_still_where_help_is() -> None:
    paper = wording.compose(BARE)
    who = "Testshire Community Safety Partnership"
    assert paper.blocks == (
        Facts("When and where", (("Day", "12 March 2027"), ("Held by", who))),
        Heading("What this event speaks of"),
        Paragraph(wording.CARE),
        Bullets(tuple(f"{name}: {contact}" for name, contact in HELPLINES)),
        Heading("Programme"),
        Paragraph("The programme is still being made. It will stand here as soon as it is known."),
        Heading("Taking part"),
        Paragraph(wording.ACCESS),
        Heading("What stays in the room"),
        Bullets(wording.CONFIDENCE),
    )


def test_tells_all_that_is_known_in_its_order() -> None:
    first, *others = wording.compose(EXAMPLE).blocks
    assert first == Facts("When and where", (
        ("Day", "12 March 2027"), ("Time", "09:30 to 12:30"), ("Theme", "Risk after a separation"),
        ("Venue", "Town Hall, Testing Street"), ("Online", "Video meeting"),
        ("Address to join", "https://meet.example.org/reviews"), ("Held by", "Testshire Community Safety Partnership"),
    ))  # fmt: skip  # the facts in one glance
    assert Paragraph("Step-free from the north door. Captions on screen and online.") in others
    assert others[-2:] == [
        Heading("If something goes wrong"),
        Paragraph("Ask Testshire Community Safety Partnership: reviews@testshire.example, 01234 567 890."),
    ]


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("A talk", "", "A talk"),
        ("A talk", "One review.", "A talk. One review."),
        ("What now?", "One review.", "What now? One review."),
        ("Ask.", "One review.", "Ask. One review."),
        ("Listen!", "One review.", "Listen! One review."),
    ],
)
def test_joins_title_and_text_of_a_part_with_one_mark(title: str, text: str, told: str) -> None:
    paper = wording.compose(replace(BARE, parts=(PartFacts("09:30 to 10:00", title, text, ""),)))
    (grid,) = (block for block in paper.blocks if isinstance(block, Grid))
    assert grid == Grid(
        "Parts in the order of the day", ("Time", "What", "Who speaks"), (("09:30 to 10:00", told, "none"),)
    )


def test_names_the_same_lines_of_help_as_every_page() -> None:
    texts = list(texts_of(wording.compose(BARE)))
    assert len(wording.HELP) == len(HELPLINES) == 5
    for line in wording.HELP:
        assert line in texts


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "words"),
    [
        (None, None, ""),
        (None, datetime.time(12, 30), ""),
        (datetime.time(9, 30), None, "from 09:30"),
        (datetime.time(9, 30), datetime.time(12, 5), "09:30 to 12:05"),
    ],
)
def test_says_from_when_to_when_as_far_as_it_is_known(
    starts_at: datetime.time | None, ends_at: datetime.time | None, words: str
) -> None:
    found = event(starts_at=starts_at, ends_at=ends_at)
    assert time_words(found) == words
    assert when_held(found) == ", ".join(filter(None, ("12 March 2027", words)))
    undated = event(on=PartialDate.unknown(), starts_at=starts_at, ends_at=ends_at)
    assert when_held(undated) == words
    by_year = event(on=PartialDate.unknown(), year=2026, starts_at=starts_at, ends_at=ends_at)
    assert when_held(by_year) == ", ".join(filter(None, ("2026/27", words)))


@pytest.mark.parametrize(
    ("known", "place"),
    [
        ({}, ""),
        ({"venue": "the town hall"}, "The town hall"),
        ({"is_online": True}, "Online"),
        ({"is_online": True, "platform": "Video meeting"}, "Online, Video meeting"),
        ({"venue": "Town Hall", "is_online": True}, "Town Hall and online"),
    ],
)
def test_says_in_a_pack_where_it_is_held_and_never_how_to_join(known: dict[str, Any], place: str) -> None:
    assert where_held(event(joining_link="https://meet.example.test/secret", **known)) == place


def test_names_a_file_by_the_event_and_never_by_a_person() -> None:
    assert file_name(EventPaper.JOINING_PACK, Format.WORD, event()) == "asking-joining-pack.docx"
    assert file_name(EventPaper.CERTIFICATES, Format.PDF, event()) == "asking-certificates.pdf"
