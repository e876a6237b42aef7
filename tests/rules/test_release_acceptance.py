"""Does the check find what is planted anywhere, and leave clean papers alone? Thousands of words in hundreds of files.

The files are made anew for every run from one seed, so nothing planted is kept anywhere.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from dhr_cases.anonymisation.checking import FileCheck, check_file
from tests.planting.clean import clean_files
from tests.planting.people import MISSPELT_FROM, Form
from tests.planting.planter import FORMATS, Plant, hiding_places, planted_files

SEED = 20_26
FILES, LEAST_WORDS, LEAST_PLACES = 500, 5_000, 25
CLEAN_FILES, PAGES_FOR_ONE_FINDING = 200, 20
MISSPELT_SHARE = 0.995


@dataclass(frozen=True)
class Search:
    """What was planted in one file and what was found."""

    name: str
    plants: tuple[Plant, ...]
    check: FileCheck

    @property
    def missed(self) -> list[Plant]:
        """Planted words nobody found."""
        found = {finding.token for finding in self.check.findings}
        return [plant for plant in self.plants if plant.token.value not in found]


@pytest.fixture(scope="module")
def searches() -> list[Search]:
    """Every planted file, checked."""
    files = planted_files(FILES, SEED)
    return [Search(file.name, file.plants, check_file(file.content, file.name, file.tokens)) for file in files]


@pytest.fixture(scope="module")
def clean_checks() -> list[FileCheck]:
    """Every clean file, checked."""
    return [check_file(file.content, file.name, file.tokens) for file in clean_files(CLEAN_FILES, SEED)]


def planted(searches: Sequence[Search], *forms: Form) -> tuple[int, list[str]]:
    """How many words of these forms were planted, and which of them were missed, with their places."""
    count = sum(plant.form in forms for search in searches for plant in search.plants)
    missed = [(search.name, plant) for search in searches for plant in search.missed if plant.form in forms]
    return count, [f"{name}, {plant.place}: {plant.written} for {plant.token.value}" for name, plant in missed]


def test_plants_thousands_of_words_in_hundreds_of_files(searches: list[Search]) -> None:
    assert len(searches) >= FILES
    assert sum(len(search.plants) for search in searches) >= LEAST_WORDS


def test_plants_in_every_hiding_place(searches: list[Search]) -> None:
    used = {(search.name.rpartition(".")[2], plant.place) for search in searches for plant in search.plants}
    assert {f"{ending}: {place}" for ending, place in used} == set(hiding_places())
    assert len(used) >= LEAST_PLACES


def test_makes_the_same_files_for_the_same_seed() -> None:
    once, again = ([file.plants for file in planted_files(20, SEED)] for _ in range(2))
    assert once == again


def test_makes_every_kind_in_its_share() -> None:
    kinds = Counter(file.name.rpartition(".")[2] for file in planted_files(100, SEED))
    assert kinds == {kind.ending: kind.share for kind in FORMATS}


def test_finds_every_exact_word_and_declared_variant(searches: list[Search]) -> None:
    count, missed = planted(searches, Form.EXACT, Form.VARIANT)
    assert count > LEAST_WORDS // 2
    assert missed == []


def test_finds_nearly_every_misspelling_of_one_letter(searches: list[Search]) -> None:
    count, missed = planted(searches, Form.MISSPELT)
    assert count > 1_000
    assert len(missed) <= count * (1 - MISSPELT_SHARE), missed


def test_misspells_only_names_that_are_long_enough(searches: list[Search]) -> None:
    wrong = [plant for search in searches for plant in search.plants if plant.form is Form.MISSPELT]
    assert min(len(plant.token.value) for plant in wrong) >= MISSPELT_FROM


def test_reads_every_planted_file_wholly(searches: list[Search]) -> None:
    assert {search.name: search.check.unreadable for search in searches if not search.check.is_readable} == {}


def test_says_where_each_word_stands(searches: list[Search]) -> None:
    assert [finding for search in searches for finding in search.check.findings if not finding.where] == []


def test_leaves_clean_files_alone(clean_checks: list[FileCheck]) -> None:
    pages = sum(check.pages for check in clean_checks)
    findings = [(check.name, finding) for check in clean_checks for finding in check.findings]
    assert len(clean_checks) == CLEAN_FILES
    assert pages > 2 * CLEAN_FILES
    assert len(findings) <= pages / PAGES_FOR_ONE_FINDING, findings[:5]


def test_finds_no_protected_word_in_a_clean_file(clean_checks: list[FileCheck]) -> None:
    assert [check.name for check in clean_checks if check.blocking] == []


def test_reads_every_clean_file_wholly(clean_checks: list[FileCheck]) -> None:
    assert {check.name: check.unreadable for check in clean_checks if not check.is_readable} == {}
