"""How does a report stand in figures for machines? The same counts as on paper, withheld ones as such."""

from typing import Any

from dhr_cases.papers.writing.blocks import Bullets, Heading, Lines, Paper, Paragraph
from governance.papers.report_rows import BodyActions, ReportFacts
from governance.papers.small_counts import shown, total

Count = int | str


def as_json(facts: ReportFacts, paper: Paper) -> dict[str, Any]:
    """Figures and words of one report."""
    found = facts.position
    return {
        "title": paper.title,
        "partnership": facts.sender.partnership,
        "on": found.on.isoformat(),
        "since": found.since.isoformat() if found.since else None,
        "version": "restricted" if facts.is_restricted else "public",
        "position": {str(code): _count(facts, count) for code, count in found.by_standing.items()},
        "total": _number(total(found.by_standing.values(), is_restricted=facts.is_restricted)),
        "opened": _count(facts, len(found.opened)),
        "ended": _count(facts, len(found.ended)),
        "published": [
            {"title": row.title, "published_on": row.published_on.isoformat(), "address": row.address}
            for row in facts.published
        ],
        "on_register": facts.on_register,
        "actions": [_actions(facts, row) for row in facts.actions],
        "event_actions": [_actions(facts, row) for row in facts.event_actions],
        "sections": _sections(paper),
    }


def _actions(facts: ReportFacts, row: BodyActions) -> dict[str, Any]:
    counts = {"open": row.open, "overdue": row.overdue, "to_verify": row.waiting, "ended": row.ended}
    return {"body": row.body, **{name: _count(facts, count) for name, count in counts.items()}}


def _count(facts: ReportFacts, count: int) -> Count:
    return _number(shown(count, is_restricted=facts.is_restricted))


def _number(words: str) -> Count:
    return int(words) if words.isdecimal() else words


def _sections(paper: Paper) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for block in paper.blocks:
        match block:
            case Heading(text=text):
                found.append({"heading": text, "lines": []})
            case Paragraph(text=text, number=number) if found:
                found[-1]["lines"].append(f"{number} {text}".strip())
            case Bullets(items=texts) | Lines(texts=texts) if found:
                found[-1]["lines"].extend(texts)
    return found
