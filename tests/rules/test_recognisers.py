"""Do recognisers point to what may identify a person, and to nothing else?"""

import pytest

from dhr_cases.anonymisation.recognisers import RECOGNISERS, recognise
from dhr_cases.anonymisation.recognisers.identifiers import is_nhs_number
from dhr_cases.anonymity_terms import FindingKind

KIND = FindingKind


def told(text: str, kind: FindingKind) -> list[str]:
    """The words told under a kind."""
    return [hit.words for hit in recognise(text) if hit.kind is kind]


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (KIND.DAY, "on 12 March 1984", "12 March 1984"),
        (KIND.DAY, "on the 12th of March", "12th of March"),
        (KIND.DAY, "by March 12, 1984", "March 12, 1984"),
        (KIND.DAY, "on 12-Mar-84", "12-Mar-84"),
        (KIND.DAY, "on 03/12/84", "03/12/84"),
        (KIND.DAY, "on 3.4.2019", "3.4.2019"),
        (KIND.DAY, "on 2019-04-03", "2019-04-03"),
        (KIND.DAY, "on 1st Sept 2019", "1st Sept 2019"),
        (KIND.EXACT_AGE, "aged 34", "aged 34"),
        (KIND.EXACT_AGE, "a 34-year-old man", "34-year-old"),
        (KIND.EXACT_AGE, "thirty-four years old", "thirty-four years old"),
        (KIND.EXACT_AGE, "at the age of 51", "age of 51"),
        (KIND.EXACT_AGE, "she was 34 when", "she was 34"),
        (KIND.EXACT_AGE, "his 40th birthday", "40th birthday"),
        (KIND.CHILD, "her son was there", "son"),
        (KIND.CHILD, "two stepdaughters", "stepdaughters"),
        (KIND.CHILD, "the little boy", "little boy"),
        (KIND.CHILD, "a child aged 6", "child aged 6"),
        (KIND.POSTCODE, "at CT1 2AB.", "CT1 2AB"),
        (KIND.POSTCODE, "at me144bb", "me144bb"),
        (KIND.POSTCODE, "at SW1A 1AA", "SW1A 1AA"),
        (KIND.TELEPHONE, "rang 07700 900123", "07700 900123"),
        (KIND.TELEPHONE, "rang +44 (0)1622 671411", "+44 (0)1622 671411"),
        (KIND.TELEPHONE, "rang 020 7946 0958", "020 7946 0958"),
        (KIND.NHS_NUMBER, "number 943 476 5919", "943 476 5919"),
        (KIND.NI_NUMBER, "number AB 12 34 56 C", "AB 12 34 56 C"),
        (KIND.PLATE, "in AB12 CDE", "AB12 CDE"),
        (KIND.PLATE, "the car A123 BCD", "A123 BCD"),
        (KIND.EMAIL, "to j.smith@example.org.", "j.smith@example.org"),
        (KIND.WEB_ADDRESS, "see https://example.org/a?b=c.", "https://example.org/a?b=c"),
        (KIND.MARKING, "OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"),
        (KIND.MARKING, "Official – Sensitive", "Official – Sensitive"),
        (KIND.MARKING, "DRAFT", "DRAFT"),
        (KIND.MARKING, "Appointed on [not recorded]", "[not recorded]"),
        (KIND.MARKING, "Draft version 3", "Draft version 3"),
        (KIND.UNKNOWN_NAME, "The panel met Zoltan there", "Zoltan"),
        (KIND.UNKNOWN_NAME, "Kumar Patel spoke", "Kumar Patel"),
        (KIND.UNKNOWN_NAME, "then Mrs Zelda spoke", "Zelda"),
    ],
)
def test_points_to(kind: FindingKind, text: str, words: str) -> None:
    assert told(text, kind) == [words]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (KIND.DAY, "in March 2019"),
        (KIND.DAY, "under section 12 may be"),
        (KIND.DAY, "recommendation 4.2.10 and part 1.2.3"),
        (KIND.DAY, "32/13/2019"),
        (KIND.EXACT_AGE, "anyone aged 16 or over"),
        (KIND.EXACT_AGE, "aged 18 to 24"),
        (KIND.EXACT_AGE, "aged 65+"),
        (KIND.EXACT_AGE, "under the age of 18"),
        (KIND.EXACT_AGE, "16 to 24-year-olds"),
        (KIND.EXACT_AGE, "over 18 years old"),
        (KIND.EXACT_AGE, "34 agencies answered"),
        (KIND.CHILD, "her boyfriend and his girlfriend"),
        (KIND.CHILD, "a child was present"),
        (KIND.CHILD, "the children were under 18"),
        (KIND.CHILD, "a reason"),
        (KIND.POSTCODE, "ZZ1 1AA"),
        (KIND.POSTCODE, "CT1 and ME14"),
        (KIND.TELEPHONE, "ring 0808 2000 247 or 0300 123 1234 or 101"),
        (KIND.TELEPHONE, "a grant of 20,000,000,000"),
        (KIND.NHS_NUMBER, "number 943 476 5918"),
        (KIND.NHS_NUMBER, "1111111111"),
        (KIND.NI_NUMBER, "BG123456C"),
        (KIND.PLATE, "table A123 BCD"),
        (KIND.MARKING, "an official draft was restricted and confidential"),
        (KIND.UNKNOWN_NAME, "Kent Police and Medway Council met the Panel"),
        (KIND.UNKNOWN_NAME, "Elsewhere nothing happened"),
        (KIND.UNKNOWN_NAME, "in the Zoltan Hospital"),
    ],
)
def test_does_not_point_to(kind: FindingKind, text: str) -> None:
    assert told(text, kind) == []


