"""How does the report say who took part: family, agencies, panel, author, receivers? Pure; no database."""

from collections import Counter

from dhr_cases.plain_text import Bullets, Paragraph, Part, Subheading, Table, text_of
from dhr_cases.report_filling.facts import (
    NOT_RECORDED,
    Contractor,
    Contributor,
    CopyGiven,
    Panel,
    Relative,
    Seat,
    counted,
    known,
)
from dhr_cases.report_filling.wording import met_words

INDEPENDENT = {True: "yes", False: "no", None: NOT_RECORDED}
"""Whether the author of a return had no part in the case, in words."""


def family_words(facts: tuple[Relative, ...]) -> str:
    """Who was invited and took part, by pseudonym or part, without a way to reach anybody."""
    if not facts:
        return text_of((Paragraph(f"Family and friends: {NOT_RECORDED}"),))
    number = counted(len(facts), "person is", "people are")
    return text_of((
        Paragraph(f"{number[:1].upper()}{number[1:]} recorded as family, friends or others close to the person."),
        Bullets(tuple(_relative(row) for row in facts)),
    ))  # fmt: skip  # a sentence and its list


def _relative(row: Relative) -> str:
    who = f"{row.who} ({row.relationship})" if row.relationship else row.who
    told = [f"first contact in {row.first_contact}" if row.first_contact else f"first contact {NOT_RECORDED}"]
    if row.contacts > 1:
        told.append(f"{row.contacts} contacts in all")
    told.append(f"advocate offered: {known(row.advocate_offered)}")
    told += _said(row)
    return f"{who}: {'; '.join(told)}."


def _said(row: Relative) -> list[str]:
    said = []
    if row.interviews:
        said.append(f"spoke with the review {_times(row.interviews)}")
    if row.refused:
        said.append("chose not to be interviewed")
    if row.read_on:
        answered = f" and answered in {row.answered_on}" if row.answered_on else ""
        said.append(f"was given the draft in {row.read_on}{answered}")
    return said


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def contributor_words(facts: tuple[Contributor, ...]) -> str:
    """Each agency and the kind of its return, and how many of each kind there are."""
    if not facts:
        return text_of((Paragraph(f"Contributors: {NOT_RECORDED}"),))
    kinds = Counter(row.gave for row in facts)
    totals = ", ".join(f"{kind}: {number}" for kind, number in kinds.items())
    rows = tuple((row.agency, row.gave, INDEPENDENT[row.is_author_independent]) for row in facts)
    asked = counted(len(facts), "agency was", "agencies were")
    return text_of((
        Paragraph(f"{asked[:1].upper()}{asked[1:]} asked for information. By kind of return: {totals}."),
        Table(("Agency", "What it gave", "Author had no part in the case"), rows),
    ))  # fmt: skip  # a sentence and its table


def panel_words(facts: Panel) -> str:
    """Each place by role and agency; who has left; whom the panel did without; how often it met."""
    parts: list[Part] = []
    if facts.seats:
        parts.append(Table(("Role", "Agency"), tuple((_role(seat), seat.agency) for seat in facts.seats)))
    else:
        parts.append(Paragraph(f"Members of the panel: {NOT_RECORDED}"))
    if facts.excused:
        parts += [Subheading("Agencies not on the panel"), Bullets(facts.excused)]
    parts.append(Paragraph(met_words(facts.meetings)))
    return text_of(parts)


def _role(seat: Seat) -> str:
    notes = (
        "domestic abuse specialist" if seat.is_specialist else "",
        f"until {seat.until}" if seat.until else "",
    )
    return ", ".join(filter(None, (known(seat.role), *notes)))


def author_words(facts: tuple[Contractor, ...]) -> str:
    """Who chaired and wrote, from when, and why they are independent."""
    if not facts:
        return text_of((Paragraph(f"Chair and author: {NOT_RECORDED}"),))
    parts: list[Part] = []
    for row in facts:
        until = f" until {row.ended_on}" if row.ended_on else ""
        parts += [
            Subheading(f"{row.post}: {known(row.name)}"),
            Paragraph(f"Appointed on {known(row.appointed_on)}{until}."),
            Paragraph(f"Independence: {known(row.independence)}"),
            Paragraph(f"Experience: {NOT_RECORDED}"),
        ]
    return text_of(parts)


def copies_words(given: tuple[CopyGiven, ...], owed: tuple[str, ...]) -> str:
    """Who has a copy and on which basis, and to whom one is still owed."""
    parts: list[Part] = []
    if given:
        rows = tuple((row.recipient, row.basis, known(row.on)) for row in given)
        parts.append(Table(("Receiver", "Basis", "Sent on"), rows))
    else:
        parts.append(Paragraph("No copy has been recorded as sent yet."))
    if owed:
        parts += [Subheading("Will receive a copy"), Bullets(owed)]
    return text_of(parts)
