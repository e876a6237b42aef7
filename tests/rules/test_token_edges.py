"""Where does each rule for finding a protected word begin and stop? Both sides of every edge stand here."""

import pytest

from dhr_cases.anonymisation.matching import EXACT, MISSPELT, WRITTEN_OTHERWISE, find_tokens
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind, TokenKind


def found(text: str, *values: str, kind: TokenKind = TokenKind.OTHER) -> list[str]:
    """The words of the text in which a protected word was found exactly."""
    hits = find_tokens(text, [Token(value, kind=kind) for value in values])
    return [hit.words for hit in hits if hit.kind is FindingKind.PROTECTED]


def misspelt(text: str, *values: str, allowed: tuple[str, ...] = ()) -> list[str]:
    """The words of the text that are told as misspellings."""
    hits = find_tokens(text, [Token(value) for value in values], allowed=allowed)
    return [hit.words for hit in hits if hit.kind is FindingKind.MISSPELT]


@pytest.mark.parametrize(
    ("written", "value", "is_found"),
    [
        ("Q X-1.2 3", "QX123", True),
        ("Q X12", "QX12", False),
        ("AB C12", "ABC12", True),
        ("ABC D1", "ABCD1", False),
        ("ABCD1", "ABCD1", True),
        ("AB CDE", "ABCDE", False),
        ("07700 - 900123", "07700 900123", True),
        ("07700  -  900123", "07700 900123", False),
        ("07700 -- 900123", "07700 900123", False),
        ("9-4-3-4-7-6-5-9-1-9", "9434765919", True),
    ],
)
def test_reads_five_signs_with_a_figure_as_a_code_with_gaps_of_three(written: str, value: str, is_found: bool) -> None:
    assert found(f"Noted {written}.", value) == ([written] if is_found else [])


RECORDED = (
    "07700 900123", "7700 900123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700 900123", "0044 (0)7700 900123",
)  # fmt: skip  # ways of one number
PRINTED = (*RECORDED, "07700900123", "07700-900-123", "447700900123", "00447700900123")


@pytest.mark.parametrize("printed", PRINTED)
@pytest.mark.parametrize("recorded", RECORDED)
def test_finds_a_number_however_it_was_recorded_and_printed(recorded: str, printed: str) -> None:
    assert len(found(f"Rang {printed} twice.", recorded)) == 1


@pytest.mark.parametrize("recorded", ["01622 67141", "+44 1622 67141", "+44 (0)1622 67141"])
@pytest.mark.parametrize("printed", ["01622 67141", "0044 1622 67141", "1622 67141"])
def test_finds_a_number_of_ten_figures_too(recorded: str, printed: str) -> None:
    assert len(found(f"Rang {printed} twice.", recorded)) == 1


@pytest.mark.parametrize("recorded", ["162267141", "0044770090012345", "7700 90012"])
def test_makes_no_other_ways_of_what_is_too_short_or_too_long_for_a_telephone(recorded: str) -> None:
    assert found("Rang 0162267141 and 07700 90012345 and 0770090012.", recorded) == []


@pytest.mark.parametrize(
    ("written", "value", "is_found"),
    [("M a r y", "Mary", True), ("A n n", "Ann", False), ("M ary", "Mary", False), ("M a ry", "Mary", False),
     ("S-a-r-a-h", "Sarah", True), ("S a r ah", "Sarah", False)],
)  # fmt: skip  # a way of writing and whether it counts
def test_finds_four_letters_and_more_when_each_stands_apart(written: str, value: str, is_found: bool) -> None:
    assert found(f"Then {written} left.", value) == ([written] if is_found else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [("J.S said", ["J.S"]), ("J .S said", ["J .S"]), ("J .  S said", []), ("J-S said", []), ("J.s. said", []),
     ("JSmith said", []), ("J\u00a0S said", ["J\u00a0S"]), ("J. S", ["J. S"]), ("he (J.S.) said", ["J.S"]),
     ("She said – J.S. did", ["J.S"])],
)  # fmt: skip  # a text and its initials
def test_takes_full_stops_and_two_signs_at_most_between_initials(text: str, words: list[str]) -> None:
    assert found(text, "J.S.", kind=TokenKind.INITIALS) == words