def test_checks_an_nhs_number_by_its_last_figure() -> None:
    assert is_nhs_number("9434765919")
    assert is_nhs_number("401 023 2137")
    assert not is_nhs_number("401 023 2138")
    assert not is_nhs_number("94347659")


@pytest.mark.parametrize(
    "text",
    [
        "He was a police officer of Polish origin.",
        "A midwife, she lived in Faversham.",
        "The Lithuanian community met on 12 March.",
        "A firefighter with a 28-year career.",
    ],
)
def test_points_to_rare_facts_in_one_sentence(text: str) -> None:
    (hit,) = [hit for hit in recognise(text) if hit.kind is KIND.RARE_FACTS]
    assert hit.words in text
    assert hit.why.startswith("Together these may point to one person: ")


@pytest.mark.parametrize(
    "text",
    ["A police officer attended.", "He was Polish. She was a midwife.", "She lived in Faversham for years.", "Nothing"],
)
def test_does_not_point_to_facts_that_stand_apart(text: str) -> None:
    assert told(text, KIND.RARE_FACTS) == []


def test_never_takes_known_words_for_unknown_names() -> None:
    assert recognise("The panel met Zoltan Kiss there", known_words=["Zoltan Kiss"]) == ()


def test_tells_hits_in_order_and_each_place_once() -> None:
    text = "Kumar Patel, j.smith@www.example.org, 12 March 1984"
    hits = recognise(text)
    assert [hit.kind for hit in hits] == [KIND.UNKNOWN_NAME, KIND.EMAIL, KIND.DAY]
    assert all(text[hit.start : hit.end] == hit.words for hit in hits)


def test_says_why_in_a_sentence() -> None:
    hits = recognise("CT1 2AB, 07700 900123, aged 34, DRAFT, Kumar Patel")
    assert len(hits) == 5
    assert all(hit.why.endswith(".") for hit in hits)


def test_has_a_recogniser_for_every_kind_it_promises() -> None:
    apart = {KIND.PROTECTED, KIND.MISSPELT, KIND.UNKNOWN_NAME, KIND.MODEL}
    assert set(RECOGNISERS) | apart == set(FindingKind)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "é" * 50])
def test_finds_nothing_where_nothing_stands(text: str) -> None:
    assert recognise(text) == ()
