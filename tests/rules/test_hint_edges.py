"""Where does each hint of plain language begin, what does it say, and at which paragraph does it point?"""

from dataclasses import dataclass

import pytest

from dhr_cases.plain_language import (
    CHARACTERISTICS,
    FEWEST_WORDS,
    LONGEST_SENTENCE,
    READING_AGE_AIM,
    Hint,
    HintKind,
    hints_of_paper,
    hints_of_section,
    missing_characteristics,
    reading_age,
    unanswered_terms,
    undefined_abbreviations,
)


@dataclass(frozen=True)
class Written:
    """A section as the drafting pages hold it."""

    code: str
    text: str
    heading: str = ""


def sentence_of(count: int) -> str:
    """A sentence of so many words of one syllable."""
    return f"Dog{' dog' * (count - 1)}."


def hints(kind: HintKind, text: str, code: str = "analysis") -> list[Hint]:
    """The hints of one kind about a section."""
    return [hint for hint in hints_of_section(code, text) if hint.kind is kind]


@pytest.mark.parametrize(("words", "age"), [(33, 14), (34, 14), (35, 15), (40, 17)])
def test_calls_a_text_hard_from_the_first_year_above_the_aim(words: int, age: int) -> None:
    """0.39 x words a sentence + 11.8 x 1 syllable - 15.59 + 5 years."""
    text = " ".join([sentence_of(words)] * 2)
    assert reading_age(text) == age
    found = hints(HintKind.READING_AGE, text)
    assert bool(found) is (age > READING_AGE_AIM)
    if found:
        said = f"A reader needs the schooling of a {age}-year-old. Shorter sentences and plainer words bring it down."
        assert found == [Hint(HintKind.READING_AGE, "analysis", 0, str(age), said)]


@pytest.mark.parametrize(("count", "has_age"), [(FEWEST_WORDS - 1, False), (FEWEST_WORDS, True)])
def test_gives_an_age_from_sixty_words_on(count: int, has_age: bool) -> None:
    """Words of tables and headings are not counted among them."""
    text = " ".join(sentence_of(1) for _ in range(count))
    assert (reading_age(text) is not None) is has_age
    assert (reading_age(f"## {'dog ' * 60}\n\n| {'dog ' * 60} |\n\n{text}") is not None) is has_age


def test_gives_no_reader_less_than_five_years() -> None:
    assert reading_age("Go. " * 60) == 5


def test_counts_words_without_an_end_as_one_sentence() -> None:
    assert reading_age("dog " * 60) == round(0.39 * 60 + 11.8 - 15.59 + 5)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("cat", 1), ("the", 1), ("make", 1), ("table", 2), ("asked", 1), ("wanted", 2), ("makes", 1), ("houses", 1),
        ("people", 2), ("agency", 3), ("hmm", 1), ("Agreed", 2), ("died", 1), ("be", 1), ("used", 1),
    ],
)  # fmt: skip  # a word and how many syllables are estimated
def test_estimates_the_syllables_of_a_word(word: str, syllables: int) -> None:
    """Sixty times the word, ten words a sentence: the age tells the estimate."""
    text = " ".join([" ".join([word] * 10).capitalize() + "."] * 6)
    assert reading_age(text) == max(5, round(0.39 * 10 + 11.8 * syllables - 15.59 + 5))


def test_calls_a_sentence_long_from_its_first_word_too_many() -> None:
    assert hints(HintKind.LONG_SENTENCE, sentence_of(LONGEST_SENTENCE)) == []
    (found,) = hints(HintKind.LONG_SENTENCE, sentence_of(LONGEST_SENTENCE + 1))
    assert (found.paragraph, found.words) == (1, "Dog dog dog dog dog dog dog dog …")
    assert found.sentence == "This sentence has 41 words. Two sentences may be easier to follow."


@pytest.mark.parametrize(
    ("between", "paragraph"),
    [("\n\n", 2), ("\n \n", 2), ("\n- ", 2), ("\n## ", 2), ("\n1. ", 2), ("\n4.2 ", 2), ("\n", 1), (" ", 1)],
)  # fmt: skip  # what stands between and where the hint points
def test_counts_paragraphs_bullets_headings_and_printed_numbers(between: str, paragraph: int) -> None:
    (found,) = hints(HintKind.BLAME, f"All was well.{between}He was careless that day.")
    assert (found.paragraph, found.words) == (paragraph, "careless")


