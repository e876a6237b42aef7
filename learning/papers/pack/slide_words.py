"""Which slides has a seminar, in which order, and what does the speaker find in the notes?

Source: slide list of a pack: title and care notice; aims; what a review is; how it runs; local numbers; case in
outline; timeline; themes; what worked well; voice of the family; recommendations and progress; practice points;
exercise; help; questions; feedback link [D].
"""

from collections.abc import Iterable, Iterator

from dhr_cases.papers.writing.deck import Bars, Deck, Picture, Points, Said, Slide, SlideKind, Steps, Table
from learning.feedback_links import square_png
from learning.pack_terms import CARE, CONFIDENTIAL, HELPLINES, PURPOSE, STEPS, WHAT_IT_LOOKS_AT
from learning.papers.pack.facts import CaseFacts, PackFacts, Quoted

SOURCES_NOTE = "In square brackets: the published review and the paragraph of its executive summary."


def compose(facts: PackFacts) -> Deck:
    """The slides of the seminar in order; a part for which there is nothing to say is left out."""
    slides = (
        *_opening(facts),
        *_frame(facts),
        *(slide for case in facts.cases for slide in _case(case)),
        *_themes(facts),
        *_what_worked(facts),
        *(slide for case in facts.cases for slide in _family(case)),
        *(slide for case in facts.cases for slide in _recommendations(case)),
        *_what_now(facts),
        *_closing(facts),
    )
    subject = f"{facts.kind}, {facts.when}".strip(", ")
    return Deck(facts.title, subject, facts.foot, slides)


def _opening(facts: PackFacts) -> Iterator[Slide]:
    told = (facts.partnership, ", ".join(filter(None, (facts.kind, facts.when))), facts.where)
    yield Slide(facts.title, _plain(told), ("Welcome. Say who speaks and when there are breaks.",), SlideKind.OPENING)
    notes = ("Read this aloud and wait a moment before going on.", *CONFIDENTIAL)
    yield Slide("Before we begin", _plain(CARE), notes)


def _frame(facts: PackFacts) -> Iterator[Slide]:
    if facts.aims:
        yield Slide("What we are here for", _plain(facts.aims), ("Ask what people hope to take away.",))
    said = tuple(Said(text, source) for text, source in (WHAT_IT_LOOKS_AT[facts.label], *PURPOSE))
    notes = tuple(f"{each.text} Source: {each.source}." for each in said)
    yield Slide(f"What a {facts.label} is", Points(said), notes)
    told = " ".join(f"{number}. {name}: {line}" for number, (name, line) in enumerate(STEPS, 1))
    alt = f"Eight steps in two rows, read from left to right. {told}"
    yield Slide("How a review runs", Steps(STEPS, alt), (told, "Source: statutory guidance 2016, sections 3 to 9."))
    yield from _numbers(facts)


def _numbers(facts: PackFacts) -> Iterator[Slide]:
    """What the public register shows, as a chart and in words."""
    if not facts.years:
        return
    count = sum(number for _, number in facts.years)
    done, steps = facts.steps_done
    told = [f"{_times(count, 'review')} on the public register of {facts.partnership} on {facts.as_at}."]
    if steps:
        told.append(
            f"Published action plans have {_times(steps, 'step')}; {done} of them {'is' if done == 1 else 'are'} done."
        )
    rows = ", ".join(f"{year}: {number}" for year, number in facts.years)
    notes = (*told, f"By year of death. {rows}.", f"Source: public register, {facts.as_at}.")
    if len(facts.years) > 1:
        alt = f"Bar chart of published reviews by year of death. {rows}."
        yield Slide("Reviews here, by year of death", Bars(facts.years, "", alt), notes)
    yield Slide("Reviews here, in figures", Points(tuple(Said(text, "public register") for text in told)), notes)


def _case(case: CaseFacts) -> Iterator[Slide]:
    published = f"Published in {case.published_on:%B %Y}" if case.published_on else "Published"
    yield Slide(case.title, _plain((published, case.address)), _read_on(case), SlideKind.SECTION)
    outline = case.outline or case.happened
    yield from _quoting(f"In outline: {case.title}", outline, (case,))
    if case.in_time:
        rows = tuple((Said(when), _said(what)) for when, what in case.in_time)
        alt = f"Timeline of {case.title} with {_times(len(rows), 'entry', 'entries')}, the earliest first."
        notes = _notes((what for _, what in case.in_time), (case,))
        yield Slide(f"In the order of time: {case.title}", Table(("When", "What"), rows, alt, (1, 4)), notes)


def _read_on(case: CaseFacts) -> tuple[str, ...]:
    return (f"The published review: {case.address}", SOURCES_NOTE)


