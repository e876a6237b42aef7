"""Which second or impossible row of learning does the database refuse, and which one beside it does it let pass?

Asked past the program: each rule on both of its sides.
"""

import datetime
from typing import Any

import pytest
from django.db.models import QuerySet

from dhr_cases.models import Case, Partnership, PublicRecord, Recommendation
from learning.models import (
    Attendee,
    Booking,
    CodedItem,
    CodingReading,
    Event,
    EventAction,
    EventMessage,
    EventSeries,
    EventSettings,
    FeedbackForm,
    FeedbackSettings,
    FeedbackSummary,
    IndexedSummary,
    Invitation,
    PackEdition,
    PackReview,
    ProgrammeItem,
    PublishedPassage,
    RecommendationTheme,
    SearchWord,
    SeminarPack,
    Speaker,
    Theme,
    ThemeChange,
    ThemeCode,
    ThemeSet,
)
from tests.actions.entered_rows import entered, is_refused, refused_of, stands_in_the_way
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 6, 1)
ONE = datetime.timedelta(days=1)


def event(cast: Cast, code: str = "asking-again", **more: Any) -> Event:
    """An event, not yet written."""
    return Event(partnership=cast.partnership, code=code, kind="seminar", title="Asking again", planned_on=DAY, **more)


def themes(cast: Cast) -> tuple[Theme, Theme]:
    """Two themes of one set."""
    held = entered(ThemeSet(partnership=cast.partnership, code="local", label="Local", kind="local"))
    first = entered(Theme(theme_set=held, code="risk", label="Risk", from_on=DAY))
    return first, entered(Theme(theme_set=held, code="money", label="Money", from_on=DAY))


def record(cast: Cast, slug: str) -> PublicRecord:
    """A review on the public register, written."""
    return entered(PublicRecord(partnership=cast.partnership, slug=slug, title="Robin, 2019", state="published"))


# events


def test_keeps_a_head_count_whose_most_is_not_below_its_least(cast: Cast) -> None:
    """Equal is a count; open below or above is one, and so is none."""
    counts = [(None, None), (0, 0), (40, 40), (40, 80), (301, None), (None, 80), (40, 39), (1, 0)]
    rows = [event(cast, f"event-{at}", attended_least=least, attended_most=most) for at, (least, most) in
            enumerate(counts)]  # fmt: skip
    assert [counts[place] for place in refused_of(rows)] == [(40, 39), (1, 0)]


def test_gives_an_address_of_an_event_once_for_good(cast: Cast) -> None:
    """Also to another partnership, and after it was cancelled."""
    other = entered(Partnership(code="otherton", name="Otherton CSP"))
    entered(event(cast, state="cancelled"))
    beside = event(cast)
    beside.partnership = other
    assert refused_of([event(cast), beside, event(cast, "asking-once-more")]) == [0, 1]
    entered(EventSeries(partnership=cast.partnership, name="Seminars"))
    series = [(cast.partnership, "Seminars"), (cast.partnership, "Webinars"), (other, "Seminars")]
    assert refused_of([EventSeries(partnership=of, name=name) for of, name in series]) == [0]
    for settings in (EventSettings, FeedbackSettings):
        entered(settings(partnership=cast.partnership))
        assert refused_of([settings(partnership=cast.partnership), settings(partnership=other)]) == [0]


def test_books_and_invites_an_address_once_for_an_event(cast: Cast) -> None:
    """The same address may come to another; a booking is for one person, and a secret leads to one row."""
    first, second = entered(event(cast)), entered(event(cast, "second"))
    bookings = [entered(Booking(event=of)) for of in (first, first, second)]
    person: dict[str, Any] = {"event": first, "name": "N", "email": "e", "email_digest": "d", "token": "t"}
    entered(Attendee(booking=bookings[0], **person))
    own = {"token": "u"}
    rows = [
        Attendee(booking=bookings[1], **(person | own)),  # the address
        Attendee(booking=bookings[1], **(person | {"email_digest": "other"})),  # the secret
        Attendee(booking=bookings[0], **(person | own | {"email_digest": "other"})),  # the booking
        Attendee(booking=bookings[1], **(person | own | {"email_digest": "other"})),
        Attendee(booking=bookings[2], **(person | own | {"event": second})),
    ]
    assert refused_of(rows) == [0, 1, 2]
    asked: dict[str, Any] = {**person, "invited_on": DAY}
    entered(Invitation(**asked))
    changed: list[dict[str, Any]] = [
        own, {"email_digest": "x"}, {**own, "email_digest": "x"}, {**own, "event": second}
    ]  # fmt: skip
    assert refused_of([Invitation(**(asked | each)) for each in changed]) == [0, 1]