@pytest.mark.parametrize("end", [".", "!", "?", ".”", ".)", "?’"])
def test_ends_a_sentence_at_its_sign_and_its_quotation_mark(end: str) -> None:
    half = "dog " * 30
    assert hints(HintKind.LONG_SENTENCE, f"Dog {half}{end} Then {half}.") == []
    assert len(hints(HintKind.LONG_SENTENCE, f"Dog {half}{end} then {half}.")) == 1


def test_names_every_word_that_may_blame_in_the_order_of_its_table_within_a_paragraph() -> None:
    text = "She chose to stay. He was negligent and she did not leave.\n\nNobody is to blame."
    assert [(hint.paragraph, hint.words) for hint in hints(HintKind.BLAME, text)] == [
        (1, "negligent"), (1, "chose to stay"), (1, "did not leave"), (2, "to blame"),
    ]  # fmt: skip  # paragraph and words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She was the older.", "age"), ("An elderly aunt.", "age"), ("Aged care.", "age"),
        ("A hearing impairment.", "disability"), ("Her mental health.", "disability"), ("Disabled.", "disability"),
        ("She is trans.", "gender reassignment"), ("Gender identity.", "gender reassignment"),
        ("They were married.", "marriage and civil partnership"), ("Civil partners.", "marriage and civil partnership"),
        ("Pregnant at the time.", "pregnancy and maternity"), ("Maternity care.", "pregnancy and maternity"),
        ("Her ethnicity.", "race"), ("Racial abuse.", "race"), ("His nationality.", "race"), ("Race.", "race"),
        ("Her faith.", "religion or belief"), ("Their beliefs.", "religion or belief"),
        ("Sex.", "sex"), ("As a woman she", "sex"), ("Gendered violence.", "sex"),
        ("Her sexuality.", "sexual orientation"), ("A lesbian couple.", "sexual orientation"),
    ],
)  # fmt: skip  # what is said and of which characteristic
def test_knows_each_way_to_speak_of_a_characteristic(text: str, name: str) -> None:
    assert set(CHARACTERISTICS) - set(missing_characteristics(text)) == {name}


@pytest.mark.parametrize(
    "text", ["The page was torn.", "An agency managed it.", "She traced him.", "Sexual abuse.", "A transfer."]
)
def test_takes_no_word_that_only_holds_another_for_one(text: str) -> None:
    assert missing_characteristics(text) == tuple(CHARACTERISTICS)


def test_says_which_characteristic_nobody_spoke_of() -> None:
    (found,) = hints(
        HintKind.EQUALITY,
        "Age, disability, gender identity, marriage, maternity, race, faith and sex were looked at.",
        "equality",
    )
    said = "Nothing is said about sexual orientation. Say whether it mattered, or that it did not."
    assert found == Hint(HintKind.EQUALITY, "equality", 0, "sexual orientation", said)
    assert hints(HintKind.EQUALITY, " \n", "equality") == []
    assert hints(HintKind.EQUALITY, "Age.", "analysis") == []


def test_says_of_an_abbreviation_where_it_first_stands() -> None:
    sections = [Written("background", "Nothing.\n\nThe IDVAs came."), Written("analysis", "An IDVA’s call. The MAPPA.")]
    said = "“{}” is not spelt out anywhere. Write it in full once, or add it to the glossary."
    assert undefined_abbreviations(sections) == (
        Hint(HintKind.ABBREVIATION, "background", 2, "IDVA", said.format("IDVA")),
        Hint(HintKind.ABBREVIATION, "analysis", 1, "MAPPA", said.format("MAPPA")),
    )


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("The MASH met.", ["MASH"]), ("The MASH’s note.", ["MASH"]), ("In A&E she waited.", ["A&E"]),
        ("COVID-19 came.", []), ("Form CA/1 came.", []), ("A WHOLE LINE IN CAPITALS", []), ("The GP and NHS.", []),
        ("An adviser (IDVA) came.", []), ("The IDVA (an adviser) came.", []), ("Advisers (“IDVAs”) came.", []),
        ("The IDVA (2) came.", ["IDVA"]), ("See (IDVA).", []), ("I saw A and B.", []), ("The X1 form.", []),
    ],
)  # fmt: skip  # a text and what of it needs words
def test_wants_words_for_what_is_short_and_nothing_else(text: str, shorts: list[str]) -> None:
    assert [hint.words for hint in undefined_abbreviations([Written("analysis", text)])] == shorts


