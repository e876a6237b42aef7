"""Is a protected word found however it is written, and nothing else?"""

import time

import pytest

from dhr_cases.anonymisation.matching import Search, find_tokens
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind, TokenKind


def found(text: str, *values: str, kind: TokenKind = TokenKind.OTHER) -> list[str]:
    """The words of the text in which a protected word was found exactly."""
    hits = find_tokens(text, [Token(value, kind=kind) for value in values])
    return [hit.words for hit in hits if hit.kind is FindingKind.PROTECTED]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("sarah", "Sarah"),
        ("SARAH", "Sarah"),
        ("Amelie", "Amélie"),
        ("AMÉLIE", "Amelie"),
        ("Ame\u0301lie", "Amélie"),
        ("Ѕаrаh", "Sarah"),  # four letters are Cyrillic
        ("Ｓａｒａｈ", "Sarah"),
        ("Sa\u00adrah", "Sarah"),
        ("Sa\u200brah", "Sarah"),
        ("Sa\u2060rah", "Sarah"),
        ("Sar-\nah", "Sarah"),
        ("S a r a h", "Sarah"),
        ("ﬁona", "Fiona"),
        ("Søren", "Soren"),
        ("Strauß", "Strauss"),
        ("Zoë", "Zoe"),
        ("O'Brien", "O’Brien"),
        ("OBrien", "O'Brien"),
        ("O Brien", "O'Brien"),
        ("Mcdonald", "McDonald"),
        ("Sarah\nSmith", "Sarah Smith"),
        ("Sarah \u00a0  Smith", "Sarah Smith"),
        ("Sarah-Smith", "Sarah Smith"),
        ("sarah_smith", "Sarah Smith"),
        ("sarah.smith", "Sarah Smith"),
        ("SarahSmith", "Sarah Smith"),
        ("sarahsmith", "Sarah Smith"),
        ("Smith, Sarah", "Sarah Smith"),
        ("SMITH Sarah", "Sarah Smith"),
        ("Ann Marie", "Ann-Marie"),
        ("Smith and Sons", "Smith & Sons"),
        ("Smith & Sons", "Smith and Sons"),
        ("14 Larch Rd", "14 Larch Road"),
        ("14, Larch Street", "14 Larch St"),
    ],
)
def test_finds_a_word_however_it_is_written(written: str, value: str) -> None:
    assert found(f"We know that {written} lived there.", value) == [written]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was planned in an annual plan by Annie.", "Ann"),
        ("He was on the island.", "Ian"),
        ("A martinet", "Martin"),
        ("Sara hid it", "Sarah"),
        ("his an nual report", "Ann"),
        ("D'Arcy", "Arcy"),
        ("107700900123", "07700 900123"),
        ("077009001234", "07700 900123"),
        ("20 Larch Road", "14 Larch Road"),
        ("a smith's yard", "A Smith"),
        ("", "Sarah"),
        ("… — !", "Sarah"),
    ],
)
def test_does_not_find_a_word_inside_another(text: str, value: str) -> None:
    assert found(text, value) == []


@pytest.mark.parametrize("text", ["Sarah's friend", "Sarah’s friend", "SarahSmith_final.docx", "84sarah", "'Sarah'"])
def test_finds_a_name_beside_other_signs(text: str) -> None:
    assert [words.casefold() for words in found(text, "Sarah")] == ["sarah"]


@pytest.mark.parametrize(
    "written",
    ["07700900123", "07700 900123", "07700-900-123", "(07700) 900 123", "+44 7700 900123", "0044 7700 900 123",
     "+44 (0)7700 900123", "7700900123"],
)  # fmt: skip  # ways of one number
def test_finds_a_number_with_anything_between_its_figures(written: str) -> None:
    assert len(found(f"Rang {written} twice.", "07700 900123")) == 1


def test_finds_a_number_registered_from_abroad_as_it_is_dialled_at_home() -> None:
    assert found("Rang 07700 900123.", "+44 7700 900123") == ["07700 900123"]


@pytest.mark.parametrize(
    ("written", "value"),
    [("CT12AB", "CT1 2AB"), ("ct1 2ab", "CT12AB"), ("QZ51BCD", "QZ51 BCD"), ("943-476-5919", "9434765919")],
)
def test_finds_a_code_with_or_without_its_spaces(written: str, value: str) -> None:
    assert found(f"Noted {written}.", value) == [written]


DAYS = (
    "12/03/1984", "12-03-1984", "12.03.1984", "12/3/1984", "12/03/84", "12.3.84", "12 March 1984", "12th March 1984",
    "12th of March 1984", "12 Mar 1984", "12-Mar-84", "March 12, 1984", "March 12th, 1984", "Mar 12 1984", "1984-03-12",
    "1984/03/12", "12 MARCH 1984", "03/12/1984", "19840312", "12031984", "1984-03-12T00:00:00", "30753",
)  # fmt: skip  # ways of one day; the last is what a spreadsheet keeps