def test_deletes_people_with_what_was_sent_to_them_and_nothing_else(cast: Cast) -> None:
    """A message goes with its attendee, a part of the programme stays without its speaker; a booking is kept."""
    first = entered(event(cast))
    booking = entered(Booking(event=first))
    person = entered(Attendee(booking=booking, event=first, name="N", email="e", email_digest="d"))
    asked = entered(Invitation(event=first, email="e", email_digest="d", invited_on=DAY))
    speaker = entered(Speaker(event=first, name="N"))
    part = entered(ProgrammeItem(event=first, starts_at=datetime.time(9), minutes=5, title="Talk", speaker=speaker))
    kept = entered(EventMessage(event=first, kind="booked"))
    entered(EventMessage(event=first, kind="booked", attendee=person))
    entered(EventMessage(event=first, kind="invited", invitation=asked))
    assert stands_in_the_way(booking) == {"Attendee"}
    expected = {"Booking", "Attendee", "Invitation", "Speaker", "ProgrammeItem", "EventMessage"}
    assert stands_in_the_way(first) == expected
    gone = [person.delete()[1], asked.delete()[1], speaker.delete()[1]]
    assert gone == [
        {"learning.EventMessage": 1, "learning.Attendee": 1},
        {"learning.EventMessage": 1, "learning.Invitation": 1},
        {"learning.Speaker": 1},
    ]
    assert list(EventMessage.objects.all()) == [kept]
    part.refresh_from_db()
    assert (part.speaker, list(Booking.objects.all())) == (None, [booking])


# feedback


def test_keeps_five_replies_or_more_to_itself(cast: Cast) -> None:
    rows = [FeedbackSettings(partnership=cast.partnership, least_shown=least) for least in (0, 4, 5, 6, 100)]
    assert refused_of(rows) == [0, 1]


def test_closes_a_form_on_the_day_it_opens_or_later(cast: Cast) -> None:
    """One form of each kind an event; its secret leads to no other."""
    first, second = entered(event(cast)), entered(event(cast, "second"))
    by: dict[str, Any] = {"event": first, "kind": "after", "opens_on": DAY}
    days = [DAY - ONE, DAY, DAY + ONE]
    assert refused_of([FeedbackForm(**by, closes_on=day) for day in days]) == [0]
    entered(FeedbackForm(**by, closes_on=DAY, token="t", is_closed=True))
    apart: list[dict[str, Any]] = [
        {}, {"kind": "later", "token": "t"}, {"event": second, "token": "t"}, {"kind": "later"}, {"event": second}
    ]  # fmt: skip
    assert refused_of([FeedbackForm(**(by | each), closes_on=DAY) for each in apart]) == [0, 1, 2]
    entered(FeedbackSummary(event=first, source="Report"))
    assert refused_of([FeedbackSummary(event=of, source="Other") for of in (first, second)]) == [0]


def test_confirms_an_action_of_an_event_by_another_person_only(cast: Cast) -> None:
    """Nobody yet is no person; confirmed where nobody said who did it is not the same person either."""
    first = entered(event(cast))
    chair, clerk = cast.csp_chair, cast.coordinator
    pairs = [(None, None), (clerk, None), (clerk, chair), (clerk, clerk), (chair, chair), (chair, clerk), (None, chair)]
    rows = [EventAction(event=first, text="Write", done_by=done, confirmed_by=seen) for done, seen in pairs]
    assert refused_of(rows) == [3, 4]


# packs and the words of published reviews


def test_keeps_one_pack_an_event_with_one_place_a_review(cast: Cast) -> None:
    first, second = entered(event(cast)), entered(event(cast, "second"))
    pack, other = entered(SeminarPack(event=first)), entered(SeminarPack(event=second))
    assert is_refused(SeminarPack(event=first, aims="Others"))
    robin, sky = record(cast, "robin-2019"), record(cast, "sky-2020")
    entered(PackReview(pack=pack, record=robin))
    reviews = [PackReview(pack=of, record=each, is_chosen=False) for of, each in ((pack, robin), (pack, sky))]
    assert refused_of([*reviews, PackReview(pack=other, record=robin)]) == [0]
    facts = {"digest": "d", "register": "r", "ordered_by": cast.coordinator}
    entered(PackEdition(pack=pack, number=1, **facts))
    editions = [(pack, 1), (pack, 2), (other, 1)]
    assert refused_of([PackEdition(pack=of, number=number, **facts) for of, number in editions]) == [0]
    assert stands_in_the_way(pack) == {"PackReview", "PackEdition"}


