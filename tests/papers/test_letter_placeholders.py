"""Which facts does each shipped letter fill in, who is it to, and what does it print where nothing is known?"""

import re

import pytest

from dhr_cases.papers import letter_texts
from dhr_cases.papers.invented import FRAME
from dhr_cases.papers.letter.facts import LetterFacts
from dhr_cases.papers.letter.wording import compose
from dhr_cases.papers.letters import (
    CONTACTS,
    LETTERS,
    NOT_RECORDED,
    PLACEHOLDERS,
    Letter,
    LetterKind,
    faults_of,
    review_name,
)
from dhr_cases.papers.writing.blocks import Lines, Paragraph, texts_of
from dhr_cases.policy import regimes
from dhr_cases.stages import Stage

K, S = LetterKind, Stage
FAMILY = (K.FAMILY_DECISION, K.FAMILY_READING, K.FAMILY_PUBLICATION)
TO_AGENCIES = (K.SECURE_RECORDS, K.SCOPING, K.INFORMATION_REQUEST, K.PANEL_INVITATION)
ALWAYS = {"reference", "today", "partnership", "contact_email", "contact_telephone"}


def names_in(kind: LetterKind) -> set[str]:
    """The facts a shipped letter fills in."""
    return set(re.findall(r"\{(\w+)\}", LETTERS[kind].text))


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (K.HOME_OFFICE_REVIEW, {"aware_on", "decided_on", "law", "review_name", "legal_test"}),
        (K.HOME_OFFICE_NO_REVIEW, {"aware_on", "decided_on", "review_name", "legal_test"}),
        (K.FAMILY_DECISION, {"review_name", "decided_on", "contact_address"}),
        (K.FAMILY_READING, {"review_name", "contact_address"}),
        (K.FAMILY_PUBLICATION, {"review_name", "pseudonym", "contact_address"}),
        (K.SECURE_RECORDS, {"law"}),
        (K.SCOPING, {"pseudonym", "review_name"}),
        (K.INFORMATION_REQUEST, {"review_name", "law"}),
        (K.PANEL_INVITATION, {"review_name"}),
        (K.COMMISSIONER_COPY, {"title", "review_name", "law"}),
        (K.PCC_COPY, {"title", "review_name"}),
    ],
)
def test_fills_in_these_facts_and_no_other(kind: LetterKind, more: set[str]) -> None:
    assert names_in(kind) == ALWAYS | more
    assert names_in(kind) <= set(PLACEHOLDERS)


@pytest.mark.parametrize("kind", LetterKind)
def test_ends_with_who_writes_and_how_to_reach_them(kind: LetterKind) -> None:
    lines = LETTERS[kind].text.splitlines()
    contacts = ["{contact_address}"] if kind in FAMILY else []
    assert lines[-3 - len(contacts) :] == ["{partnership}", *contacts, "{contact_email}", "{contact_telephone}"]
    assert {f"{{{name}}}" for name in CONTACTS} & set(lines) == set(lines[-2 - len(contacts) :])


@pytest.mark.parametrize("kind", LetterKind)
def test_begins_with_reference_and_day_on_lines_of_their_own(kind: LetterKind) -> None:
    begin = LETTERS[kind].text.index("Our reference: {reference}\n{today}\n")
    before = LETTERS[kind].text[:begin].strip()
    assert (before == "") is (kind in FAMILY)
    assert not before or re.fullmatch(r"To: .+", before)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (K.HOME_OFFICE_REVIEW, "To: Home Office, Domestic Homicide Review team"),
        (K.HOME_OFFICE_NO_REVIEW, "To: Home Office, Domestic Homicide Review team"),
        (K.SECURE_RECORDS, "To: the head of safeguarding of each agency named on the list attached"),
        (K.SCOPING, "To: the head of safeguarding of each agency named on the list attached"),
        (K.INFORMATION_REQUEST, "To: the agency named on the request"),
        (K.PANEL_INVITATION, "To: the agency named on the list attached"),
        (K.COMMISSIONER_COPY, "To: the Domestic Abuse Commissioner"),
        (K.PCC_COPY, "To: the Office of the Police and Crime Commissioner"),
    ],
)
def test_is_addressed_to_a_body_and_never_to_a_person(kind: LetterKind, line: str) -> None:
    assert LETTERS[kind].text.splitlines()[0] == line