@pytest.mark.parametrize("written", DAYS)
def test_finds_a_day_in_every_usual_way_from_one_token(written: str) -> None:
    assert len(found(f"Born {written}.", "12/03/1984", kind=TokenKind.DATE)) == 1


@pytest.mark.parametrize("value", ["12/03/1984", "12 March 1984", "12th March 1984", "1984-03-12", "March 12, 1984"])
def test_reads_a_protected_day_in_every_usual_way(value: str) -> None:
    assert found("Born 12 Mar 84.", value) == ["12 Mar 84"]


@pytest.mark.parametrize("text", ["1 2031984", "13 March 1984", "12/03/19845", "12 March", "March 1984", "121984"])
def test_does_not_take_another_day_or_part_of_one_for_the_day(text: str) -> None:
    assert found(text, "12/03/1984") == []


def test_reads_september_in_its_three_ways() -> None:
    assert len(found("9 Sept 1990, 9 Sep 1990, 9 September 1990", "9/9/1990")) == 3


@pytest.mark.parametrize("text", ["J. S. said", "J.S. said", "JS said", "J S said", "by JS,"])
def test_finds_initials_in_capitals(text: str) -> None:
    assert len(found(text, "J.S.", kind=TokenKind.INITIALS)) == 1


@pytest.mark.parametrize("text", ["js", "a js file", "JSON", "J then S", "J/S", "JST"])
def test_does_not_find_initials_in_small_letters_or_apart(text: str) -> None:
    assert found(text, "JS", kind=TokenKind.INITIALS) == []


def test_finds_a_single_letter_only_as_a_word_of_its_own() -> None:
    assert found("X met Xavier, x and Mr X", "X", kind=TokenKind.INITIALS) == ["X", "X"]


@pytest.mark.parametrize(
    "text",
    ["She may go.", "in May 2019", "on 12 May", "between April and May", "May the panel ask", "A rose", "I will",
     "Will the panel", "Mark my words in small: mark", "White British", "Black Caribbean", "the grace of it"],
)  # fmt: skip  # texts without a name
def test_does_not_take_an_ordinary_word_for_a_name(text: str) -> None:
    assert [word for word in found(text, "May", "Rose", "Will", "White", "Black", "Grace") if word != "Mark"] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We met May there", ["May"]),
        ("We met May the next day", ["May"]),
        ("there was May, 34, alone", ["May"]),
        ("MAY SMITH", ["MAY"]),
        ("maySmith", ["may"]),
        ("Rose's house", ["Rose"]),
        ("Will said so", ["Will"]),
        ("Mrs White came", ["White"]),
        ("rose_final.docx", ["rose"]),
        ("write to may@example.org", ["may"]),
        ("notes about rose.docx", ["rose"]),
    ],
)
def test_takes_an_ordinary_word_for_a_name_where_it_is_written_as_one(text: str, words: list[str]) -> None:
    assert found(text, "May", "Rose", "Will", "White") == words


def test_finds_declared_variants_and_names_their_token() -> None:
    token = Token("Sarah", ("Sal", "Sadie"))
    hits = find_tokens("Sadie and sal", [token])
    assert [(hit.words, hit.token) for hit in hits] == [("Sadie", token), ("sal", token)]


def test_keeps_the_longest_of_words_inside_one_another() -> None:
    assert found("Sarah Smith rang", "Sarah", "Smith", "Sarah Smith") == ["Sarah Smith"]


def test_tells_places_in_the_text_as_it_was_given() -> None:
    text = "  Été: Ame\u0301lie\u00ad’s"
    (hit,) = find_tokens(text, [Token("Amélie")])
    assert text[hit.start : hit.end] == hit.words == "Ame\u0301lie"


def test_tells_hits_in_the_order_of_the_text() -> None:
    hits = find_tokens("Smith, Srah, Peter, Smith", [Token("Peter"), Token("Sarah"), Token("Smith")])
    assert [hit.words for hit in hits] == ["Smith", "Srah", "Peter", "Smith"]


def test_ignores_a_token_without_a_letter() -> None:
    assert found("Anything - goes", "-", " ") == []


def test_looks_through_sixty_pages_with_sixty_tokens_in_a_second() -> None:
    tokens = [Token(f"Name{letter}{number}son") for letter in "abcdef" for number in range(10)]
    page = "The panel considered the history of contact with services, and what each of them knew at the time. " * 24
    search = Search(tokens)
    began = time.process_time()
    hits = [hit for _ in range(60) for hit in search.find(page)]
    assert hits == []
    assert time.process_time() - began < 1