def test_throws_the_index_away_with_the_record_and_nothing_else(cast: Cast) -> None:
    """An index is made anew at any time; what people coded keeps the record."""
    robin, sky = record(cast, "robin-2019"), record(cast, "sky-2020")
    first, second = (entered(IndexedSummary(record=each, sha256="s", paragraphs=2, words=9)) for each in (robin, sky))
    entered(PublishedPassage(summary=first, number=1, text="Words"))
    places = [(first, 1), (first, 2), (second, 1)]
    assert refused_of([PublishedPassage(summary=of, number=at, text="Words") for of, at in places]) == [0]
    assert is_refused(IndexedSummary(record=robin, sha256="t", paragraphs=1, words=1))
    entered(SearchWord(word="risk", passages=1))
    assert refused_of([SearchWord(word=word, passages=2) for word in ("risk", "risks", "Risk")]) == [0]
    entered(CodedItem(partnership=cast.partnership, record=sky, number=1, text="Words", digest="d", kind="passage"))
    assert (stands_in_the_way(robin), stands_in_the_way(sky)) == (set(), {"CodedItem"})
    rows: QuerySet[Any] = QuerySet(PublicRecord)
    rows.filter(pk=robin.pk).delete()
    assert list(IndexedSummary.objects.all()) == [second]
    assert not PublishedPassage.objects.exists()


# themes


def test_ends_a_theme_after_the_day_it_begins(cast: Cast) -> None:
    """It holds for a day at least; a code is given once within its set."""
    risk, _money = themes(cast)
    ends = [None, DAY - ONE, DAY, DAY + ONE]
    rows = [Theme(theme_set=risk.theme_set, code=f"new-{at}", label="New", from_on=DAY, to_on=end)
            for at, end in enumerate(ends)]  # fmt: skip
    assert [ends[place] for place in refused_of(rows)] == [DAY - ONE, DAY]
    entered(other := ThemeSet(partnership=cast.partnership, code="national", label="National", kind="local"))
    codes = [(risk.theme_set, "risk"), (risk.theme_set, "risks"), (other, "risk")]
    assert refused_of([Theme(theme_set=of, code=code, label="Again", from_on=DAY) for of, code in codes]) == [0]
    beside = entered(Partnership(code="otherton", name="Otherton CSP"))
    sets = [(cast.partnership, "local"), (cast.partnership, "third"), (beside, "local")]
    assert refused_of([ThemeSet(partnership=of, code=code, label="X", kind="local") for of, code in sets]) == [0]


def test_lets_one_theme_give_way_to_another_once(cast: Cast) -> None:
    """The other way round is another change."""
    risk, money = themes(cast)
    entered(ThemeChange(kind="merged", on=DAY, earlier=risk, later=money))
    pairs = [(risk, money), (money, risk), (risk, risk)]
    assert refused_of([ThemeChange(kind="split", on=DAY + ONE, earlier=a, later=b) for a, b in pairs]) == [0]
    assert stands_in_the_way(risk) == stands_in_the_way(money) == {"ThemeChange"}
    assert stands_in_the_way(risk.theme_set) == {"Theme"}


def test_codes_a_paragraph_or_a_recommendation_and_never_both(cast: Cast, case: Case) -> None:
    """The same words of the same paragraph once; changed words are another item; a recommendation once for each."""
    robin, sky = record(cast, "robin-2019"), record(cast, "sky-2020")
    asked, next_one = (entered(Recommendation(case=case, position=at, text="Do")) for at in (1, 2))
    by: dict[str, Any] = {
        "partnership": cast.partnership,
        "number": 1,
        "text": "Words",
        "digest": "d",
        "kind": "passage",
    }
    pairs = [(None, None), (robin, asked), (robin, None), (None, asked)]
    assert refused_of([CodedItem(**by, record=of, recommendation=to) for of, to in pairs]) == [0, 1]
    item = entered(CodedItem(**by, record=robin))
    apart: list[dict[str, Any]] = [{}, {"number": 2}, {"digest": "e"}, {"record": sky}]
    assert refused_of([CodedItem(**({**by, "record": robin} | each)) for each in apart]) == [0]
    entered(CodedItem(**by, recommendation=asked))
    other = entered(Partnership(code="otherton", name="Otherton CSP"))
    again: list[dict[str, Any]] = [
        {"recommendation": asked, "number": 2, "digest": "e"},
        {"recommendation": next_one},
        {"recommendation": asked, "partnership": other},
    ]
    assert refused_of([CodedItem(**(by | each)) for each in again]) == [0]
    risk, money = themes(cast)
    reading, later = (entered(CodingReading(item=item, by=cast.coordinator, on=DAY)) for _ in range(2))
    entered(ThemeCode(reading=reading, theme=risk))
    codes = [(reading, risk), (reading, money), (later, risk)]
    assert refused_of([ThemeCode(reading=of, theme=theme) for of, theme in codes]) == [0]
    entered(RecommendationTheme(recommendation=asked, theme=risk, is_held=True))
    seen = [(asked, risk), (asked, money), (next_one, risk)]
    assert refused_of([RecommendationTheme(recommendation=of, theme=to, is_held=False) for of, to in seen]) == [0]
    assert (stands_in_the_way(asked), stands_in_the_way(next_one)) == ({"CodedItem"}, set())