@pytest.mark.parametrize("kind", LetterKind)
def test_bears_the_marking_where_it_goes_to_an_agency_alone(kind: LetterKind) -> None:
    marked = [line for line in LETTERS[kind].text.splitlines() if line == "OFFICIAL-SENSITIVE"]
    assert len(marked) == (kind in TO_AGENCIES)
    printed = list(texts_of(compose(LetterFacts(FRAME, LETTERS[kind].label, LETTERS[kind].text))))
    assert "OFFICIAL-SENSITIVE" not in printed
    assert printed[:2] == ["OFFICIAL-SENSITIVE. For Northshire Police. Copy 3", LETTERS[kind].label]


@pytest.mark.parametrize("kind", LetterKind)
def test_prints_paragraphs_whole_and_keeps_only_heads_and_ends_in_lines(kind: LetterKind) -> None:
    """A wording wraps in the source and must not wrap on paper: only lists and addresses are lines."""
    blocks = compose(LetterFacts(FRAME, "A letter", LETTERS[kind].text)).blocks
    lines = [block for block in blocks if isinstance(block, Lines)]
    assert len(lines) == (3 if kind is K.INFORMATION_REQUEST else 2)
    assert lines[0].texts[0] == "Our reference: {reference}"
    assert lines[-1].texts[0] == "{partnership}"
    sentences = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert not [text for text in sentences if "  " in text or text != text.strip()]


def test_lists_in_a_request_what_the_agency_is_to_send() -> None:
    blocks = compose(LetterFacts(FRAME, "A letter", letter_texts.INFORMATION_REQUEST)).blocks
    lists = [block.texts for block in blocks if isinstance(block, Lines)]
    assert [line[:2] for line in lists[1]] == ["1.", "2.", "3."]
    assert [line[-1] for line in lists[1]] == [";", ";", "."]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (K.HOME_OFFICE_REVIEW, "is met and that a {review_name} will be held."),
        (K.HOME_OFFICE_NO_REVIEW, "decided that no {review_name} will be held."),
        (K.HOME_OFFICE_NO_REVIEW, "The reasons, the partners consulted, any view that differed"),
        (K.FAMILY_DECISION, "You may take part as much or as little as you wish, and you may change your mind"),
        (K.FAMILY_DECISION, "an advocate: a specialist who is independent of us, helps families through reviews and "),
        (K.FAMILY_READING, "We answer every point in writing."),
        (K.FAMILY_READING, "Where the panel does not follow you, the report will say what you said."),
        (K.FAMILY_PUBLICATION, "We would like to agree the day with you first."),
        (K.FAMILY_PUBLICATION, "It will not be published before that has been looked at."),
        (K.SECURE_RECORDS, "nothing is to be changed, weeded or destroyed, on paper or electronically"),
        (K.SCOPING, "If it had none, please say so: that is an answer we need as much."),
        (K.INFORMATION_REQUEST, "The author should not have been involved in the case, nor manage anybody who was."),
        (K.PANEL_INVITATION, "each member signs the confidentiality agreement and declares any interest."),
        (K.COMMISSIONER_COPY, "It holds no information about patients that could identify them."),
        (K.PCC_COPY, "Please keep them restricted until the report is published; we will tell you the date."),
    ],
)
def test_says_what_the_letter_is_for(kind: LetterKind, words: str) -> None:
    assert words in LETTERS[kind].text


