"""Where does each recogniser begin and stop, to the letter? Both sides of every edge stand here."""

import pytest

from dhr_cases.anonymisation.recognisers import recognise
from dhr_cases.anonymisation.recognisers.ages import exact_ages
from dhr_cases.anonymisation.recognisers.identifiers import is_nhs_number
from dhr_cases.anonymity_terms import FindingKind

KIND = FindingKind
FAR, NEAR = "y" * 60, "y" * 50
"""As many letters as end the words around a plate, and fewer."""


def told(text: str, kind: FindingKind) -> list[str]:
    """The words told under a kind."""
    return [hit.words for hit in recognise(text) if hit.kind is kind]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("aged only 34", "aged only 34"),
        ("he just turned 34", "turned 34"),
        ("she was turning 40", "turning 40"),
        ("aged 119", "aged 119"),
        ("age 12", "age 12"),
        ("she was thirty-four at the time", "she was thirty-four"),
        ("they were 34 when it began", "were 34"),
        ("He is just 34, and well", "He is just 34"),
        ("Robin (34) left", "(34)"),
        ("the 100th birthday", "100th birthday"),
        ("three weeks old", "three weeks old"),
        ("a 6-week-old", "6-week-old"),
        ("aged under 30, he was aged 31", "aged 31"),
    ],
)
def test_tells_an_age_however_it_is_said(text: str, words: str) -> None:
    assert told(text, KIND.EXACT_AGE) == [words]


LIMITS = (
    "From the age of 18 she lived alone", "after she reached the age of 18 she left", "he attained the age of 65",
    "on reaching the age of 65", "over aged 40", "below the age of 10", "above the age of 10", "from aged 16",
    "under age 16", "reaches age 18",
    "older than 34 years old", "up to 34 years old", "at least 34 years old", "below 34 years old",
    "aged 120", "aged 34%", "aged 18 and over", "aged 18 or older", "aged 18+", "aged 18–24", "age of 18 to 21",
)  # fmt: skip  # limits and ranges side by side


@pytest.mark.parametrize("text", LIMITS)
def test_tells_no_age_in_a_limit_or_a_range(text: str) -> None:
    assert told(text, KIND.EXACT_AGE) == []


@pytest.mark.parametrize("limit", ["under", "over", "from", "reached", "attained", "reaches"])
def test_looks_for_the_limit_only_directly_before_the_age(limit: str) -> None:
    assert [hit.words for hit in exact_ages(f"He {limit} the door, aged 34.")] == ["aged 34"]
    assert list(exact_ages(f"He {limit} the age of 34.")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("her granddaughter", "granddaughter"),
        ("her grandson's room", "grandson"),
        ("two schoolgirls", "schoolgirls"),
        ("his nieces", "nieces"),
        ("a pupil, aged 14", "pupil, aged 14"),
        ("the children aged 6 and 9", "children aged 6 and 9"),
        ("a teenage girl", "teenage girl"),
    ],
)
def test_tells_what_gives_a_child_away(text: str, words: str) -> None:
    assert told(text, KIND.CHILD) == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rang 0044 7700 900123", "0044 7700 900123"),
        ("rang +44 (0) 7700 900 123", "+44 (0) 7700 900 123"),
        ("rang (01622) 671411 twice", "(01622) 671411"),
        ("rang 01622 67141 twice", "01622 67141"),
    ],
)
def test_tells_a_telephone_number_of_home_and_abroad(text: str, words: str) -> None:
    assert told(text, KIND.TELEPHONE) == [words]


@pytest.mark.parametrize(
    "number",
    ["0300 123 1234", "+44 300 123 1234", "0044 808 808 2000", "0808 808 2000", "0900 123 4567", "0500 123 4567"],
)
def test_tells_no_number_that_belongs_to_nobody(number: str) -> None:
    assert told(f"ring {number}", KIND.TELEPHONE) == []