@pytest.mark.parametrize(
    ("text", "words"), [("aX met", []), ("X", ["X"]), ("(X)", ["X"]), ("XY", []), ("1X", []), ("X.", ["X"]), ("x", [])]
)
def test_takes_a_single_initial_only_where_it_stands_alone(text: str, words: list[str]) -> None:
    assert found(text, "X", kind=TokenKind.INITIALS) == words


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        ("JS", TokenKind.NAME, ["JS"]),
        ("JSK", TokenKind.NAME, ["JSK", "jsk"]),
        ("JSK", TokenKind.INITIALS, ["JSK"]),
        ("J.S.K.L.", TokenKind.INITIALS, ["JSKL"]),
        ("JSKL", TokenKind.INITIALS, ["JSKL", "jskl"]),
    ],
)
def test_takes_three_capitals_for_initials_unless_they_are_a_name(
    value: str, kind: TokenKind, words: list[str]
) -> None:
    assert found("JS js JSK jsk JSKL jskl", value, kind=kind) == words


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        ("Zelda Kumar", TokenKind.NAME, ["Kumar, Zelda"]),
        ("Zelda Kumar", TokenKind.NICKNAME, ["Kumar, Zelda"]),
        ("Zelda Kumar", TokenKind.OTHER, ["Kumar, Zelda"]),
        ("Zelda Kumar", TokenKind.PLACE, []),
        ("Zelda Kumar", TokenKind.EMPLOYER, []),
        ("Z Kumar", TokenKind.NAME, []),
        ("Zelda Ann Kumar", TokenKind.NAME, []),
        ("Zelda Kumar2", TokenKind.NAME, []),
    ],
)
def test_turns_the_two_words_of_a_persons_name_round(value: str, kind: TokenKind, words: list[str]) -> None:
    forename = value.removesuffix(" Kumar").removesuffix(" Kumar2")
    assert found(f"then Kumar, {forename} left", value, kind=kind) == words


def test_does_not_turn_round_a_name_that_is_one_word() -> None:
    assert found("Smith Sarah", "SarahSmith") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a smith came", []),
        ("A Smith came", ["A Smith"]),
        ("A smith came", ["A smith"]),
        ("to a.smith@example.org", ["a.smith"]),
        ("see a_smith.docx", ["a_smith"]),
    ],
)
def test_takes_a_small_initial_only_inside_an_address_or_a_file_name(text: str, words: list[str]) -> None:
    assert found(text, "A Smith") == words


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("al went, Al went", "Al", ["Al"]),
        ("the xu and Xu", "Xu", ["Xu"]),
        ("the xue and Xue", "Xue", ["xue", "Xue"]),
        ("the rose and 2 rose2", "Rose2", ["rose2"]),
        ("a rose bush", "Rose Bush", ["rose bush"]),
    ],
)
def test_asks_for_a_capital_of_two_letters_and_of_one_ordinary_word(text: str, value: str, words: list[str]) -> None:
    assert found(text, value) == words


STREETS = (
    ("Road", "Rd"), ("Street", "St"), ("Avenue", "Ave"), ("Close", "Cl"), ("Lane", "Ln"), ("Drive", "Dr"),
    ("Court", "Ct"), ("Crescent", "Cres"), ("Gardens", "Gdns"), ("Terrace", "Terr"), ("Place", "Pl"), ("Square", "Sq"),
    ("Grove", "Gr"),
)  # fmt: skip  # pairs read side by side


@pytest.mark.parametrize(("whole", "short"), STREETS)
def test_knows_the_kind_of_a_street_short_and_whole(whole: str, short: str) -> None:
    assert found(f"at 14 Larch {short}", f"14 Larch {whole}") == [f"14 Larch {short}"]
    assert found(f"at 14 Larch {whole}", f"14 Larch {short}") == [f"14 Larch {whole}"]
    assert found(f"in the {short}", whole) == []