@pytest.mark.parametrize("kind", FAMILY)
def test_leaves_a_family_free_and_marks_nothing_to_them_as_secret(kind: LetterKind) -> None:
    text = LETTERS[kind].text
    assert "OFFICIAL" not in text
    assert "must not" not in text
    assert not re.search(r"\b(victim|perpetrator|offender|deceased)\b", text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("kind", "first", "last", "count"),
    [
        (K.HOME_OFFICE_REVIEW, S.DECIDED_REVIEW, S.DECIDED_REVIEW, 1),
        (K.SCOPING, S.LEAD_AGREED, S.SCOPING, 2),
        (K.FAMILY_READING, S.DRAFTING, S.FAMILY_REVIEW, 2),
        (K.FAMILY_PUBLICATION, S.QA_CLEARED, S.PRE_PUBLICATION, 2),
        (K.HOME_OFFICE_NO_REVIEW, S.DECIDED_NO_REVIEW, S.DECIDED_ALTERNATIVE, 2),
    ],
)
def test_goes_out_in_few_stages(kind: LetterKind, first: Stage, last: Stage, count: int) -> None:
    assert {first, last} <= LETTERS[kind].stages
    assert len(LETTERS[kind].stages) == count


@pytest.mark.parametrize(
    ("kind", "within", "without"),
    [
        (K.SECURE_RECORDS, (S.REFERRED, S.SCOPING, S.INFO_REQUESTED), (S.TRANSFERRED, S.DRAFTING, S.CLOSED)),
        (K.PANEL_INVITATION, (S.FAMILY_CONTACTED, S.PANEL_FORMED), (S.REFERRED, S.TOR_AGREED, S.CLOSED)),
        (K.INFORMATION_REQUEST, (S.TOR_AGREED, S.INFO_REQUESTED, S.DRAFTING), (S.PANEL_FORMED, S.SUBMITTED)),
        (K.COMMISSIONER_COPY, (S.QA_CLEARED, S.PUBLISHED, S.CLOSED), (S.SUBMITTED, S.REFERRED)),
        (K.PCC_COPY, (S.QA_CLEARED, S.PUBLISHED, S.CLOSED), (S.SUBMITTED, S.REFERRED)),
        (K.FAMILY_DECISION, (S.DECIDED_REVIEW, S.DECIDED_NO_REVIEW, S.DIRECTED), (S.SCOPING, S.DRAFTING)),
    ],
)
def test_goes_out_from_one_stage_to_another(
    kind: LetterKind, within: tuple[Stage, ...], without: tuple[Stage, ...]
) -> None:
    stages = LETTERS[kind].stages
    assert set(within) <= stages
    assert not set(without) & stages


@pytest.mark.parametrize(("text", "has_gaps"), [("All is known.", False), (f"On {NOT_RECORDED}.", True), ("", False)])
def test_knows_a_letter_with_a_gap(text: str, *, has_gaps: bool) -> None:
    assert Letter(K.SCOPING, LETTERS[K.SCOPING], text).has_gaps is has_gaps


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", []),
        ("No placeholder.", []),
        ("{today} {today}", []),
        ("{name}", ["name"]),
        ("{zeta} {alpha} {zeta}", ["alpha", "zeta"]),
        ("{Today}", ["Today"]),
        ("{ today }", [" today "]),
        ("{}", [""]),
    ],
)
def test_names_once_and_in_order_what_no_letter_can_fill_in(text: str, wrong: list[str]) -> None:
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    assert faults_of(text) == tuple(
        f"{{{name}}} is not something a letter can fill in. Use one of {known}." for name in wrong
    )


@pytest.mark.parametrize("text", ["{", "}", "{today", "today}", "{{today}", "{{today}}", "}{"])
def test_asks_for_a_brace_on_both_sides(text: str) -> None:
    assert faults_of(text) == ("A brace stands alone. Write placeholders like {reference}.",)


def test_tells_of_both_faults_the_unknown_name_first() -> None:
    faults = faults_of("{name} {")
    assert [fault.split()[0] for fault in faults] == ["{name}", "A"]


def test_writes_a_label_out_by_the_regimes_and_leaves_any_other_as_it_is() -> None:
    for row in regimes():
        assert review_name(row.label_short) in {each.label_long for each in regimes()}
    assert review_name("DHR") == "Domestic Homicide Review"
    assert review_name("Local learning review") == "Local learning review"
    assert review_name("") == ""
