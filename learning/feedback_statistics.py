"""What do the replies after an event say, each percentage with its own base? Imports no Django.

A percentage is 100 x count / answered, half up to a whole per cent. The base is those who answered that question.
Bands are added up from counts, never from rounded percentages. Fewer than five answers show nothing but that they are
fewer than five: neither percentages nor words, nor a sum from which they could be worked out by difference. Which
answers a base of five or more gave is shown in full, as the printed bands of reports show it as well.
Source: published figures of lessons-learnt seminars [V]; five as the least number is ours, a setting [D].
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from learning.feedback_scales import Question, band_label
from learning.headcounts import UNSTATED, Headcount

LEAST_SHOWN = 5
"""The least number of answers about which anything is said. Source: local setting [D]."""
BASE_NOT_STATED = "base not stated"

Counts = Mapping[str, int]
"""How often each answer was given, by its code."""


@dataclass(frozen=True)
class Share:
    """One line of a table: so many of so many. Count and base are None where only a percentage was printed."""

    label: str
    count: int | None
    base: int | None
    percent: int

    @property
    def base_words(self) -> str:
        """The base as a table shows it."""
        return BASE_NOT_STATED if self.base is None else f"{self.base:,}"


@dataclass(frozen=True)
class QuestionFigures:
    """What was answered to one question. ``is_withheld``: fewer than the least number answered.

    ``answered``, answers and bands are left out where it is withheld: what is not here cannot be shown by mistake.
    """

    question: Question
    answered: int | None
    answers: tuple[Share, ...] = ()
    bands: tuple[Share, ...] = ()
    is_withheld: bool = False
    least: int = LEAST_SHOWN

    @property
    def base_words(self) -> str:
        """How many answered, as it may be shown."""
        if self.is_withheld:
            return fewer_than(self.least)
        return BASE_NOT_STATED if self.answered is None else f"{self.answered:,}"


@dataclass(frozen=True)
class Figures:
    """Everything said about the replies to one form, or to several together.

    ``responded`` is None where it is not stated or withheld. ``printed`` are percentages taken over without a base.
    """

    registered: Headcount
    attended: Headcount
    responded: int | None
    questions: tuple[QuestionFigures, ...] = ()
    printed: tuple[Share, ...] = ()
    is_withheld: bool = False
    least: int = LEAST_SHOWN

    @property
    def response_rate(self) -> int | None:
        """Replies in per cent of those who attended, None where either is not known exactly, is withheld or fits not.

        More replies than people counted give no rate: somebody was not marked as present.
        """
        came = self.attended.exact
        if self.responded is None or not came or self.responded > came:
            return None
        return percent(self.responded, came)

    @property
    def responded_words(self) -> str:
        """How many replied, as it may be shown."""
        if self.is_withheld:
            return fewer_than(self.least)
        return "not stated" if self.responded is None else f"{self.responded:,}"

    @property
    def bands(self) -> tuple[Share, ...]:
        """The lines that a report quotes: bands of graded questions, headlines of others, or what was printed."""
        return tuple(band for row in self.questions for band in row.bands) or self.printed


def fewer_than(least: int) -> str:
    """What stands for a number that is too small to be shown."""
    return f"fewer than {least}"


def percent(count: int, base: int) -> int:
    """100 x count / base, half up to a whole per cent, in whole numbers throughout; the base is above nought."""
    return (200 * count + base) // (2 * base)


def question_figures(question: Question, counts: Counts, least: int = LEAST_SHOWN) -> QuestionFigures:
    """The figures of one question from its counts; who left it out is not in the base."""
    numbers = [counts.get(answer.code, 0) for answer in question.answers]
    answered = sum(numbers)
    if answered < least:
        return QuestionFigures(question, None, is_withheld=True, least=least)
    answers = tuple(_share(row.label, n, answered) for row, n in zip(question.answers, numbers, strict=True))
    return QuestionFigures(question, answered, answers, _bands(question, numbers, answered), least=least)


def _bands(question: Question, numbers: Sequence[int], answered: int) -> tuple[Share, ...]:
    if question.is_graded:
        tops = range(1, question.banded + 1)
        return tuple(_share(band_label(question, top), sum(numbers[:top]), answered) for top in tops)
    return (_share(question.headline, numbers[0], answered),) if question.headline else ()


def _share(label: str, count: int, base: int) -> Share:
    return Share(label, count, base, percent(count, base))


def figures(
    questions: Sequence[Question],
    counts: Mapping[str, Counts],
    responded: int,
    *,
    registered: Headcount = UNSTATED,
    attended: Headcount = UNSTATED,
    least: int = LEAST_SHOWN,
) -> Figures:
    """The figures of one form: ``counts`` by the question's code, ``responded`` all who sent a reply.

    With fewer replies than ``least`` nothing is said but that.
    """
    if responded < least:
        return Figures(registered, attended, None, is_withheld=True, least=least)
    rows = tuple(question_figures(question, counts.get(question.code, {}), least) for question in questions)
    return Figures(registered, attended, responded, rows, least=least)


def printed_figures(
    lines: Iterable[tuple[str, int]],
    *,
    base: int | None = None,
    registered: Headcount = UNSTATED,
    attended: Headcount = UNSTATED,
    least: int = LEAST_SHOWN,
) -> Figures:
    """Figures taken over as printed, mostly without a base: no count is made up for them, nor from one that was said.

    A base that was printed is that of all lines and the number of replies; below ``least`` all is withheld.
    """
    if base is not None and base < least:
        return Figures(registered, attended, None, is_withheld=True, least=least)
    shares = tuple(Share(label, None, base, value) for label, value in lines)
    return Figures(registered, attended, base, printed=shares, least=least)


def tally(replies: Iterable[Mapping[str, str]], questions: Sequence[Question]) -> dict[str, Counter[str]]:
    """How often each answer was given to each question; an empty or unknown answer counts as none."""
    known = {question.code: {answer.code for answer in question.answers} for question in questions}
    counts: dict[str, Counter[str]] = {question.code: Counter() for question in questions}
    for reply in replies:
        for code, codes in known.items():
            if reply.get(code) in codes:
                counts[code][reply[code]] += 1
    return counts
