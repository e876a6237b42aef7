"""In which forms do numbers, days and ages stand in real texts, and what looks like them and is none?"""

import pytest

from dhr_cases.anonymisation.recognisers import recognise
from dhr_cases.anonymisation.recognisers.plain_view import plain_view
from dhr_cases.anonymity_terms import FindingKind

KIND = FindingKind


def told(text: str, kind: FindingKind) -> list[str]:
    """The words told under a kind."""
    return [hit.words for hit in recognise(text) if hit.kind is kind]


def only(text: str, kind: FindingKind, words: str) -> bool:
    """Whether just these words are told, where they stand in the text."""
    found = [hit for hit in recognise(text) if hit.kind is kind]
    return [(hit.words, text[hit.start : hit.end]) for hit in found] == [(words, words)]


# Telephone numbers


@pytest.mark.parametrize(
    "number",
    [
        "07700900123",
        "07700-900-123",
        "07700.900.123",
        "07700 – 900123",
        "(01622) - 671 411",
        "07700\u2011900\u2011123",
        "07700\u00a0900\u00a0123",
        "07700\u2009900\u2009123",
        "\uff10\uff17\uff17\uff10\uff10 900123",
        "0 7700 900 123",
        "(020) 7946 0958",
        "020 7946 0958",
        "0207 946 0958",
        "+447700900123",
        "+44(0)7700900123",
        "+44 7700 900123",
        "\uff0b44 7700 900123",
        "00447700900123",
        "+353 1 234 5678",
        "00353 1 234 5678",
        "+1 (212) 555 0123",
        "+48 601 234 567",
        "+ 48 601 234 567",
    ],
)
def test_tells_a_telephone_number_in_every_writing(number: str) -> None:
    assert only(f"She rang {number}, twice.", KIND.TELEPHONE, number)


@pytest.mark.parametrize(
    "text",
    [
        "a grant of £07700900",
        "in 2019 2020 2021 and 2022",
        "reference 107700900123",
        "version 1.07700900123",
        "between 00:30 and 01:45",
        "0 – 5 – 10 – 15 – 20 – 25",
        "0 - 10 - 20 - 30 - 40 - 50",
        "+5 – 10 – 15 – 20 – 25 – 30",
        "+1 in ten",
        "001 and 002",
        "+12 345 678",
        "0300 330 5771",
        "(0800) 111 222 3",
        "07700 9001",
        "077009001234567",
        "x07700900123",
    ],
)
def test_tells_no_telephone_number_in_what_only_looks_so(text: str) -> None:
    assert told(text, KIND.TELEPHONE) == []


def test_says_of_a_number_abroad_that_it_is_one() -> None:
    at_home, abroad = recognise("07700 900123 or +353 1 234 5678")
    assert (at_home.why, abroad.why) == ("A telephone number.", "A telephone number abroad.")


# Postcodes


@pytest.mark.parametrize(
    "code",
    ["CT1 2AB", "CT12AB", "ct1 2ab", "CT1-2AB", "CT1\n2AB", "CT1\t2AB", "CT1\u20092AB", "CT1 \u00a02AB", "SW1A 1AA",
     "EC1A1BB", "M1 1AE", "B33 8TH", "BT1 1AA", "JE2 3AB", "GIR 0AA", "GIR0AA", "BFPO 1", "BFPO 5678", "bfpo 801"],
)  # fmt: skip  # codes side by side
def test_tells_a_postcode_in_every_writing(code: str) -> None:
    assert only(f"They lived at {code}.", KIND.POSTCODE, code)


@pytest.mark.parametrize(
    "text",
    ["CT1 only", "in CT1 and ME14", "CT1   2AB", "CT1--- 2AB", "CT1 2ABC", "CT01 2AB", "CT1 2IB", "CT1 22AB", "BFPO",
     "BFPO 12345", "GIR 0AB", "form A1 2B", "the E1 team", "xCT1 2AB"],
)  # fmt: skip  # texts side by side
def test_tells_no_postcode_that_is_not_whole(text: str) -> None:
    assert told(text, KIND.POSTCODE) == []


def test_tells_each_of_two_postcodes_side_by_side() -> None:
    assert told("E1 6AN, N1 9GU", KIND.POSTCODE) == ["E1 6AN", "N1 9GU"]


# NHS and National Insurance numbers


@pytest.mark.parametrize(
    "number",
    ["9434765919", "943 476 5919", "943-476-5919", "943.476.5919", "943–476–5919", "943\u2011476\u20115919",
     "943  476 5919", "943\u2009476\u20095919", "9434 765 919", "94347 65919"],
)  # fmt: skip  # one number in its writings
def test_tells_an_nhs_number_however_its_figures_are_grouped(number: str) -> None:
    assert only(f"NHS number {number}", KIND.NHS_NUMBER, number)
    assert told(f"NHS number {number[:-1]}8", KIND.NHS_NUMBER) == []


