"""Is a protected word found however it is joined, apostrophed, titled, shortened or written in another script?"""

import pytest

from dhr_cases.anonymisation.matching import find_tokens
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymity_terms import FindingKind, TokenKind

NAME, ADDRESS, NUMBER, DATE = TokenKind.NAME, TokenKind.ADDRESS, TokenKind.NUMBER, TokenKind.OTHER


def found(text: str, value: str, kind: TokenKind = NAME, *variants: str) -> list[str]:
    """The words of the text that are the protected one."""
    token = Token(value, variants, "Adult A", kind)
    return [hit.words for hit in find_tokens(text, (token,)) if hit.kind is FindingKind.PROTECTED]


@pytest.mark.parametrize(
    ("value", "text", "words"),
    [
        ("O'Brien", "met O’Brien there", "O’Brien"),
        ("O'Brien", "met OBrien there", "OBrien"),
        ("O'Brien", "met O Brien there", "O Brien"),
        ("O'Brien", "met O'BRIEN’S sister", "O'BRIEN"),
        ("O'Brien", "met Mrs O`Brien there", "O`Brien"),
        ("Mary-Jane", "met Mary Jane there", "Mary Jane"),
        ("Mary-Jane", "met MaryJane there", "MaryJane"),
        ("Mary-Jane", "met Mary\u2011Jane there", "Mary\u2011Jane"),
        ("Mary-Jane", "met Mary–Jane there", "Mary–Jane"),
        ("Mary-Jane", "met Mary-\nJane there", "Mary-\nJane"),
        ("Smith-Jones", "the Smith‑Jones house", "Smith‑Jones"),
        ("Sarah Smith", "met Smith, Sarah there", "Smith, Sarah"),
        ("Sarah Smith", "met SMITH Sarah there", "SMITH Sarah"),
        ("Sarah Smith", "met Sarah\nSmith there", "Sarah\nSmith"),
        ("Sarah Smith", "met Sarah\u00a0Smith there", "Sarah\u00a0Smith"),
        ("Sarah Smith", "sarah.smith@example.org", "sarah.smith"),
        ("Sarah Smith", "file sarah_smith_2024.docx", "sarah_smith"),
        ("Zoë", "met Zoe there", "Zoe"),
        ("Zoe", "met Zoë there", "Zoë"),
        ("Zoë", "met Zoe\u0308 there", "Zoe"),
        ("Łukasz", "met Lukasz there", "Lukasz"),
        ("Lukasz", "met Łukasz there", "Łukasz"),
        ("Müller", "met Muller there", "Muller"),
        ("Søren", "met Soren there", "Soren"),
        ("Inglethorpe", "met Ingle\u00adthorpe there", "Ingle\u00adthorpe"),
        ("Inglethorpe", "met Ingle\u200bthorpe there", "Ingle\u200bthorpe"),
        ("Inglethorpe", "met INGLETHORPE there", "INGLETHORPE"),
        ("Inglethorpe", "met Ｉｎｇｌｅｔｈｏｒｐｅ there", "Ｉｎｇｌｅｔｈｏｒｐｅ"),
        ("Inglethorpe", "met Inglethоrpe there", "Inglethоrpe"),
        ("Жанна", "met Жанна there", "Жанна"),
        ("Жанна", "met ЖАННА there", "ЖАННА"),
        ("ЖАННА", "met Жанна there", "Жанна"),
        ("Наталья", "met наталья there", "наталья"),
        ("Γιώργος", "met ΓΙΏΡΓΟΣ there", "ΓΙΏΡΓΟΣ"),
        ("Ευμορφία", "met ΕΥΜΟΡΦΙΑ there", "ΕΥΜΟΡΦΙΑ"),
        ("ÖZGÜR", "met özgür there", "özgür"),
        ("İbrahim", "met ibrahim there", "ibrahim"),
        ("명", "met 명 there", "명"),
        ("محمد", "met محمد there", "محمد"),
        ("李明", "met 李明 there", "李明"),
    ],
)
def test_finds_a_name_in_every_dress(value: str, text: str, words: str) -> None:
    assert found(text, value) == [words]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Ann", "an annual plan"),
        ("Ann", "planned and manned"),
        ("Smith", "the blacksmith’s"),
        ("Will", "they will meet"),
        ("May", "in May 2019"),
        ("Sarah Smith", "Sarah met Smith"),
        ("Sarah Smith", "Sarah. Then Jones"),
        ("Mary-Jane", "Mary and Jane"),
        ("O'Brien", "of a brien"),
        ("Rose", "costs rose by half"),
        ("Mark", "a mark on the door"),
    ],
)
def test_finds_no_name_in_other_words(value: str, text: str) -> None:
    assert found(text, value) == []


