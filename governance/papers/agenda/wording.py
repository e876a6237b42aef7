"""How does an agenda read? Its parts in order, an item a row. Source: agendas of a Kent partnership [V]."""

from collections.abc import Iterator
from itertools import groupby

from dhr_cases.deadlines import long_date
from dhr_cases.papers.writing.blocks import Block, Facts, Grid, Heading, Paper, Paragraph
from governance.item_codes import PARTS
from governance.papers.meeting_rows import AgendaFacts, ItemRow, MeetingHead

HEADS = ("Item", "Title", "Presented by", "The meeting is asked", "Papers")
IN_PRIVATE = "Items marked restricted are taken in private. Their papers are not part of this version."


def compose(facts: AgendaFacts) -> Paper:
    """The agenda as a paper."""
    head = facts.head
    return Paper(
        title=f"Agenda: {head.body}, {long_date(head.on)}",
        subject=f"What {head.body} takes on {long_date(head.on)}",
        foot=head.foot,
        handling=head.handling,
        blocks=(head_block(head), *_parts(facts)),
    )


def head_block(head: MeetingHead, *more: tuple[str, str]) -> Facts:
    """The head of every paper of a meeting; lines nobody filled are left out."""
    rows = (
        ("Partnership", head.partnership),
        ("Body", head.body),
        ("Sits as", head.sits_as),
        ("Day", " at ".join(filter(None, (long_date(head.on), head.starts_at)))),
        ("Meets", head.held),
        ("Place", head.place),
        *more,
        ("Contact", head.contact),
    )
    return Facts("The meeting", tuple((label, value) for label, value in rows if value))


def _parts(facts: AgendaFacts) -> Iterator[Block]:
    if not facts.items:
        yield Paragraph("No item is on the agenda yet.")
    for part, items in groupby(facts.items, key=lambda item: item.part):
        yield Heading(f"{part}. {PARTS[part]}")
        yield Grid(f"Items of part {part}", HEADS, tuple(map(_row, items)))
    if facts.head.is_public and any(item.is_restricted for item in facts.items):
        yield Paragraph(IN_PRIVATE)


def _row(item: ItemRow) -> tuple[str, ...]:
    restricted = f"Restricted: {item.restricted_why}" if item.is_restricted else ""
    title = ". ".join(filter(None, (item.title, restricted)))
    return (item.code, title, item.presenters or "not stated", item.purpose or "not stated", _papers(item))


def _papers(item: ItemRow) -> str:
    return "; ".join(item.papers) or "none"