@pytest.mark.parametrize("text", ["item 1.07700 900123", "0000 000 0000", "rang 01622 6714", "rang 107700 900123"])
def test_tells_no_telephone_number_in_other_figures(text: str) -> None:
    assert told(text, KIND.TELEPHONE) == []


@pytest.mark.parametrize("number", ["4010232137", "943 476 5919", "943-476-5919", "5990128088", "9876543210"])
def test_agrees_with_the_sum_of_weights_about_an_nhs_number(number: str) -> None:
    figures = [int(figure) for figure in number if figure.isdigit()]
    total = sum(figure * weight for figure, weight in zip(figures, range(10, 0, -1), strict=True))
    assert is_nhs_number(number) == (total % 11 == 0)


@pytest.mark.parametrize("stem", ["943476591", "401023213", "100000001", "123456789", "000000011", "000000006"])
def test_lets_one_last_figure_at_most_check_an_nhs_number(stem: str) -> None:
    remainder = sum(int(figure) * weight for figure, weight in zip(stem, range(10, 1, -1), strict=True)) % 11
    fitting = [last for last in range(10) if is_nhs_number(f"{stem}{last}")]
    assert fitting == {0: [0], 1: []}.get(remainder, [11 - remainder])


@pytest.mark.parametrize("number", ["0000000000", "9999999999", "123456789", "94347659190", ""])
def test_takes_no_run_of_one_figure_or_of_another_length_for_an_nhs_number(number: str) -> None:
    assert not is_nhs_number(number)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"car {NEAR} A123 BCD", ["A123 BCD"]),
        (f"car {FAR} A123 BCD", []),
        (f"A123 BCD {NEAR} car", ["A123 BCD"]),
        (f"A123 BCD {FAR} car", []),
        ("car A123 BCD", ["A123 BCD"]),
        ("ABC 123D was the van", ["ABC 123D"]),
        ("scar A12 BCD", []),
        (f"{FAR} AB12CDE {FAR}", ["AB12CDE"]),
        ("the car AI12 CDE", []),
    ],
)
def test_takes_an_older_plate_only_beside_a_word_for_a_vehicle(text: str, found: list[str]) -> None:
    assert told(text, KIND.PLATE) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("CT1  2AB", ["CT1  2AB"]), ("CT1   2AB", []), ("W1A 0AX", ["W1A 0AX"]), ("x-CT1 2AB", []), ("CT1 2CB", []),
     ("ct1 2abc", []), ("QQ1 1AA", [])],
)  # fmt: skip  # a text and its postcodes
def test_takes_only_a_whole_postcode_of_an_area_that_exists(text: str, found: list[str]) -> None:
    assert told(text, KIND.POSTCODE) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("ab123456c", ["ab123456c"]), ("AB123456 D", ["AB123456 D"]), ("AB123456E", []), ("DA123456A", []),
     ("AO123456A", []), ("ZZ123456A", [])],
)  # fmt: skip  # a text and its numbers
def test_takes_only_a_national_insurance_number_that_is_given_out(text: str, found: list[str]) -> None:
    assert told(text, KIND.NI_NUMBER) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("see www.example.org/page.", ["www.example.org/page"]), ("(http://a.b/c)", ["http://a.b/c"])],
)
def test_ends_a_web_address_before_the_sign_that_ends_the_sentence(text: str, found: list[str]) -> None:
    assert told(text, KIND.WEB_ADDRESS) == found


