"""What do the public register and the partnership's own words give for a pack? Only what two people released is read.

Boxes of a briefing are taken where a second person signed it off; otherwise whole sentences of the published summary.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.conf import settings
from django.urls import reverse

from dhr_cases.deadlines import long_date
from dhr_cases.models import Partnership, PublicState
from dhr_cases.papers.reading import DEMONSTRATION
from dhr_cases.public_list import progress_of, public_records
from learning.briefing_boxes import BoxRow, BriefingKind, box_row
from learning.briefings import Briefing
from learning.event_places import when
from learning.event_terms import KINDS, EventKind
from learning.feedback_links import link_to
from learning.feedback_scales import FeedbackKind
from learning.first_words import SourceParagraph, first_statements
from learning.models import Event
from learning.pack_lines import ThemeLine, lines_of, routes_of, themes_of
from learning.pack_quotes import When, quotation, speaks_of, when_of
from learning.pack_terms import PRACTICE, QUESTIONS
from learning.papers.joining_pack.facts import parts_of, time_words
from learning.papers.pack.facts import CaseFacts, PackFacts, ProgrammeLine, Quoted, ThemeFacts
from learning.papers.pack.material import FAMILY, Material, ReviewMaterial

MOST_QUOTED = 4
"""How many paragraphs speak of one theme [D]."""
THEN = "Then"
WENT_WELL = ("worked well", "good practice")
FEWEST_TIMES = 2
"""One time alone is no timeline [D]."""

Said = Mapping[str, tuple[Quoted, ...]]


def read(material: Material, today: datetime.date) -> PackFacts:
    """The facts of a pack as they are today."""
    pack, event, partnership = material.pack, material.pack.event, material.pack.event.partnership
    cases = tuple(case_of(review) for review in material.reviews)
    return PackFacts(
        partnership=partnership.name,
        brand=partnership.brand_colour,
        label=partnership.label_shown,
        mailbox=partnership.contact_email,
        code=event.code,
        title=event.title,
        kind=KINDS[EventKind(event.kind)].label,
        when=when_held(event),
        where=where_held(event),
        access=event.access_note,
        as_at=long_date(today),
        aims=lines_of(pack.aims),
        cases=cases,
        themes=_themes(material, cases),
        practice=lines_of(pack.practice) or PRACTICE,
        questions=lines_of(pack.questions) or QUESTIONS,
        routes=routes_of(pack.routes),
        programme=programme_of(event),
        years=years_of(partnership),
        steps_done=steps_of(partnership),
        feedback_link=link_to(event, FeedbackKind.DAY),
        is_demonstration=partnership.code == DEMONSTRATION,
    )


def themes_told(material: Material) -> tuple[ThemeFacts, ...]:
    """The themes of a pack with what the chosen reviews say of each."""
    return _themes(material, tuple(case_of(review) for review in material.reviews))


def _themes(material: Material, cases: Sequence[CaseFacts]) -> tuple[ThemeFacts, ...]:
    reviews = material.reviews
    coded = _coded(reviews)
    lines = themes_of(material.pack.themes)
    return tuple(theme_of(line, reviews, cases, coded) for line in lines) or _themes_found(reviews, cases, coded)


def when_held(event: Event) -> str:
    """Day and hours in words, as far as they are known."""
    day = when(event) if event.on.is_known or event.year is not None else ""
    return ", ".join(filter(None, (day, time_words(event))))


def where_held(event: Event) -> str:
    """The venue, that it is online, or both; never the address to join, which is sent to each person apart."""
    online = f"online, {event.platform}" if event.platform else "online"
    places = " and ".join(filter(None, (event.venue, online if event.is_online else "")))
    return places[:1].upper() + places[1:]


def programme_of(event: Event) -> tuple[ProgrammeLine, ...]:
    """The parts of the programme in order; a speaker is named where they agreed to it, else by organisation."""
    return tuple(ProgrammeLine(part.time, part.title, part.speaker) for part in parts_of(event))


def years_of(partnership: Partnership) -> tuple[tuple[str, int], ...]:
    """How many published reviews there are for each year of death, the earliest first."""
    records = public_records(partnership).filter(state=PublicState.PUBLISHED).exclude(year=None)
    counts = Counter(records.order_by().values_list("year", flat=True))
    return tuple((str(year), counts[year]) for year in sorted(filter(None, counts)))


def steps_of(partnership: Partnership) -> tuple[int, int]:
    """Of the steps of published action plans: how many are done, how many there are."""
    steps = [step for record in public_records(partnership) for step in progress_of(record)]
    return sum(bool(step.get("done")) for step in steps), len(steps)


def case_of(review: ReviewMaterial) -> CaseFacts:
    """What the pack tells of one review; the family's own words only where the family agreed."""
    record, paragraphs, said = review.record, review.read_out, _signed_off(review)
    title = review.name

    def quoted(kind: BriefingKind, code: str, *others: str) -> tuple[Quoted, ...]:
        found = next((said[each] for each in (code, *others) if said.get(each)), ())
        return found or _begun(box_row(kind, code), paragraphs, title)

    happened = quoted(BriefingKind.ONE_PAGE, "happened")
    in_time = timeline(happened)
    outline = said.get("who") or said.get("person") or _outline(paragraphs, title)
    return CaseFacts(
        title=title,
        address=settings.SITE_URL + reverse("public_record", args=(record.slug,)),
        published_on=record.put_up_on,
        paragraphs={paragraph.number: paragraph.text for paragraph in paragraphs},
        outline=outline if in_time else _once((*outline, *happened)),
        happened=happened,
        in_time=in_time,
        good=_praised(quoted(BriefingKind.ONE_PAGE, "good")),
        lessons=quoted(BriefingKind.ONE_PAGE, "lessons", "themes", "issues"),
        family=_begun(FAMILY, paragraphs, title),
        recommendations=quoted(BriefingKind.ONE_PAGE, "recommendations", "change"),
        progress=tuple((step["text"], step["state"], step["due"]) for step in progress_of(record)),
    )


