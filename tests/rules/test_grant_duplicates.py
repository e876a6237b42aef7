"""Projects of other partnerships that may be the same as ours."""

from fractions import Fraction

import pytest

from funding.grant_duplicates import Proposal, areas_meet, compare, likely_duplicates, likeness, plain

OURS = Proposal("play", "Licence to Kill", "Théâtre Company", frozenset({"Ashford"}))


def test_reads_past_capitals_accents_and_punctuation() -> None:
    assert plain("Théâtre: LICENCE, to  kill!") == "theatre licence to kill"


def test_finds_the_same_title_written_otherwise() -> None:
    match = compare(OURS, Proposal("x", "LICENCE TO KILL!", "Somebody Else", frozenset({"Dover"})))
    assert match is not None
    assert (match.percent, match.because) == (100, ("the titles are the same",))


def test_finds_words_in_another_order() -> None:
    assert likeness("Online Safety Sessions", "Sessions: safety online") == 1


def test_finds_a_like_title_of_the_same_supplier() -> None:
    match = compare(OURS, Proposal("x", "Licence to drive", "theatre COMPANY", frozenset({"Dover"})))
    assert match is not None
    assert "the supplier is the same" in match.because


def test_finds_a_like_title_in_the_same_area() -> None:
    match = compare(OURS, Proposal("x", "Licence to drive", "Somebody Else", frozenset({"ASHFORD"})))
    assert match is not None
    assert match.because == ("the titles are alike", "the areas overlap")


def test_leaves_a_like_title_elsewhere_by_another_alone() -> None:
    assert compare(OURS, Proposal("x", "Licence to drive", "Somebody Else", frozenset({"Dover"}))) is None


def test_leaves_another_project_of_the_same_supplier_alone() -> None:
    assert compare(OURS, Proposal("x", "Scam awareness for all", "Théâtre Company", frozenset({"Ashford"}))) is None


def test_does_not_take_two_unnamed_suppliers_for_one() -> None:
    ours = Proposal("a", "Licence to Kill", areas=frozenset({"Ashford"}))
    assert compare(ours, Proposal("x", "Licence to drive", areas=frozenset({"Dover"}))) is None


@pytest.mark.parametrize(("ours", "theirs"), [(set(), {"Dover"}), ({"Dover"}, set()), ({"Dover", "Swale"}, {"SWALE"})])
def test_lets_the_whole_county_meet_every_area(ours: set[str], theirs: set[str]) -> None:
    assert areas_meet(ours, theirs)


def test_lists_the_most_alike_first() -> None:
    others = [Proposal("b", "Licence to Killing", whose="B"), Proposal("a", "Licence to Kill", whose="A")]
    assert [match.other.key for match in likely_duplicates(OURS, others)] == ["a", "b"]


def test_finds_nothing_alike_in_no_words() -> None:
    assert likeness("", "!") == Fraction(0)