@pytest.mark.parametrize(
    "text",
    ["March 12:30", "32 March", "0 March", "2019-13-01", "2019-12-32", "3/4-2019", "part 1.2.19", "12 of march",
     "31/12/2019-1"],
)  # fmt: skip  # figures that name no day
def test_takes_no_other_figures_for_a_day(text: str) -> None:
    assert told(text, KIND.DAY) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He was a police officer of Polish origin.", "police officer of Polish"),
        ("Nothing here. Then a midwife, once Polish, came.", "midwife, once Polish"),
        ("First this.\nThe Polish man on 12 March.", "Polish man on 12 March"),
        ("Profoundly deaf, he lived in Whitstable", "Profoundly deaf, he lived in Whitstable"),
        ("after a 28-year career as a vicar", "28-year career as a vicar"),
        ("worked there for over 20 years as a dentist", "worked there for over 20 years as a dentist"),
        ("a vicar with twins", "vicar with twins"),
        ("a vicar from the island of Sheppey", "vicar from the island of Sheppey"),
    ],
)
def test_reaches_from_the_first_rare_fact_to_the_last(text: str, words: str) -> None:
    (hit,) = [hit for hit in recognise(text) if hit.kind is KIND.RARE_FACTS]
    assert (hit.words, text[hit.start : hit.end]) == (words, words)


@pytest.mark.parametrize(
    "text",
    ["He lived in Faversham from 12 March", "He lived in Faversham after 20 years of service", "a vicar and a dentist",
     "He was Polish? A vicar came", "He lived in Town A, a vicar", "a vicar worked in March"],
)  # fmt: skip  # facts that point to nobody
def test_needs_two_facts_of_which_one_leads(text: str) -> None:
    assert told(text, KIND.RARE_FACTS) == []


def test_says_which_facts_stand_together() -> None:
    (hit,) = recognise("He was a police officer of Polish origin.")
    assert hit.why == "Together these may point to one person: where somebody comes from, a job."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Then Zoltan came", "Zoltan"),
        ("see Zoltan", "Zoltan"),
        ("Kumar Patel's house", "Kumar Patel"),
        ("The Kumar Patel house", "Kumar Patel"),
        ("Mr. Zelda spoke", "Zelda"),
        ("PC Zelda went", "Zelda"),
        ("met Anne-Zoltan here", "Anne-Zoltan"),
        ("Zoltan Meeting Kumar", "Zoltan Meeting Kumar"),
        ("The Zoltan came", "Zoltan"),
    ],
)
def test_reaches_from_the_first_strange_word_to_the_last(text: str, words: str) -> None:
    (hit,) = [hit for hit in recognise(text) if hit.kind is KIND.UNKNOWN_NAME]
    assert (hit.words, text[hit.start : hit.end]) == (words, words)


BEGINNINGS = ("", "   ", "It ended. ", "It ended.\n\n", '"', "(", "He said: ", "cell\t", "- ", "It ended?  ")


@pytest.mark.parametrize("before", BEGINNINGS)
def test_does_not_take_the_first_word_of_a_sentence_alone_for_a_name(before: str) -> None:
    assert told(f"{before}Zoltan came", KIND.UNKNOWN_NAME) == []
    assert told(f"{before}Zoltan Kumar came", KIND.UNKNOWN_NAME) == ["Zoltan Kumar"]
    assert told(f"{before}Mrs Zoltan came", KIND.UNKNOWN_NAME) == ["Zoltan"]


@pytest.mark.parametrize("body", ["Hospital", "Trust", "Council", "Police", "Academy"])
def test_takes_no_name_of_a_body_for_a_person(body: str) -> None:
    assert told(f"the Zoltan {body} wrote", KIND.UNKNOWN_NAME) == []


@pytest.mark.parametrize("known", [["zoltan"], ["Zoltan Kumar"], ["ZOLTAN", "Kumar"]])
def test_knows_a_word_whatever_its_capitals(known: list[str]) -> None:
    found = [hit.words for hit in recognise("The panel met Zoltan there", known_words=known)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("see www.example.org/12/03/1984/x", [KIND.WEB_ADDRESS]),
        ("j.smith@www.example.org", [KIND.EMAIL]),
        ("a child aged 6", [KIND.CHILD]),
        ("a Polish vicar on 12 March", [KIND.RARE_FACTS, KIND.DAY]),
    ],
)
def test_tells_a_place_once_but_for_a_sentence_of_rare_facts(text: str, kinds: list[FindingKind]) -> None:
    assert [hit.kind for hit in recognise(text)] == kinds
