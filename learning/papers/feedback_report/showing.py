"""How does a feedback report become slides? The same facts, few words a slide, each figure with its base."""

from collections.abc import Iterator

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.deck import Bars, Deck, Points, Said, Slide, SlideKind, Table
from learning.feedback_facts import fact_of, has_feedback
from learning.feedback_statistics import QuestionFigures
from learning.papers.feedback_report.facts import ReportFacts
from learning.papers.feedback_report.wording import NO_FEEDBACK, ROUNDING, WITHHELD, stands

HEADS = ("Action", "Asked of", "Reports back by", "Where it stands")
SHARES = (5, 3, 2, 2)
MOST_WORDS = 6
"""How many of people's own words stand on one slide; the paper has all of them."""


def deck_of(facts: ReportFacts) -> Deck:
    """The report as slides."""
    return Deck(
        title=f"Feedback: {facts.title}",
        subject="What people said after the event",
        foot=f"{facts.partnership}. As at {long_date(facts.made_on)}.",
        slides=tuple(_slides(facts)),
    )


def _slides(facts: ReportFacts) -> Iterator[Slide]:
    held = ", ".join(filter(None, (facts.kind, facts.held, facts.place)))
    yield Slide(f"Feedback: {facts.title}", Points((Said(held),)), (facts.sentence,), SlideKind.OPENING)
    yield Slide("Who came and who replied", Points(tuple(map(Said, _who(facts)))), (facts.sentence,))
    yield Slide("What people said", Points(tuple(map(Said, _lines(facts)))), (ROUNDING,))
    yield from (_question(row) for row in facts.said.questions if not row.is_withheld)
    yield from (
        Slide(label, Points(tuple(map(Said, texts[:MOST_WORDS]))), ("The report has every answer.",))
        for label, texts in facts.words
    )
    if facts.actions:
        yield Slide("What the event recommended", _actions(facts), ("Each action is followed until it is confirmed.",))


def _who(facts: ReportFacts) -> Iterator[str]:
    yield f"Registered: {facts.said.registered.words}"
    yield f"Attended: {facts.said.attended.words}"
    yield f"Replied: {facts.said.responded_words}"
    if facts.said.response_rate is not None:
        yield f"That is {facts.said.response_rate}% of those who attended"


def _lines(facts: ReportFacts) -> tuple[str, ...]:
    if facts.said.is_withheld:
        return (WITHHELD.format(number=facts.said.responded_words),)
    return fact_of(facts.said).lines if has_feedback(facts.said) else (NO_FEEDBACK,)


def _question(row: QuestionFigures) -> Slide:
    rows = tuple((share.label, share.count or 0) for share in row.answers)
    told = "; ".join(f"{share.label}: {share.count} ({share.percent}%)" for share in row.answers)
    bars = Bars(rows, f"of {row.base_words} who answered", f"{row.question.label}. {told}.")
    return Slide(f"{row.question.label}: {row.base_words} answered", bars, (f"{told}. {row.base_words} answered.",))


def _actions(facts: ReportFacts) -> Table:
    rows = tuple(
        (
            Said(line.text),
            Said(line.owner or "nobody yet"),
            Said(long_date(line.due_on) if line.due_on else "not stated"),
            Said(stands(line)),
        )
        for line in facts.actions
    )
    return Table(HEADS, rows, "Actions that the event recommended, with who is asked and by when", SHARES)
