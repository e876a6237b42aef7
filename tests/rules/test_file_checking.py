"""Does the check of a file tell what was found, where, and under which fingerprint?"""

import hashlib

import pytest

from dhr_cases.anonymisation.checking import CERTAIN, Finding, check_file, fingerprint
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind

TOKENS = (Token("Sarah", replacement="Robin"), Token("CT1 2AB"))
TEXT = "Then Sarah, aged 34, met Srah at CT1 2AB and Zoltan there. Later Zoltan, a friend, rang 07700 900123."
KEY = b"a key of the partnership"


def _findings(text: str, *, name: str = "report.txt", key: bytes = b"") -> tuple[Finding, ...]:
    return check_file(text.encode(), name, TOKENS, key=key).findings


def test_tells_hash_name_and_that_the_file_was_read_wholly() -> None:
    check = check_file(TEXT.encode(), "report.txt", TOKENS)
    assert check.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (check.name, check.is_readable, check.unreadable, check.pages) == ("report.txt", True, (), 1)


def test_tells_each_finding_with_kind_token_and_the_words_around_it() -> None:
    (first, *_) = _findings(TEXT)
    assert (first.kind, first.words, first.token) == (FindingKind.PROTECTED, "Sarah", "Sarah")
    assert first.where
    assert first.context.startswith("Then Sarah, aged 34")
    assert "Srah" in first.context


def test_cuts_the_words_around_a_finding_between_two_words() -> None:
    long = "everybody remembered " * 5
    (first, *_) = _findings(f"{long}Sarah {long}")
    cut = "everybody remembered everybody remembered"
    assert first.context.startswith(f"… remembered {cut}")
    assert first.context.endswith(f"{cut} everybody …")


def test_tells_a_protected_word_once_and_not_again_as_a_suggestion() -> None:
    assert [row.kind for row in _findings(TEXT) if "CT1" in row.words] == [FindingKind.PROTECTED]


def test_tells_a_word_that_may_be_a_name_once_a_file() -> None:
    assert [row.words for row in _findings(TEXT) if row.kind is FindingKind.UNKNOWN_NAME] == ["Zoltan"]


def test_parts_what_blocks_from_what_a_person_decides() -> None:
    check = check_file(TEXT.encode(), "report.txt", TOKENS)
    assert {row.kind for row in check.blocking} == {FindingKind.PROTECTED, FindingKind.MISSPELT}
    assert {row.kind for row in check.suggestions} == {
        FindingKind.EXACT_AGE,
        FindingKind.UNKNOWN_NAME,
        FindingKind.TELEPHONE,
    }
    assert {row.kind for row in check.certain} == {*(row.kind for row in check.blocking), FindingKind.TELEPHONE}


def test_calls_certain_all_that_blocks() -> None:
    assert {kind for kind in FindingKind if kind.blocks_release} < CERTAIN


def test_finds_a_protected_word_in_the_file_name() -> None:
    rows = _findings("nothing", name="review_of_sarah.txt")
    assert [(row.words, row.where) for row in rows] == [("sarah", "name of the file")]


def test_takes_no_replacement_for_a_name() -> None:
    assert _findings("Then Robin rang.") == ()


def test_takes_no_allowed_word_for_a_misspelling() -> None:
    check = check_file(b"Then Sarai rang.", "report.txt", TOKENS, allowed=["Sarai"])
    assert check.findings == ()


def test_refuses_to_call_an_unknown_kind_of_file_readable() -> None:
    check = check_file(b"\x00\x01\x02\xff" * 20, "report.bin", TOKENS)
    assert not check.is_readable
    assert check.unreadable[0].why


def test_gives_no_fingerprint_without_a_key() -> None:
    assert {row.fingerprint for row in _findings(TEXT)} == {""}


def test_gives_the_same_fingerprint_to_the_same_words_in_a_later_version() -> None:
    later = f"A new first paragraph, which is longer than it was.\n\n{TEXT}"
    assert {row.fingerprint for row in _findings(TEXT, key=KEY)} <= {
        row.fingerprint for row in _findings(later, key=KEY)
    }


def test_gives_another_fingerprint_among_other_words_of_another_kind_or_with_another_key() -> None:
    (here,) = _findings("Then Sarah rang the bell.", key=KEY)
    (there,) = _findings("Once Sarah rang the bell.", key=KEY)
    (other_key,) = _findings("Then Sarah rang the bell.", key=b"another")
    assert len({here.fingerprint, there.fingerprint, other_key.fingerprint}) == 3


def test_reads_nothing_of_the_words_from_a_fingerprint() -> None:
    (row,) = _findings("Then Sarah rang.", key=KEY)
    assert len(row.fingerprint) == 64
    assert "arah" not in row.fingerprint


BEFORE, AFTER = "One two three four Then", "rang the bell twice again"


def _mark(before: str = BEFORE, words: str = "Sarah", after: str = AFTER) -> str:
    return fingerprint(FindingKind.PROTECTED, words, before, after, KEY)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Two other three four Then", AFTER),
        (BEFORE, "rang the bell and left"),
        ("“One! two: THREE, four – Then ", " Rang | thé bell."),
        ("Another line\nthree four Then", "rang the bell\nAnother line"),
    ],
)
def test_gives_the_same_fingerprint_whatever_stands_further_off_or_which_signs(before: str, after: str) -> None:
    assert _mark(before, "SARAH", after) == _mark()


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("One two other four Then", "Sarah", AFTER),
        ("One two three other Then", "Sarah", AFTER),
        ("One two three four Once", "Sarah", AFTER),
        (BEFORE, "Peter", AFTER),
        (BEFORE, "Sarah", "told the bell twice again"),
        (BEFORE, "Sarah", "rang a bell twice again"),
        (BEFORE, "Sarah", "rang the phone twice again"),
        (BEFORE, "Sarah", "\nrang the bell"),
        ("One two three four\nThen", "Sarah", AFTER),
    ],
)
def test_gives_another_fingerprint_when_one_of_three_words_on_either_side_differs(
    before: str, words: str, after: str
) -> None:
    assert _mark(before, words, after) != _mark()


def test_gives_another_fingerprint_to_another_kind_of_finding() -> None:
    assert fingerprint(FindingKind.MISSPELT, "Sarah", BEFORE, AFTER, KEY) != _mark()


@pytest.mark.parametrize(
    ("before", "after", "context"),
    [
        ("", "", "Sarah"),
        ("b " * 30, "", f"{'b ' * 30}Sarah"),
        ("b " * 31, "", f"… {'b ' * 29}Sarah"),
        ("", " b" * 30, f"Sarah{' b' * 30}"),
        ("", " b" * 31, f"Sarah{' b' * 29} …"),
    ],
)
def test_shows_sixty_letters_on_either_side_cut_between_words(before: str, after: str, context: str) -> None:
    (row,) = [row for row in _findings(f"{before}Sarah{after}") if row.words == "Sarah"]
    assert row.context == context
