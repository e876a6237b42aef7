"""How many people came, as exactly as it is known? Imports no Django.

“Over 300” stays what was printed: it is neither 300 nor 301 people. Not stated is never nil.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NOT_STATED = "not stated"
NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SMALL = 20
"""Up to this many people a sentence says the number itself. Source: ours [D]."""


@dataclass(frozen=True)
class Headcount:
    """People at an event: at least so many, at most so many, and the words of the source where it printed any.

    ``most`` is None when nothing says how many at most; both are None when the number is not stated.
    """

    least: int | None = None
    most: int | None = None
    printed: str = ""

    @property
    def exact(self) -> int | None:
        """The number, where it is known exactly."""
        return self.least if self.least == self.most and not self.printed else None

    @property
    def is_stated(self) -> bool:
        """True when the source says anything about the number."""
        return self.least is not None or self.most is not None or bool(self.printed)

    @property
    def words(self) -> str:
        """As a table shows it: “315”, “160 to 320”, “over 300”, “not stated”."""
        if self.printed or not self.is_stated:
            return self.printed or NOT_STATED
        if self.most is None:
            return f"at least {self.least:,}"
        return f"{self.least:,}" if self.least == self.most else f"{self.least or 0:,} to {self.most:,}"


UNSTATED = Headcount()


def exactly(number: int) -> Headcount:
    """So many people, counted."""
    return Headcount(number, number)


def over(number: int) -> Headcount:
    """More than so many people, as a report printed it."""
    return Headcount(number + 1, None, f"over {number:,}")


def about(number: int) -> Headcount:
    """Roughly so many people, as a report printed it."""
    return Headcount(number, number, f"about {number:,}")


def between(least: int, most: int) -> Headcount:
    """From so many to so many people."""
    return Headcount(least, most)


def total(headcounts: Iterable[Headcount]) -> Headcount:
    """All together. One alone keeps its words; a part not stated leaves the sum open above, it never counts as nil.

    A sum with a rough part is rough.
    """
    rows = list(headcounts)
    if len(rows) == 1:
        return rows[0]
    stated = [row for row in rows if row.is_stated]
    return _sum_of(stated, _most(rows)) if stated else UNSTATED


def _sum_of(stated: Sequence[Headcount], most: int | None) -> Headcount:
    least = sum(row.least or 0 for row in stated)
    is_rough = any(row.printed.startswith("about") for row in stated)
    return Headcount(least, most, _rough_words(least, most) if is_rough else "")


def _most(rows: Iterable[Headcount]) -> int | None:
    """How many there were at most, None as soon as one of them is open above."""
    mosts = [row.most for row in rows]
    known = [most for most in mosts if most is not None]
    return sum(known) if len(known) == len(mosts) else None


def _rough_words(least: int, most: int | None) -> str:
    rough = Headcount(least, most).words
    return f"about {rough}" if most is not None else rough.replace("at least", "at least about")


def in_a_sentence(headcount: Headcount) -> str:
    """The number as a report's sentence says it: “over 300” for 315; the table beside it has the exact number."""
    number = headcount.exact
    if number is None:
        return headcount.words
    step = 100 if number > 100 else 10
    whole = number - number % step
    return f"{number:,}" if number <= SMALL or whole == number else f"over {whole:,}"


def in_words(number: int) -> str:
    """A small number as a word, a larger one in figures."""
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else f"{number:,}"


def delivered_sentence(number: int, one: str, several: str, came: Headcount, audience: str) -> str:
    """“Three DHR lessons-learnt seminars were delivered to over 300 practitioners.”"""
    if not number:
        return f"No {several} were delivered."
    subject = f"{in_words(number).capitalize()} {one if number == 1 else several}"
    verb = "was" if number == 1 else "were"
    if not came.is_stated:
        return f"{subject} {verb} delivered; the number of {audience} is not stated."
    return f"{subject} {verb} delivered to {in_a_sentence(came)} {audience}."
