"""What do forms that belong to no act begin with, take, refuse and hand on? Asked of forms that stand nowhere."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict

from dhr_cases.action_board import BY_AGE, BY_BODY, GROUPINGS, NOBODY, Wanted
from dhr_cases.actions.assurance import NewPoint
from dhr_cases.anonymisation.suggesting import Suggestion
from dhr_cases.anonymisation.text_findings import TextFinding
from dhr_cases.anonymity_terms import FindingKind, Judgement
from dhr_cases.forms.action_answers import AnswerActionForm
from dhr_cases.forms.action_board import BoardFilter
from dhr_cases.forms.anonymity import FindingsForm
from dhr_cases.forms.qa_letter import LONGEST_LETTER, LetterTextForm, PointRowForm, points_of
from dhr_cases.forms.report_sections import CompareForm, FillForm, MarkForm, PlacesForm, SectionTextForm, TypingForm
from dhr_cases.forms.returns import ReturnForm
from dhr_cases.models import (
    Action,
    ActionStatus,
    InformationRequest,
    PartialDate,
    Partnership,
    ReportSection,
    SectionState,
)
from dhr_cases.request_states import AnswerKind

ONE, TWO = Partnership(code="north", name="North CSP"), Partnership(code="south", name="South CSP")
BODIES = {"police": "Testshire Police"}


def board(asked: dict[str, Any], *partnerships: Partnership) -> BoardFilter:
    """What somebody asked of the board of actions."""
    return BoardFilter(asked, partnerships=partnerships, bodies=BODIES)


def test_narrows_the_board_by_all_that_is_asked() -> None:
    asked = {
        "body": "police", "rag": "red", "age": "longer", "kind": "training", "scope": "local", "heading": " Homes ",
        "is_open": "on", "gone": "on", "by": "age",
    }  # fmt: skip
    form = board(asked, ONE)
    assert form.wanted() == Wanted(
        body="police", rag="red", age="longer", kind="training", scope="local", heading="Homes", is_open=True, gone=True
    )
    assert form.grouping() is BY_AGE


@pytest.mark.parametrize("name", ["body", "rag", "age", "kind", "scope", "by"])
def test_passes_over_an_answer_that_makes_no_sense(name: str) -> None:
    """An old address, or one typed by hand, still shows the board."""
    form = board({name: "nonsense", "is_open": "on"}, ONE)
    assert (form.wanted(), form.grouping()) == (Wanted(is_open=True), BY_BODY)


def test_shows_the_whole_board_where_nothing_is_asked() -> None:
    form = board({}, ONE)
    assert (form.wanted(), form.grouping()) == (Wanted(), BY_BODY)


def test_offers_every_way_to_narrow_the_board() -> None:
    """Bodies that own actions, and those that nobody owns; no choice stands for what is not stated."""
    fields: dict[str, Any] = board({}, ONE, TWO).fields
    assert fields["body"].choices == [("", "Any"), ("police", "Testshire Police"), (NOBODY, "Nobody owns it")]
    assert [code for code, _label in fields["by"].choices] == [row.code for row in GROUPINGS]
    for name in ("rag", "age", "kind", "scope"):
        codes = [code for code, _label in fields[name].choices]
        assert (codes[0], codes.count("")) == ("", 1)
    assert fields["partnership"].choices == [("north", "North CSP"), ("south", "South CSP")]


@pytest.mark.parametrize(("partnerships", "is_asked"), [((), False), ((ONE,), False), ((ONE, TWO), True)])
def test_asks_for_a_partnership_only_where_there_are_two(partnerships: tuple[Partnership, ...], is_asked: bool) -> None:
    assert ("partnership" in board({}, *partnerships).fields) is is_asked


OWNERS = {ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS, ActionStatus.DONE, ActionStatus.NOT_OWNED}


@pytest.mark.parametrize("status", ActionStatus, ids=lambda status: status.value)
def test_begins_with_what_an_owner_could_have_said(status: ActionStatus) -> None:
    """What only the partnership says is not chosen for the owner."""
    form = AnswerActionForm(action=Action(status=status))
    assert form.fields["status"].initial == (status if status in OWNERS else None)
    sent = AnswerActionForm({"status": status.value}, action=Action(status=status))
    assert sent.is_valid() is (status in OWNERS)


def test_hands_on_what_an_owner_said_of_its_action() -> None:
    answers = {
        "status": "done", "outcome": "Call takers ask", "completed_on_month": "may", "completed_on_year": "2026",
        "expected_on_year": "2027",
    }  # fmt: skip
    form = AnswerActionForm(answers, action=Action())
    assert form.is_valid(), form.errors
    given = form.given()
    assert (given.status, given.outcome, given.progress) == (ActionStatus.DONE, "Call takers ask", "")
    assert (given.completed_on, given.expected_on) == (PartialDate.parse("2026-05"), PartialDate.parse("2027"))


def test_leaves_the_day_out_where_nobody_gave_it() -> None:
    form = AnswerActionForm({"status": "in_progress", "progress": "Two teams"}, action=Action())
    assert form.is_valid()
    assert (form.given().completed_on, form.given().expected_on) == (None, PartialDate.unknown())


def test_asks_an_owner_how_it_stands_and_for_a_day_that_was() -> None:
    form = AnswerActionForm({"completed_on_year": "2999", "expected_on_year": "2999"}, action=Action())
    assert form.errors == {
        "status": ["Answer “Where does it stand?”"],
        "completed_on": ["The date on which it was done must be today or in the past"],
    }


KEPT: tuple[tuple[bool | None, str], ...] = ((True, "yes"), (False, "no"), (None, ""))


@pytest.mark.parametrize(("is_independent", "word"), KEPT)
def test_begins_a_return_with_what_was_saved_and_hands_it_on(is_independent: bool | None, word: str) -> None:
    """Whether the author had a part in it may be left open until the return is finished."""
    asked = InformationRequest(answer_kind="imr", answer="We saw her twice.", is_author_independent=is_independent)
    begun = ReturnForm(asked=asked).initial
    assert begun == {"kind": "imr", "text": "We saw her twice.", "is_author_independent": word}
    sent = ReturnForm(begun, asked=asked)
    assert sent.is_valid()
    said = {"kind": AnswerKind.IMR, "text": "We saw her twice.", "is_author_independent": is_independent}
    assert sent.answers() == said


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({}, {"kind": ["Select what your agency has"]}),
        ({"kind": "novel"}, {"kind": ["Select one of the answers offered for “What does your agency have?”"]}),
        ({"kind": "nil"}, {}),
    ],
)
def test_asks_an_agency_only_what_it_has(answers: dict[str, str], errors: dict[str, list[str]]) -> None:
    assert ReturnForm(answers, asked=InformationRequest()).errors == errors


def test_says_below_each_kind_of_return_what_it_is() -> None:
    hints = vars(ReturnForm(asked=InformationRequest()).fields["kind"])["choice_hints"]
    assert hints.keys() == {kind.value for kind in AnswerKind}


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"text": "", "based_on": "0"}, {}),
        ({"text": "  Kept as it is \n", "based_on": "3", "note": "x" * 300}, {}),
        (
            {"text": "x", "based_on": "3", "note": "x" * 301},
            {"note": ["Enter at most 300 letters for “What changed?”"]},
        ),
        ({"text": "x", "based_on": "-1"}, {"based_on": ["Enter 0 or more for “Based on”"]}),
    ],
)
def test_takes_any_words_for_a_section(given: dict[str, str], errors: dict[str, list[str]]) -> None:
    """None at all empties it; nothing is cut off its ends."""
    form = SectionTextForm(given)
    assert form.errors == errors
    assert form.cleaned_data["text"] == given["text"]


@pytest.mark.parametrize(
    ("based_on", "is_taken"), [("0", True), ("12", True), ("", False), ("-1", False), ("x", False)]
)
def test_keeps_what_is_typed_only_upon_a_version(based_on: str, is_taken: bool) -> None:
    assert TypingForm({"text": " a ", "based_on": based_on}).is_valid() is is_taken


def test_marks_how_far_a_section_is() -> None:
    """Not started is no mark: a section without words is that by itself."""
    fields: dict[str, Any] = MarkForm().fields
    assert [code for code, _label in fields["state"].choices] == ["drafting", "ready", "agreed"]
    assert MarkForm().initial["state"] == SectionState.DRAFTING
    assert MarkForm(section=ReportSection(state=SectionState.AGREED)).initial["state"] == SectionState.AGREED
    assert not MarkForm({"state": "empty"}).is_valid()


@pytest.mark.parametrize(("sent", "keeps"), [("no", False), ("yes", True)])
def test_puts_the_words_of_the_record_in_place_or_below(sent: str, keeps: bool) -> None:
    form = FillForm({"keeps_present": sent, "based_on": "4", "seen": "a" * 64})
    assert form.is_valid()
    assert form.cleaned_data == {"keeps_present": keeps, "based_on": 4, "seen": "a" * 64}
    assert FillForm()["keeps_present"].value() == "no"
    assert not FillForm({"keeps_present": sent, "based_on": "4", "seen": "a" * 65}).is_valid()


def test_compares_two_versions_or_one_with_nothing() -> None:
    form = CompareForm({"earlier": "0", "later": "3"}, numbers=[3, 2, 1])
    fields: dict[str, Any] = form.fields
    words = [(3, "Version 3"), (2, "Version 2"), (1, "Version 1"), (0, "Nothing written")]
    assert fields["earlier"].choices == fields["later"].choices == words
    assert form.is_valid()
    assert form.cleaned_data == {"earlier": 0, "later": 3}
    assert not CompareForm({"earlier": "0", "later": "4"}, numbers=[3, 2, 1]).is_valid()


def test_gives_the_section_of_each_piece_in_the_order_of_the_file() -> None:
    places = [("Introduction", "intro"), ("What happened", "facts"), ("Annex", "")]
    choices = [("", "Nowhere"), ("intro", "Introduction"), ("facts", "Facts")]
    begun = PlacesForm(places=places, choices=choices)
    assert [field.initial for field in begun.fields.values()] == ["intro", "facts", ""]
    assert [field.label for field in begun.fields.values()] == ["Introduction", "What happened", "Annex"]
    sent = PlacesForm({"piece_0": "facts", "piece_1": "intro", "piece_2": "facts"}, places=places, choices=choices)
    assert sent.is_valid()
    assert sent.codes == ["facts", "intro", "facts"]
    wrong = PlacesForm({"piece_0": "elsewhere", "piece_1": "intro", "piece_2": "facts"}, places=places, choices=choices)
    assert wrong.errors == {"piece_0": ["Select one of the answers offered for “Introduction”"]}


ONE_OF_TWO = "Paste the letter's text, or choose its file: one of the two"


def letter(text: str | None, content: bytes | None) -> LetterTextForm:
    """A letter pasted, sent as a file, or both."""
    files: MultiValueDict[str, UploadedFile[Any]] = MultiValueDict()
    if content is not None:
        files["upload"] = SimpleUploadedFile("letter.txt", content)
    return LetterTextForm({} if text is None else {"text": text}, files)


@pytest.mark.parametrize(
    ("text", "content", "errors"),
    [
        (None, None, {"__all__": [ONE_OF_TWO]}),
        ("  \n", None, {"__all__": [ONE_OF_TWO]}),
        ("1. Explain", b"1. Explain", {"__all__": [ONE_OF_TWO]}),
        ("1. Explain", None, {}),
        (" ", b"1. Explain", {}),
        ("x" * LONGEST_LETTER, None, {}),
    ],
)
def test_takes_a_letter_pasted_or_as_a_file(text: str | None, content: bytes | None, errors: dict[str, Any]) -> None:
    form = letter(text, content)
    assert form.errors == errors
    if not errors:
        assert form.file().read() == (content or (text or "").encode())
        assert str(form.file().name) == ("letter.txt" if content else "quality assurance letter.txt")


def test_says_one_thing_of_a_letter_that_is_too_long_and_of_an_empty_file() -> None:
    assert set(letter("x" * (LONGEST_LETTER + 1), None).errors) == {"text"}
    assert set(letter(None, b"").errors) == {"upload"}


def point(**typed: str) -> PointRowForm:
    """One row of the points of a letter."""
    return PointRowForm(typed, sections=("Introduction",), criteria=())


@pytest.mark.parametrize(
    ("typed", "errors", "is_wanted"),
    [
        ({}, {}, False),
        ({"number": "1"}, {}, False),
        ({"text": "Explain"}, {"number": ["Enter the number of the point"]}, True),
        ({"text": "Explain", "is_removed": "on"}, {}, False),
        ({"number": "1", "text": "  "}, {}, False),
        ({"number": "x" * 20, "text": "Explain"}, {}, True),
    ],
)
def test_wants_a_number_for_a_point_that_says_something(
    typed: dict[str, str], errors: dict[str, list[str]], is_wanted: bool
) -> None:
    form = point(**typed)
    assert form.errors == errors
    assert form.is_wanted is is_wanted


def test_takes_a_section_of_the_report_or_none_for_a_point() -> None:
    assert not point(number="1", text="Explain", section="Recipes").is_valid()
    assert len(point(number="x" * 21, text="Explain").errors["number"]) >= 1
    rows = [
        point(number="2", text="Explain", section="Introduction"), point(),
        point(number="1", text="Why?", is_removed="on"), point(number="1.1", text="When?"),
    ]  # fmt: skip
    assert all(row.is_valid() for row in rows)
    assert points_of(rows) == (NewPoint("2", "Explain", "Introduction"), NewPoint("1.1", "When?"))


def finding(mark: str, kind: FindingKind, replacement: str) -> TextFinding:
    """A suggestion of a text."""
    return TextFinding(Suggestion(0, 3, f"words {mark}", kind, replacement, "Because"), mark, "before", "after")


FOUND = [
    finding("a", FindingKind.PROTECTED, "a school"), finding("b", FindingKind.PROTECTED, ""),
    finding("c", FindingKind.DAY, "in May"),
]  # fmt: skip


def test_keeps_no_protected_word_and_suggests_what_stands_instead() -> None:
    """Nothing is chosen where a person must think of the words."""
    form = FindingsForm(None, FOUND)
    fields: dict[str, Any] = form.fields
    offered = {mark: [code for code, _label in fields[f"do_{mark}"].choices] for mark in "abc"}
    assert offered == {"a": ["replace", "generalise", ""], "b": ["replace", "generalise", ""],
                       "c": ["keep", "replace", "generalise", ""]}  # fmt: skip
    assert [fields[f"do_{mark}"].initial for mark in "abc"] == [Judgement.REPLACE, "", ""]
    assert [fields[f"say_{mark}"].initial for mark in "abc"] == ["a school", "", "in May"]
    assert fields["do_a"].label == "What to do with “words a”"
    assert [row["finding"].fingerprint for row in form.questions()] == ["a", "b", "c"]


def test_hands_on_what_was_decided_and_leaves_the_rest_for_later() -> None:
    """Words typed beside “keep” are not taken for a replacement."""
    typed = {"do_a": "replace", "say_a": "a primary school", "do_b": "", "say_b": "x", "do_c": "keep", "say_c": "May"}
    form = FindingsForm(typed, FOUND)
    assert form.is_valid()
    assert form.answers() == {"a": (Judgement.REPLACE, "a primary school"), "c": (Judgement.KEEP, "")}
    assert FindingsForm({"do_a": "keep"}, FOUND).errors == {
        "do_a": ["Select one of the answers offered for “What to do with “words a””"]
    }
