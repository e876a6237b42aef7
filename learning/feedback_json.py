"""How are figures of feedback told to machines? Imports no Django.

What is withheld is not told: no count, no percentage, no rate. An exact number is a number; one that is not exact is
told in the words of its source; what is not stated is null, never nought.
"""

from collections.abc import Iterable
from typing import Any

from learning.feedback_statistics import Figures, QuestionFigures, Share
from learning.headcounts import Headcount


def as_json(said: Figures) -> dict[str, Any]:
    """The figures: registered, attended, responded, response_rate, bands, withheld, and each question in full."""
    return {
        "registered": _headcount(said.registered),
        "attended": _headcount(said.attended),
        "responded": said.responded_words if said.is_withheld else said.responded,
        "response_rate": said.response_rate,
        "bands": _shares(said.bands),
        "withheld": said.is_withheld,
        "questions": [_question(row) for row in said.questions],
    }


def _headcount(headcount: Headcount) -> int | str | None:
    if headcount.exact is not None:
        return headcount.exact
    return headcount.words if headcount.is_stated else None


def _shares(shares: Iterable[Share]) -> list[dict[str, Any]]:
    return [
        {
            "label": share.label,
            "count": share.count,
            "base": share.base,
            "percent": share.percent,
            **({"note": share.base_words} if share.base is None else {}),
        }
        for share in shares
    ]


def _question(row: QuestionFigures) -> dict[str, Any]:
    return {
        "code": row.question.code,
        "question": row.question.label,
        "answered": row.base_words if row.is_withheld else row.answered,
        "answers": _shares(row.answers),
        "bands": _shares(row.bands),
        "withheld": row.is_withheld,
    }