def _themes(facts: PackFacts) -> Iterator[Slide]:
    for number, theme in enumerate(facts.themes, 1):
        yield from _quoting(f"Theme {number}: {theme.name}", theme.said, facts.cases)


def _what_worked(facts: PackFacts) -> Iterator[Slide]:
    good = tuple(quoted for case in facts.cases for quoted in case.good)
    yield from _quoting("What worked well", good, facts.cases)


def _family(case: CaseFacts) -> Iterator[Slide]:
    more = ("The family agreed to this being read out.",)
    yield from _quoting(f"The family’s voice: {case.title}", case.family, (case,), more)


def _recommendations(case: CaseFacts) -> Iterator[Slide]:
    """Recommendations as published, and how far each step of the plan is where that is published too."""
    yield from _quoting(f"What was recommended: {case.title}", case.recommendations, (case,))
    if case.progress:
        rows = tuple((Said(step), Said(stands), Said(due)) for step, stands, due in case.progress)
        stand = "stands" if len(rows) == 1 else "stand"
        alt = f"How {_times(len(rows), 'step')} of the action plan of {case.title} {stand}."
        table = Table(("Step", "How it stands", "By when"), rows, alt, (6, 2, 2))
        notes = (f"Source: progress published at {case.address}",)
        yield Slide(f"What has been done: {case.title}", table, notes)


def _what_now(facts: PackFacts) -> Iterator[Slide]:
    yield Slide("What you can do", _plain(facts.practice), (f"Advice of {facts.partnership}, not of a review.",))
    notes = ("Groups of five to eight, fifteen minutes, then one thing from each group.", "The sheet is a handout.")
    yield Slide("Exercise: talk about it", _plain(facts.questions), notes)


def _closing(facts: PackFacts) -> Iterator[Slide]:
    yield _reaching("Where to get help", HELPLINES, "Leave this slide up during the break.")
    if facts.routes:
        routes = tuple((route.name, route.contact) for route in facts.routes)
        yield _reaching("Where to refer here", routes, f"Routes named by {facts.partnership}.")
    reach = (f"Afterwards: {facts.mailbox}",) if facts.mailbox else ()
    yield Slide("Questions", _plain(("What would you like to ask?", *reach)), ("Leave time for silence.",))
    if facts.feedback_link:
        yield _feedback(facts.feedback_link)


def _reaching(title: str, rows: Iterable[tuple[str, str]], note: str) -> Slide:
    """Who helps and how to reach them, as a table."""
    cells = tuple((Said(name), Said(contact)) for name, contact in rows)
    alt = f"{title}: {_times(len(cells), 'place')} and how to reach each."
    return Slide(title, Table(("Who", "How to reach them"), cells, alt, (1, 1)), (note,))


def _feedback(link: str) -> Slide:
    words = _plain(("Please tell us what you think: it takes three minutes.", "No account and no name.", link))
    body = Picture(square_png(link), f"A code to scan with a telephone. It opens {link}", words)
    return Slide("Tell us what you think", body, (f"The form: {link}",))


def _quoting(
    title: str, quoted: Iterable[Quoted], cases: Iterable[CaseFacts], more: tuple[str, ...] = ()
) -> Iterator[Slide]:
    """A slide of quotations, with the whole paragraphs in the notes; none where there is nothing to quote."""
    rows = tuple(quoted)
    if rows:
        yield Slide(title, Points(_said_once(rows)), (*more, *_notes(rows, cases)))


def _said_once(quoted: Iterable[Quoted]) -> tuple[Said, ...]:
    """Each statement once; where several reviews say the same, with the source in each."""
    sources: dict[str, list[str]] = {}
    for each in quoted:
        sources.setdefault(each.text, []).append(each.source)
    return tuple(Said(text, "; ".join(dict.fromkeys(filter(None, found)))) for text, found in sources.items())


def _notes(quoted: Iterable[Quoted], cases: Iterable[CaseFacts]) -> tuple[str, ...]:
    """Each paragraph that is quoted, whole, once, with the address that leads to it."""
    by_title = {case.title: case for case in cases}
    places = dict.fromkeys((each.title, number) for each in quoted for number in each.numbers)
    return tuple(
        f"{title}, paragraph {number}: “{by_title[title].paragraphs[number]}” {by_title[title].address}#p{number}"
        for title, number in places
    )


def _said(quoted: Quoted) -> Said:
    return Said(quoted.text, quoted.source)


def _plain(texts: Iterable[str]) -> Points:
    return Points(tuple(Said(text) for text in texts if text))


def _times(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or f'{one}s'}"