@pytest.mark.parametrize(
    "text", ["19434765919", "94347659190", "£9434765919.50", "1,943 476 5919", "943 476 5919,000", "943 4765 919"]
)
def test_tells_no_nhs_number_within_other_figures(text: str) -> None:
    assert told(text, KIND.NHS_NUMBER) == []


@pytest.mark.parametrize(
    "number",
    ["AB123456C", "AB 12 34 56 C", "AB-12-34-56-C", "AB.12.34.56.C", "AB 123456 C", "AB12 3456C", "ab 12 34 56 c",
     "AB\u00a012\u00a034\u00a056\u00a0C", "AB\u201112\u201134\u201156\u2011C"],
)  # fmt: skip  # one number in its writings
def test_tells_a_national_insurance_number_however_it_is_grouped(number: str) -> None:
    assert only(f"Her number, {number}, was known", KIND.NI_NUMBER, number)


@pytest.mark.parametrize(
    "text", ["AB 12 34 56", "AB  12 34 56 C", "AB1234567C", "DB123456E", "QQ123456C", "XAB123456C"]
)
def test_tells_no_national_insurance_number_without_its_shape(text: str) -> None:
    assert told(text, KIND.NI_NUMBER) == []


# Days


@pytest.mark.parametrize(
    "day",
    [
        "12.03.19", "12-03-19", "12/03/19", "1/3/19", "2019-04-03", "2019/04/03", "12/3/2019", "12.3.2019",
        "12\u201103\u20112019", "Sept. 3, 2019", "Sep 3rd", "3 Sept 2019", "12 Mar. 2019", "12 March 19",
        "twelfth of March", "first of May", "twenty-first of May 2019", "thirty-first of May",
        "twentieth of June, 2020", "twenty second day of July", "12th day of March", "12\u00a0March\u00a02019",
        "12\u2009March\u20092019",
        "March 12th", "12th of MARCH 2019", "31 May 2019",
    ],
)  # fmt: skip  # days side by side
def test_tells_a_day_in_every_writing(day: str) -> None:
    assert only(f"It began on {day} at home", KIND.DAY, day)


@pytest.mark.parametrize(
    "text",
    ["part 1.2.19", "part 10.11.12.1", "part 1.12.19", "32.03.19", "12.13.19", "12-3-19", "12.03-19", "2019-04/03",
     "2019/13/03", "2019/04/32", "the first March meeting", "the second of many", "twelfth of march",
     "page 12 of 30", "12/13/2019", "section 1/2", "version 12.03.2"],
)  # fmt: skip  # texts side by side
def test_tells_no_day_where_none_is_named(text: str) -> None:
    assert told(text, KIND.DAY) == []


def test_tells_the_last_day_of_a_stretch() -> None:
    assert told("from 3 to 5 March 2019", KIND.DAY) == ["5 March 2019"]
    assert told("from 3 March to 5 April 2019", KIND.DAY) == ["3 March", "5 April 2019"]


# Ages


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("he was 34 yrs old", "34 yrs old"),
        ("a 34 y/o woman", "34 y/o"),
        ("a 34yo woman", "34yo"),
        ("female, 34 yrs", "34 yrs"),
        ("six mths old", "six mths old"),
        ("age: 34", "age: 34"),
        ("Age at death: 34", "Age at death: 34"),
        ("age at death 34", "age at death 34"),
        ("aged-34", "aged-34"),
        ("aged  34", "aged  34"),
        ("aged\u00a034", "aged\u00a034"),
        ("her fortieth birthday", "fortieth birthday"),
        ("her thirty-fifth birthday", "thirty-fifth birthday"),
        ("her twenty first birthday", "twenty first birthday"),
        ("her tenth birthday", "tenth birthday"),
        ("Jane, 34, left", ", 34,"),
        ("her mother, 61, knew", ", 61,"),
        ("Robin (34) left", "(34)"),
        ("her child (6) saw it", "(6)"),
        ("a woman (34)", "(34)"),
        ("his partner (thirty)", "(thirty)"),
    ],
)
def test_tells_an_age_in_every_writing(text: str, words: str) -> None:
    assert only(text, KIND.EXACT_AGE, words)


@pytest.mark.parametrize(
    "text",
    [
        "three recommendations (5) were made",
        "as section (12) says",
        "Section (3) applies",
        "Recommendation (5)",
        "in March, 12, at home",
        "on pages, 12, 13",
        "in the month (6)",
        "20 yrs ago",
        "20 yrs later",
        "20 yrs of service",
        "under 30 yrs",
        "at least 30 yrs",
        "over 30yo",
        "the first birthday party was hers, not his tenth",
        "agencies, 34, answered",
        "Kent, 2034, was",
        "Total (34)",
        "age: 18 to 24",
        "age at death: 18-24",
        "aged-18 or over",
    ],
)
def test_tells_no_age_in_other_numbers(text: str) -> None:
    found = told(text, KIND.EXACT_AGE)
    assert found == (["first birthday"] if "birthday" in text else [])