@pytest.mark.parametrize(
    ("value", "text", "is_found"),
    [
        ("Will", "they met Will there", True),
        ("Will", "Mr Will left", True),
        ("May", "they met May there", True),
        ("Rose", "Rose said so", True),
        ("Mark", "to Mark’s house", True),
        ("Will", "WILL LEFT", True),
    ],
)
def test_finds_an_ordinary_word_that_is_written_as_a_name(value: str, text: str, is_found: bool) -> None:
    assert bool(found(text, value)) is is_found


@pytest.mark.parametrize(
    "text",
    ["07700 900123", "07700900123", "07700-900-123", "+44 7700 900123", "+44 (0) 7700 900 123", "0044 7700 900123",
     "7700 900123", "07700\u2009900\u2009123", "07700.900.123", "(07700) 900123"],
)  # fmt: skip  # one number in its writings
def test_finds_a_telephone_number_however_it_is_grouped(text: str) -> None:
    assert found(f"rang {text} twice", "07700 900123", NUMBER)
    assert found(f"rang {text[:-1]}4 twice", "07700 900123", NUMBER) == []


@pytest.mark.parametrize(
    "text",
    ["12 Hop Lane", "12, Hop Lane", "12 Hop Ln", "12 HOP LANE", "12 Hop\nLane", "12  Hop   Lane", "12-Hop-Lane"],
)
def test_finds_an_address_however_it_is_written(text: str) -> None:
    assert found(f"lived at {text}, Canterbury", "12 Hop Lane", ADDRESS)


@pytest.mark.parametrize("text", ["112 Hop Lane", "12 Hope Lane", "12 Shop Lane", "Hop Lane 12"])
def test_finds_no_other_address(text: str) -> None:
    assert found(f"lived at {text}", "12 Hop Lane", ADDRESS) == []


@pytest.mark.parametrize(
    "text",
    ["4 May 2025", "04/05/2025", "4.5.25", "4th of May, 2025", "May 4, 2025", "2025-05-04", "4 MAY 2025", "20250504",
     "4-May-25", "4\u00a0May\u00a02025", "the 4th May 2025"],
)  # fmt: skip  # one day in its writings
def test_finds_a_protected_day_however_it_is_written(text: str) -> None:
    assert found(f"It was on {text}.", "4 May 2025", DATE)


@pytest.mark.parametrize("text", ["14 May 2025", "4 May 2024", "May 2025", "5 April 2025", "4 May", "05/04/2024"])
def test_finds_no_other_day(text: str) -> None:
    assert found(f"It was on {text}.", "4 May 2025", DATE) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [("met J.S. there", "J.S."), ("met JS there", "JS"), ("met J. S. there", "J. S."), ("met js there", "")],
)
def test_finds_initials_written_large(text: str, words: str) -> None:
    hits = found(text, "Sarah Smith", NAME, "JS")
    assert [hit.rstrip(". ") for hit in hits] == ([words.rstrip(". ")] if words else [])


def test_finds_each_word_once_and_the_longer_before_the_shorter() -> None:
    tokens = (Token("Sarah", (), "Robin", NAME), Token("Sarah Smith", (), "Robin", NAME))
    hits = [hit for hit in find_tokens("Then Sarah Smith met Sarah.", tokens) if hit.kind is FindingKind.PROTECTED]
    assert {(hit.start, hit.words) for hit in hits} >= {(5, "Sarah Smith"), (21, "Sarah")}
