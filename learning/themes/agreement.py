"""How far do two coders agree on a theme, beyond what chance would give? Imports no Django.

Source: Cohen 1960, "A coefficient of agreement for nominal scales" [K]; words for bands after Landis and Koch 1977 [K];
the least base, local [D].
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

LEAST_BASE = 20
"""Items that both coders must have coded before a kappa is told: fewer say little, and let single codings show [D]."""

BANDS = (
    (Fraction(0), "no better than chance"),
    (Fraction(20, 100), "slight"),
    (Fraction(40, 100), "fair"),
    (Fraction(60, 100), "moderate"),
    (Fraction(80, 100), "substantial"),
    (Fraction(1), "almost perfect"),
)
"""Up to and with each value, the word for it. Source: Landis and Koch 1977 [K]."""


@dataclass(frozen=True)
class Agreement:
    """Agreement of two coders on one theme. ``base`` counts the items that both have coded.

    ``kappa`` is None where it has no meaning: no item, or each coder gave all items the same answer.
    """

    base: int
    observed: Fraction | None
    kappa: Fraction | None

    @property
    def may_be_told(self) -> bool:
        """True when the base is large enough for the figure to be shown."""
        return self.base >= LEAST_BASE

    @property
    def words(self) -> str:
        """The figure in a few words, always with its base."""
        if not self.may_be_told:
            return f"Not told: fewer than {LEAST_BASE} items were coded by both"
        if self.kappa is None:
            return f"Not defined: both coders gave one answer throughout ({self.base} items)"
        return f"{rounded(self.kappa)}, {band_of(self.kappa)} ({self.base} items)"


def agreement_of(pairs: Iterable[tuple[bool, bool]]) -> Agreement:
    """Cohen's kappa over pairs of answers: has the first coder seen the theme, has the second?

    Exact: a fraction, never a rounded number.
    """
    answers = list(pairs)
    base = len(answers)
    if not base:
        return Agreement(0, None, None)
    observed = Fraction(sum(first == second for first, second in answers), base)
    expected = _by_chance(answers)
    return Agreement(base, observed, None if expected == 1 else (observed - expected) / (1 - expected))


def _by_chance(answers: list[tuple[bool, bool]]) -> Fraction:
    """The agreement that two coders would reach who only knew how often each says yes."""
    first, second = (Fraction(sum(pair[coder] for pair in answers), len(answers)) for coder in (0, 1))
    return first * second + (1 - first) * (1 - second)


def band_of(kappa: Fraction) -> str:
    """The word for a kappa."""
    return next(word for most, word in BANDS if kappa <= most)


def rounded(kappa: Fraction) -> str:
    """Two decimals, halves away from nought, with a true minus sign."""
    hundredths = int(abs(kappa) * 100 + Fraction(1, 2))
    sign = "−" if kappa < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"
