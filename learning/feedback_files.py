"""Which figures stand in a file of replies or of counts? Imports no Django.

CSV and Excel hold one reply a row, with the questions as heads; JSON holds replies, counts by answer, or percentages
as printed (names ending in _pct). Questions and answers are known by code or by words, in any case.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dhr_cases.errors import Incomplete
from learning.feedback_scales import QUESTIONS, FeedbackKind, Question
from learning.feedback_statistics import LEAST_SHOWN, Figures, figures, printed_figures, tally
from learning.feedback_tables import NOT_READ, below_heads, rows_of
from learning.headcounts import UNSTATED, Headcount, about, exactly

NOTHING_KNOWN = "No question of the feedback form was found in this file. A row above the replies names the questions."
ALIASES: Mapping[str, str] = {
    "overall rating": "overall",
    "future seminars": "wants_more",
    "wants future dhr seminars": "wants_more",
    "future dhr seminars": "wants_more",
    "content rating": "content",
    "presentation rating": "presentation",
}
"""Other names under which questions are met, in plain words."""
DAY = QUESTIONS[FeedbackKind.DAY]
NO_ANSWERS = frozenset({"no answer", "not answered", "unanswered", "blank", "not stated", "total", "answered", "base"})
"""Names beside the answers to a question that count no answer of the form."""


def figures_of_file(content: bytes, name: str, least: int = LEAST_SHOWN) -> Figures:
    """The figures of a file. Raises Incomplete, saying what is wrong, when it cannot be read."""
    if name.lower().endswith(".json"):
        return figures_of_json(_json(content), least)
    return _of_replies(_replies_in(rows_of(content, name)), {}, least)


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise Incomplete(NOT_READ) from fault


def figures_of_json(told: Any, least: int = LEAST_SHOWN) -> Figures:
    """The figures of what JSON told: a list of replies, or an object with replies, counts or percentages."""
    facts = {"replies": told} if isinstance(told, list) else told
    if not isinstance(facts, dict):
        raise Incomplete(NOT_READ)
    replies = facts.get("replies", facts.get("responses"))
    if replies is not None:
        if not isinstance(replies, list):
            raise Incomplete(f"replies: a list is needed here, not {replies!r}.")
        return _of_replies([_known(reply) for reply in replies if isinstance(reply, dict)], facts, least)
    printed = list(_printed(facts))
    if printed:
        return printed_figures(printed, base=_respondents(facts), least=least, **_came(facts))
    return _of_counts(facts, least)


def _of_counts(facts: Mapping[str, Any], least: int) -> Figures:
    counts = {code: _counts(code, given) for code, given in _by_question(facts).items() if isinstance(given, dict)}
    responded = _respondents(facts)
    _check_base(counts, responded)
    if responded is None:
        responded = max((sum(row.values()) for row in counts.values()), default=None)
    if responded is None:
        raise Incomplete(NOTHING_KNOWN)
    return figures(_asked(counts), counts, responded, least=least, **_came(facts))


def _check_base(counts: Mapping[str, Mapping[str, int]], responded: int | None) -> None:
    """Raises Incomplete when a question has more answers than people replied."""
    for code, row in counts.items():
        if responded is not None and sum(row.values()) > responded:
            raise Incomplete(f"{code}: {sum(row.values())} answers are counted, and only {responded} replied.")


def _of_replies(replies: Sequence[Mapping[str, str]], facts: Mapping[str, Any], least: int) -> Figures:
    counts = tally(replies, DAY)
    if not any(counts.values()):
        raise Incomplete(NOTHING_KNOWN)
    return figures(_asked(counts), counts, len(replies), least=least, **_came(facts))


def _asked(counts: Mapping[str, Mapping[str, int]]) -> list[Question]:
    """The questions that the file knows, in the order of the form."""
    return [question for question in DAY if counts.get(question.code)]


def _respondents(facts: Mapping[str, Any]) -> int | None:
    inner = facts.get("feedback")
    for place in (facts, inner if isinstance(inner, dict) else {}):
        for name in ("responded", "respondents"):
            if place.get(name) is not None:
                return _whole(place[name], name)
    return None


def _whole(value: Any, place: str, most: int | None = None) -> int:
    """A whole number from nought on. Raises Incomplete, naming the place, for anything else."""
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if not is_whole or value < 0 or (most is not None and value > most):
        to = "" if most is None else f" to {most}"
        raise Incomplete(f"{place}: a whole number from 0{to} is needed here, not {value!r}.")
    return int(value)


def _came(facts: Mapping[str, Any]) -> dict[str, Headcount]:
    return {
        "registered": _headcount(facts.get("registered", facts.get("booked")), "registered"),
        "attended": _headcount(facts.get("attended", facts.get("attendance")), "attended"),
    }


def _headcount(told: Any, place: str) -> Headcount:
    """A number, the words of a source, or an object with exact, min, max, approx and printed; None is not stated.

    Raises Incomplete, naming the place, for anything else.
    """
    if told is None:
        return UNSTATED
    if isinstance(told, str):
        return Headcount(printed=told)
    return _described(told, place) if isinstance(told, dict) else exactly(_whole(told, place))


def _described(told: Mapping[str, Any], place: str) -> Headcount:
    names = [name for name in ("exact", "approx", "min", "max") if told.get(name) is not None]
    given = {name: _whole(told[name], f"{place}.{name}") for name in names}
    if "exact" in given:
        return exactly(given["exact"])
    if "approx" in given:
        return about(given["approx"])
    least, most = _span(given, place)
    return Headcount(least, most, str(told.get("printed") or ""))


def _span(given: Mapping[str, int], place: str) -> tuple[int | None, int | None]:
    """The least and the most that are told; raises Incomplete where they contradict each other."""
    least, most = given.get("min"), given.get("max")
    if least is not None and most is not None and least > most:
        raise Incomplete(f"{place}: at least {least} and at most {most} contradict each other.")
    return least, most


def _printed(facts: Mapping[str, Any], inside: str = "") -> Iterable[tuple[str, int]]:
    """Percentages as they stand, at any depth; those that somebody derived are left out."""
    for name, value in facts.items():
        if isinstance(value, dict):
            yield from _printed(value, name)
        elif name.endswith("_pct") and value is not None and not name.startswith("derived"):
            words = name.removesuffix("_pct").replace("_", " ")
            yield words[:1].upper() + words[1:], _whole(value, name, 100)


def _by_question(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What is told under the name of a question, by the question's code."""
    inner = facts.get("questions")
    place = inner if isinstance(inner, dict) else facts
    return {code: value for name, value in place.items() if (code := _code_of(name))}


