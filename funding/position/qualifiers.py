"""How near to the truth is a sum or a difference of figures that are themselves "about", "over" or "under"?

Source: L4 [D]; how qualifiers combine is our rule [D].
"""

from collections.abc import Iterable

from funding.money import Qualifier

Q = Qualifier
_FLIPPED = {Q.EXACT: Q.EXACT, Q.ABOUT: Q.ABOUT, Q.OVER: Q.UNDER, Q.UNDER: Q.OVER, Q.UP_TO: Q.ABOUT}


def of_sum(added: Iterable[Qualifier], taken_away: Iterable[Qualifier] = ()) -> Qualifier:
    """The qualifier of a total: exact only where every figure is, and never nearer than the loosest.

    Figures all "over" give a total "over", all "under" one "under"; a mixture is "about". What is taken away
    counts the other way round: ten less "over three" is "under seven".
    """
    found = {*added, *(flipped(each) for each in taken_away)} - {Q.EXACT}
    if not found:
        return Q.EXACT
    if found == {Q.UNDER, Q.UP_TO}:
        return Q.UP_TO
    return found.pop() if len(found) == 1 else Q.ABOUT


def flipped(qualifier: Qualifier) -> Qualifier:
    """The qualifier of the same figure with its sign turned; "up to" has no opposite word and becomes "about"."""
    return _FLIPPED[qualifier]