# Plates, addresses, markings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AB12 CDE", ["AB12 CDE"]),
        ("AB12CDE", ["AB12CDE"]),
        ("her car, ab12 cde", ["ab12 cde"]),
        ("the van AB12-CDE", ["AB12-CDE"]),
        ("vehicle AB 12 CDE", ["AB 12 CDE"]),
        ("the form ab12 cde", []),
        ("the form AB12-CDE", []),
        ("the car was in ab1 cde", []),
        ("the car AB\u201112\u2011CDE", ["AB\u201112\u2011CDE"]),
    ],
)
def test_takes_a_loose_plate_only_beside_a_vehicle(text: str, found: list[str]) -> None:
    assert told(text, KIND.PLATE) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see facebook.com/jane.smith.", ["facebook.com/jane.smith"]),
        ("see ftp://example.org/a", ["ftp://example.org/a"]),
        ("HTTP://EXAMPLE.ORG, and", ["HTTP://EXAMPLE.ORG"]),
        ("m.example.co.uk/page?id=3;", ["m.example.co.uk/page?id=3"]),
        ("as @jane_smith wrote", ["@jane_smith"]),
        ("\uff20jane_smith", ["\uff20jane_smith"]),
        ("at @ab", []),
        ("@ 5 pounds", []),
        ("police.uk is known", []),
        ("and/or", []),
        ("e.g. a.b/c", []),
        ("j@x.org/page", []),
    ],
)
def test_tells_addresses_and_names_of_the_web(text: str, found: list[str]) -> None:
    assert told(text, KIND.WEB_ADDRESS) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("J.SMITH@EXAMPLE.CO.UK", ["J.SMITH@EXAMPLE.CO.UK"]),
        ("mailto:j.o'smith@example.org?", ["j.o'smith@example.org"]),
        ("j@x.org,k@y.org", ["j@x.org", "k@y.org"]),
        ("müller@exämple.org.", ["müller@exämple.org"]),
        ("j.smith\uff20example.org", ["j.smith\uff20example.org"]),
        ("j\u200b.smith@example.org", ["j\u200b.smith@example.org"]),
        ("j.smith@localhost", []),
        ("two @ three", []),
    ],
)
def test_tells_an_email_address_whole(text: str, found: list[str]) -> None:
    assert told(text, KIND.EMAIL) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("OFFICIAL SENSITIVE", ["OFFICIAL SENSITIVE"]),
        ("OFFICIAL: SENSITIVE", ["OFFICIAL: SENSITIVE"]),
        ("OFFICIAL\u2011SENSITIVE", ["OFFICIAL\u2011SENSITIVE"]),
        ("OFFICIAL", ["OFFICIAL"]),
        ("TOP SECRET", ["TOP SECRET"]),
        ("SECRET", ["SECRET"]),
        ("PROTECT – PERSONAL", ["PROTECT – PERSONAL"]),
        ("NOT PROTECTIVELY MARKED", ["NOT PROTECTIVELY MARKED"]),
        ("PROTECT YOUR STAFF", []),
        ("PROTECTED", []),
        ("NOT FOR PUBLICATION", ["NOT FOR PUBLICATION"]),
        ("IN CONFIDENCE", ["IN CONFIDENCE"]),
        ("EMBARGOED", ["EMBARGOED"]),
        ("Final draft version 2.1", ["Final draft version 2.1"]),
        ("draft v3", ["draft v3"]),
        ("it was kept secret; a final draft", []),
        ("UNOFFICIAL, OFFICIALLY", []),
    ],
)
def test_tells_a_marking_whole(text: str, found: list[str]) -> None:
    assert told(text, KIND.MARKING) == found


# Signs that nobody sees


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u202e"])
def test_is_not_misled_by_a_sign_that_nobody_sees(sign: str) -> None:
    text = f"{sign}She rang 0770{sign}0 900123{sign} from C{sign}T1 2AB{sign}."
    found = [(hit.kind, text[hit.start : hit.end]) for hit in recognise(text)]
    assert found == [(KIND.TELEPHONE, f"0770{sign}0 900123"), (KIND.POSTCODE, f"C{sign}T1 2AB")]


def test_reads_plain_text_as_it_is() -> None:
    view = plain_view("Plain - text, 12")
    assert (view.text, view.written, len(view.places)) == ("Plain - text, 12", "Plain - text, 12", 16)


def test_leaves_dashes_between_sentences_and_letters_with_accents_alone() -> None:
    view = plain_view("Zoé – and\u00a0Tŷ\u2010Hafan — left\u00ad")
    assert view.text == "Zoé – and Tŷ-Hafan — left"
    assert list(view.places) == list(range(len(view.text)))