@pytest.mark.parametrize("value", ["Hill & Sons", "Hill and Sons"])
@pytest.mark.parametrize("text", ["Hill & Sons", "Hill and Sons", "Hill&Sons"])
def test_reads_and_for_its_sign_and_the_sign_for_it(text: str, value: str) -> None:
    assert found(f"at {text}", value) == [text]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [("12 / 3 / 1984", True), ("12/31984", False), ("112/3/1984", False), ("12/3/1984.", True), ("12/3/198", False),
     ("12/3/19845", False), ("12.3.84", True), ("12 of March 1984", True), ("March 12th 1984", True)],
)  # fmt: skip  # a text and whether the day is in it
def test_asks_that_the_parts_of_a_day_stand_apart_and_the_day_alone(text: str, is_found: bool) -> None:
    assert bool(found(f"Born {text}", "12/03/1984")) == is_found


@pytest.mark.parametrize(
    ("text", "why"),
    [("Sarah came", EXACT), ("SARAH came", EXACT), ("Sa-\nrah came", WRITTEN_OTHERWISE), ("Srah came", MISSPELT),
     ("Sal came", WRITTEN_OTHERWISE)],
)  # fmt: skip  # a text and the reason told
def test_says_whether_a_word_stands_as_it_was_recorded(text: str, why: str) -> None:
    (hit,) = find_tokens(text, [Token("Sarah", ("Sal",))])
    assert hit.why == why


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sarah Smyth rang", []),
        ("Sarah Smithe rang", ["Sarah Smithe"]),
        ("Sarah smithe rang", ["Sarah smithe"]),
    ],
)
def test_leaves_an_allowed_word_in_a_full_name_alone(text: str, words: list[str]) -> None:
    assert misspelt(text, "Sarah Smith", allowed=("Smyth",)) == words


@pytest.mark.parametrize(("text", "words"), [("Angela Crown", ["Angela Crown"]), ("Angela crown", [])])
def test_leaves_an_ordinary_small_word_after_a_forename_alone(text: str, words: list[str]) -> None:
    assert misspelt(f"Then {text} rang", "Angela Brown") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr Crown came", ["Crown"]),
        ("came to Mr Crown", ["Crown"]),
        ("5 ms crown", []),
        ("Ms crown", ["crown"]),
        ("Crown", []),
        ("Mrs Hill went inCrown way", []),
        ("the crown", []),
    ],
)
def test_tells_an_everyday_word_after_a_title(text: str, words: list[str]) -> None:
    assert misspelt(text, "Brown") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Angela Crown came", ["Crown"]),
        ("the Crown Angela came", ["Crown"]),
        ("Angela. Crown Court", []),
        ("the Crown: Angela came", []),
        ("Angela crown came", []),
        ("the Crown and Angela came", []),
        ("Crown\tAngela", []),
        ("Angela\tCrown", []),
        ("see the Crown", []),
    ],
)
def test_tells_an_everyday_word_that_touches_a_protected_name(text: str, words: list[str]) -> None:
    assert misspelt(text, "Brown", "Angela") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Carton\tage", ["Carton"]),
        ("name\tCarton", ["Carton"]),
        ("name\tCarton\tage", ["Carton"]),
        ("name\nCarton\nage", ["Carton"]),
        ("Carton", ["Carton"]),
        ("Carton was empty", []),
        ("It ended. Carton was empty", []),
        ("name\tCarton was empty", []),
        ("saw Carton", ["Carton"]),
        ("saw carton", []),
        ("carton", []),
    ],
)
def test_tells_a_rarer_word_written_large_inside_a_sentence_or_alone_in_its_cell(text: str, words: list[str]) -> None:
    assert misspelt(text, "Carlton") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("SarahSmyhtFinalNotes", ["Smyht"]), ("srahA1B2C3D4E5", [])],
)
def test_cuts_a_joined_word_into_six_pieces_at_most(text: str, words: list[str]) -> None:
    assert misspelt(text, "Smyth", "Sarah") == words
