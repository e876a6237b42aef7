"""How does the action log read? One table a kind: parts of resolutions, requests, open questions, forward plan."""

from collections.abc import Iterator

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import Block, Facts, Grid, Heading, Paper, Paragraph
from governance.papers.meeting_rows import ActionLogFacts, AskRow, LimbRow, PlanRow, QuestionRow, due_words

LEFT_OUT = "Restricted items are left out of this version."


def compose(facts: ActionLogFacts) -> Paper:
    """The log as a paper; its pages lie on their side, for the tables are wide."""
    head = facts.head
    return Paper(
        title=f"Action log: {head.body}",
        subject=f"What {head.body} has open as at {long_date(facts.as_at)}",
        foot=f"{head.body}. As at {long_date(facts.as_at)}. {head.foot.rpartition('. ')[2]}",
        handling=head.handling,
        is_wide=True,
        blocks=(
            Facts("About this log", (("Body", head.body), ("As at", long_date(facts.as_at)))),
            *_resolutions(facts.limbs),
            *_requests(facts.asks),
            *_questions(facts.questions),
            *_plan(facts.plan),
            *([Paragraph(LEFT_OUT)] if head.is_public else []),
        ),
    )


def _resolutions(limbs: tuple[LimbRow, ...]) -> Iterator[Block]:
    yield Heading("Resolutions that are not done")
    if not limbs:
        yield Paragraph("Everything resolved is done.")
        return
    heads = ("Minute", "Met on", "What was resolved", "Type", "Due", "Where it stands")
    rows = tuple(
        (row.minute, long_date(row.met_on), row.text, row.kind, due_words(row.due_on), row.standing) for row in limbs
    )
    yield Grid("Parts of resolutions, soonest due first", heads, rows)


def _requests(asks: tuple[AskRow, ...]) -> Iterator[Block]:
    yield Heading("Requests to partners")
    if not asks:
        yield Paragraph("No request is open.")
        return
    heads = ("Minute", "Asked of", "What was asked", "Answer due", "Where it stands", "Answer")
    rows = tuple(
        (row.minute, row.organisation, row.text, due_words(row.due_on), row.standing, row.answer or "none yet")
        for row in asks
    )
    yield Grid("Open requests, soonest due first", heads, rows)


def _questions(questions: tuple[QuestionRow, ...]) -> Iterator[Block]:
    yield Heading("Questions without an answer")
    if not questions:
        yield Paragraph("Every question has its answer.")
        return
    rows = tuple((f"{row.minute} ({row.letter})", row.asked_by or "not stated", row.text) for row in questions)
    yield Grid("Open questions", ("Minute", "Asked by", "What was asked"), rows)


def _plan(plan: tuple[PlanRow, ...]) -> Iterator[Block]:
    yield Heading("Forward plan")
    if not plan:
        yield Paragraph("Nothing stands on the forward plan.")
        return
    heads = ("What", "Due", "How often", "Meeting", "Decided at")
    rows = tuple(
        (
            row.title,
            row.due,
            row.repeat,
            long_date(row.meeting_on) if row.meeting_on else "none fixed yet",
            row.origin or "not stated",
        )
        for row in plan
    )
    yield Grid("What comes, soonest first", heads, rows)