def _signed_off(review: ReviewMaterial) -> Said:
    """What signed-off briefings state, by box; the one-page briefing first."""
    return {
        code: quoted for briefing in reversed(review.signed_off) for code, quoted in _boxes(briefing, review).items()
    }


def _boxes(briefing: Briefing, review: ReviewMaterial) -> Said:
    known = {paragraph.number for paragraph in review.read_out}
    return {
        box.row.code: tuple(
            Quoted(each.text, review.name, each.sources) for each in box.statements if known.issuperset(each.sources)
        )
        for box in briefing.boxes
        if box.row.needs_source
    }


def _begun(row: BoxRow, paragraphs: Sequence[SourceParagraph], title: str) -> tuple[Quoted, ...]:
    """Whole sentences of the summary under fitting headings; sentences of one paragraph stand together."""
    texts: dict[tuple[int, ...], str] = {}
    for statement in first_statements(row, paragraphs):
        texts[statement.sources] = f"{texts.get(statement.sources, '')} {statement.text}".strip()
    return tuple(Quoted(text, title, numbers) for numbers, text in texts.items())


def _outline(paragraphs: Sequence[SourceParagraph], title: str) -> tuple[Quoted, ...]:
    """Who died, and the key issues, where no briefing says it shorter."""
    who = _begun(box_row(BriefingKind.ONE_PAGE, "who"), paragraphs, title)
    return _once((*who[:1], *_begun(box_row(BriefingKind.ONE_PAGE, "issues"), paragraphs, title)))


def _praised(quoted: tuple[Quoted, ...]) -> tuple[Quoted, ...]:
    """Of conclusions those that say what worked well; all of them where none says it in so many words."""
    return tuple(each for each in quoted if any(words in each.text.lower() for words in WENT_WELL)) or quoted


def _once(quoted: Iterable[Quoted]) -> tuple[Quoted, ...]:
    return tuple(dict.fromkeys(quoted))


def timeline(happened: Iterable[Quoted]) -> tuple[tuple[str, Quoted], ...]:
    """What happened by the times that the words themselves name; () for fewer than two times.

    With years it is the earliest first; without, in the order of the review, and what names no time comes "Then".
    """
    found = [(when_of(quoted.text), quoted) for quoted in happened]
    timed = [(when, quoted) for when, quoted in found if when is not None]
    if len(timed) < FEWEST_TIMES:
        return ()
    return _earliest_first(timed) if _name_years(timed) else _as_told(found)


def _name_years(timed: Iterable[tuple[When, Quoted]]) -> bool:
    return all(when[1][0] for when, _ in timed)


def _as_told(found: Iterable[tuple[When | None, Quoted]]) -> tuple[tuple[str, Quoted], ...]:
    return tuple((when[0] if when else THEN, quoted) for when, quoted in found)


def _earliest_first(timed: Iterable[tuple[When, Quoted]]) -> tuple[tuple[str, Quoted], ...]:
    return tuple((when[0], quoted) for when, quoted in sorted(timed, key=lambda row: row[0][1]))


Coded = Mapping[str, tuple[tuple[str, int], ...]]
"""By the name of a theme in small letters: names of reviews with numbers of paragraphs that two people coded so."""


def _coded(reviews: Iterable[ReviewMaterial]) -> Coded:
    found: dict[str, list[tuple[str, int]]] = {}
    for review in reviews:
        for theme, numbers in review.themes:
            found.setdefault(theme.label.casefold(), []).extend((review.name, number) for number in numbers)
    return {label: tuple(places) for label, places in found.items()}


def theme_of(
    line: ThemeLine, reviews: Sequence[ReviewMaterial], cases: Sequence[CaseFacts], coded: Coded
) -> ThemeFacts:
    """A theme with the paragraphs named for it, else those coded with it, else lessons that share a word with it."""
    places = _named(line, reviews) or list(coded.get(line.name.casefold(), ()))[:MOST_QUOTED]
    return ThemeFacts(line.name, _quoted_at(places, cases) if places else _lessons_on(line.name, cases))


def _named(line: ThemeLine, reviews: Iterable[ReviewMaterial]) -> list[tuple[str, int]]:
    """Paragraphs that the planner named, by the title of their review."""
    titles = {review.record.slug: review.name for review in reviews}
    return [(titles[slug], number) for slug, numbers in line.places for number in numbers if slug in titles]


def _lessons_on(theme: str, cases: Iterable[CaseFacts]) -> tuple[Quoted, ...]:
    lessons = (lesson for case in cases for lesson in case.lessons)
    return tuple(each for each in lessons if speaks_of(each.text, theme))[:MOST_QUOTED]


def _quoted_at(places: Iterable[tuple[str, int]], cases: Iterable[CaseFacts]) -> tuple[Quoted, ...]:
    texts = {case.title: case.paragraphs for case in cases}
    return tuple(
        Quoted(quotation(texts[title][number]), title, (number,))
        for title, number in places
        if number in texts.get(title, {})
    )


def _themes_found(
    reviews: Sequence[ReviewMaterial], cases: Sequence[CaseFacts], coded: Coded
) -> tuple[ThemeFacts, ...]:
    """Where nobody chose themes: those that the reviews were coded with, else the lessons of each review."""
    if coded:
        labels = {theme.label for review in reviews for theme, _ in review.themes}
        return tuple(theme_of(ThemeLine(label), reviews, cases, coded) for label in sorted(labels))
    return tuple(ThemeFacts(f"What {case.title} teaches", case.lessons) for case in cases if case.lessons)