def test_finds_the_words_of_an_abbreviation_in_whatever_section() -> None:
    """Before or after; the glossary needs no brackets, another section does."""
    used = Written("analysis", "The MASH met.")
    assert undefined_abbreviations([used, Written("lessons", "A safeguarding hub (MASH) was new.")]) == ()
    assert undefined_abbreviations([used, Written("glossary", "MASH: safeguarding hub")]) == ()
    assert len(undefined_abbreviations([used, Written("lessons", "MASH: safeguarding hub")])) == 1
    assert undefined_abbreviations([used], known={"MASH"}) == ()


TERMS = "- Did agencies know of the abuse before the death?\n- Were risks of money shared between the services?"


def unanswered(terms: str, analysis: str, code: str = "analysis") -> list[tuple[int, str]]:
    """Places and words of terms without an answer."""
    found = unanswered_terms([Written("terms_of_reference", terms), Written(code, analysis)])
    return [(hint.paragraph, hint.words) for hint in found]


def test_says_which_term_nobody_answered_and_where_it_stands() -> None:
    found = unanswered_terms([Written("terms_of_reference", f"The panel asked:\n\n{TERMS}")])
    said = "No paragraph of the analysis seems to answer this."
    assert found == (
        Hint(HintKind.TERMS, "terms_of_reference", 2, "Did agencies know of the abuse before the death?", said),
        Hint(HintKind.TERMS, "terms_of_reference", 3, "Were risks of money shared between the services?", said),
    )


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("Questions 1 and 2 are answered here.", []), ("This answers terms of reference 1, 2.", []),
        ("Term of reference 2: yes.", [2 - 1]), ("ToR 1 & 2.", []), ("Issues 3, 1 and 4.", [2]), ("KLOE no. 2.", [1]),
        ("Question 1.2 is another.", [1, 2]), ("Question 12.", [1, 2]), ("Of 2 questions one is open.", [1, 2]),
    ],
)  # fmt: skip  # an answer and the places of the terms that stay open
def test_takes_every_number_that_is_named_for_answered(answer: str, left: list[int]) -> None:
    assert [place for place, _words in unanswered(TERMS, answer)] == left


@pytest.mark.parametrize("code", ["analysis", "conclusions", "overview", "lessons", "background", "recommendations"])
def test_looks_for_answers_where_answers_are_given(code: str) -> None:
    is_answer = code in {"analysis", "conclusions", "overview", "lessons"}
    assert bool(unanswered(TERMS, "Questions 1 and 2.", code)) is not is_answer


@pytest.mark.parametrize(
    ("line", "is_term"),
    [
        ("Did anybody ask her about it?", True), ("- how agencies shared what they knew", True),
        ("1. How agencies shared what they knew", True), ("(b) how agencies shared what they knew", True),
        ("c) how agencies shared what they knew", True), ("The panel looked at how agencies shared.", False),
        ("- short one", False), ("Why?", False),
    ],
)  # fmt: skip  # a line and whether it is a question of the terms
def test_knows_a_term_by_its_question_mark_its_bullet_or_its_number(line: str, is_term: bool) -> None:
    assert bool(unanswered(line, "")) is is_term


@pytest.mark.parametrize(
    ("shared", "is_answered"),
    [
        ("agencies knew of risk and shared concern", True),
        ("agencies saw the risk", False),
        ("Agencies were concerned and shared that", True),
    ],
)
def test_takes_three_fifths_of_the_telling_words_for_an_answer(shared: str, is_answered: bool) -> None:
    """Agencies, shared, risk, concern, early: three of five are enough, compared by how words begin."""
    assert bool(unanswered("- agencies shared risk, concern early", shared)) is not is_answered


def test_tells_sections_first_and_the_whole_paper_last() -> None:
    texts = (("terms_of_reference", TERMS), ("analysis", "The MASH was careless."), ("equality", "Age."))
    found = hints_of_paper([Written(code, text) for code, text in texts])
    kinds = [hint.kind for hint in found]
    assert kinds == [
        HintKind.BLAME, *[HintKind.EQUALITY] * 8, HintKind.ABBREVIATION, HintKind.TERMS, HintKind.TERMS,
    ]  # fmt: skip  # in their order


@pytest.mark.parametrize("kind", HintKind)
def test_calls_every_kind_of_hint_by_words(kind: HintKind) -> None:
    assert kind.label == kind.label.strip().capitalize() != kind.value
