"""How does a feedback report read on paper? Headline, every question with its base, people's words, what follows."""

from collections.abc import Iterator

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import Block, Bullets, Facts, Grid, Heading, Paper, Paragraph
from learning.feedback_facts import ActionLine, fact_of, has_feedback
from learning.feedback_statistics import Figures, QuestionFigures, Share
from learning.papers.feedback_report.facts import ReportFacts

ROUNDING = (
    "Each percentage is of those who answered that question, rounded half up to a whole per cent. Answers taken "
    "together are added up before they are rounded."
)
WITHHELD = "Percentages and people's own words are withheld, because {number} people replied."
NO_FEEDBACK = "No feedback has been recorded."
AS_PRINTED = "These percentages were taken over as printed. Where the base is not stated, no number of people is known."
FIGURES = frozenset({1, 2, 3})


def compose(facts: ReportFacts) -> Paper:
    """The report as a paper."""
    return Paper(
        title=f"Feedback report: {facts.title}",
        subject="What people said after the event, in which numbers, and what becomes of it",
        foot=f"{facts.partnership}. As at {long_date(facts.made_on)}.",
        blocks=(
            Facts("The event", _head(facts)),
            *_said(facts),
            *_later(facts.later),
            *_words(facts),
            *_actions(facts),
        ),
    )


def _head(facts: ReportFacts) -> tuple[tuple[str, str], ...]:
    rate = "not stated" if facts.said.response_rate is None else f"{facts.said.response_rate}% of those who attended"
    rows = (
        ("Sort of event", facts.kind),
        ("When", facts.held),
        ("Where", facts.place),
        ("Theme", facts.theme),
        ("Registered", facts.said.registered.words),
        ("Attended", facts.said.attended.words),
        ("Replied", facts.said.responded_words),
        ("Response rate", rate),
    )
    return tuple((label, value) for label, value in rows if value)


def _said(facts: ReportFacts) -> Iterator[Block]:
    yield Heading("What people said")
    yield Paragraph(facts.sentence)
    if facts.said.is_withheld:
        yield Paragraph(WITHHELD.format(number=facts.said.responded_words))
    elif not has_feedback(facts.said):
        yield Paragraph(NO_FEEDBACK)
    else:
        yield Bullets(fact_of(facts.said).lines)
        yield from _printed(facts) if facts.said.printed else _questions(facts.said)


def _printed(facts: ReportFacts) -> Iterator[Block]:
    yield Paragraph(f"{AS_PRINTED} Source: {facts.source}.")


def _questions(said: Figures) -> Iterator[Block]:
    yield Paragraph(ROUNDING)
    for row in said.questions:
        yield Heading(row.question.label, level=2)
        yield from _question(row)


def _question(row: QuestionFigures) -> Iterator[Block]:
    if row.is_withheld:
        yield Paragraph(f"Withheld: {row.base_words} answered.")
        return
    yield _grid(f"{row.question.label}: {row.base_words} answered", row.answers)
    if row.question.is_graded:
        yield _grid(f"{row.question.label}: answers taken together", row.bands)


def _grid(caption: str, shares: tuple[Share, ...]) -> Grid:
    rows = tuple((share.label, f"{share.count:,}", share.base_words, f"{share.percent}%") for share in shares)
    return Grid(caption, ("Answer", "Number", "Base", "Per cent"), rows, figures=FIGURES)


def _later(later: Figures) -> Iterator[Block]:
    """What changed after three months, where anybody was asked."""
    if not has_feedback(later):
        return
    yield Heading("What changed after three months")
    if later.is_withheld:
        yield Paragraph(WITHHELD.format(number=later.responded_words))
    for row in later.questions:
        yield from _question(row)


def _words(facts: ReportFacts) -> Iterator[Block]:
    if facts.words:
        yield Heading("In people's own words")
    for label, texts in facts.words:
        yield Heading(label, level=2)
        yield Bullets(texts)


def _actions(facts: ReportFacts) -> Iterator[Block]:
    yield Heading("What the event recommended")
    if not facts.actions:
        yield Paragraph("No action has been recorded.")
        return
    rows = tuple(
        (
            line.text,
            line.theme or "none",
            line.owner or "nobody yet",
            long_date(line.due_on) if line.due_on else "not stated",
            stands(line),
        )
        for line in facts.actions
    )
    yield Grid("Actions", ("Action", "Theme", "Asked of", "Reports back by", "Where it stands"), rows)


def stands(line: ActionLine) -> str:
    """Where an action stands, on paper and on slides alike: a late report before anything else."""
    return "Report is late" if line.is_late else line.state
