"""How do minutes read? Who was there, then each item with its number, its paragraphs and what was resolved.

Source: minutes of a Kent partnership of March 2022 [V]; notes and questions as its scrutiny committee prints them [V].
"""

from collections.abc import Iterator

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import Block, Facts, Grid, Heading, Lines, Paper, Paragraph
from governance.meeting_terms import ATTENDANCE_CLASSES
from governance.papers.agenda.wording import head_block
from governance.papers.meeting_rows import AskRow, ItemRow, MinutesFacts, QuestionRow, ResolutionRow, due_words

NOBODY = "Nobody is recorded."
LEFT_OUT = "This item was taken in private. Its minute is not part of this version."
QUESTION_HEADS = ("Question", "Asked by", "What was asked", "Answer")


def compose(facts: MinutesFacts) -> Paper:
    """The minutes as a paper."""
    head = facts.head
    return Paper(
        title=f"Minutes: {head.body}, {long_date(head.on)}",
        subject=f"What {head.body} heard, resolved and asked on {long_date(head.on)}",
        foot=head.foot,
        handling=head.handling,
        blocks=(head_block(head, ("Minutes", head.state)), _attendance(facts), *_items(facts)),
    )


def _attendance(facts: MinutesFacts) -> Facts:
    rows = tuple(
        (label, ", ".join(facts.attendance[kind]))
        for kind, label in ATTENDANCE_CLASSES.items()
        if facts.attendance.get(kind)
    )
    return Facts("Who was there", rows or (("Present", NOBODY),))


def _items(facts: MinutesFacts) -> Iterator[Block]:
    for label, is_restricted in (("Unrestricted items", False), ("Restricted items", True)):
        items = [item for item in facts.items if item.is_restricted is is_restricted]
        if items:
            yield Heading(label)
        for item in items:
            yield from _item(item, is_public=facts.head.is_public)


def _item(item: ItemRow, *, is_public: bool) -> Iterator[Block]:
    number = f"{item.minute}. " if item.minute else ""
    yield Heading(f"{number}{item.title} (Item {item.code})", level=2)
    if item.is_restricted and is_public:
        yield Paragraph(f"{LEFT_OUT} Reason: {item.restricted_why}.")
        return
    for place, text in enumerate(item.paragraphs, 1):
        yield Paragraph(text, number=f"{place}.")
    yield from _restricted_part(item)
    yield from map(_asked, item.asks)
    for resolution in item.resolutions:
        yield from _resolved(resolution)
    yield from _questions(item.questions)
    for note in item.notes:
        yield Paragraph(f"Post-meeting note, {long_date(note.on)}: {note.text}")


def _restricted_part(item: ItemRow) -> Iterator[Block]:
    if item.restricted_paragraphs and not item.is_restricted:
        yield Heading("Restricted part of this minute", level=3)
    begin = len(item.paragraphs) + 1
    for place, text in enumerate(item.restricted_paragraphs, begin):
        yield Paragraph(text, number=f"{place}.")


def _asked(ask: AskRow) -> Paragraph:
    due = f" An answer is due by {due_words(ask.due_on)}." if ask.due_on else ""
    return Paragraph(f"Asked of {ask.organisation}: {ask.text.rstrip('.')}.{due}")


def _resolved(resolution: ResolutionRow) -> Iterator[Block]:
    yield Paragraph(f"RESOLVED that {resolution.words}")
    if resolution.limbs:
        yield Lines(resolution.limbs)


def _questions(questions: tuple[QuestionRow, ...]) -> Iterator[Block]:
    if questions:
        rows = tuple(
            (f"({row.letter})", row.asked_by or "not stated", row.text, row.answer or "still to come")
            for row in questions
        )
        yield Grid("Questions and answers", QUESTION_HEADS, rows)