def _counts(code: str, given: Mapping[str, Any]) -> dict[str, int]:
    answers = _answers_of(code)
    counts: dict[str, int] = {}
    for name, number in given.items():
        answer = answers.get(_plain(name))
        if answer is not None and number is not None:
            counts[answer] = counts.get(answer, 0) + _whole(number, f"{code}.{name}")
        elif answer is None and _plain(name) not in NO_ANSWERS:
            raise Incomplete(f"{code}.{name}: the form knows no such answer. It knows: {', '.join(answers)}.")
    return counts


def _known(reply: Mapping[str, Any]) -> dict[str, str]:
    """One reply by code of question and answer; what is not known is left out."""
    found: dict[str, str] = {}
    for name, value in reply.items():
        code = _code_of(str(name))
        answer = _answers_of(code).get(_plain(str(value))) if code else None
        if code and answer:
            found[code] = answer
    return found


def _code_of(name: str) -> str:
    """The code of the question with this name, "" for none."""
    plain = _plain(name)
    for question in DAY:
        if plain in {_plain(question.code), _plain(question.label), _plain(question.text)}:
            return question.code
    return ALIASES.get(plain, "")


def _answers_of(code: str) -> dict[str, str]:
    question = next(row for row in DAY if row.code == code)
    return {_plain(word): answer.code for answer in question.answers for word in (answer.code, answer.label)}


def _plain(words: str) -> str:
    return " ".join(words.replace("_", " ").replace("-", " ").casefold().strip(" ?.:").split())


def _replies_in(rows: Sequence[Sequence[Any]]) -> list[dict[str, str]]:
    """The replies of a table; rows in which nothing is written are no replies."""
    if not rows:
        raise Incomplete(NOTHING_KNOWN)
    heads, filled = below_heads(rows, lambda head: bool(_code_of(head)))
    return [_known(dict(zip(heads, texts, strict=False))) for texts in filled]
