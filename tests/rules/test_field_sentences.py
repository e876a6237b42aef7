"""Does a field say what to do, by its own name, about every answer it cannot take?"""

from typing import Any

import pytest
from django import forms

from dhr_cases.forms.fields import ExactDateField, MoneyField, ReasonField
from dhr_cases.forms.renderer import GovukRenderer
from dhr_cases.forms.sentences import in_sentence, required_sentence, shipped_sentences

COLOURS = [("red", "Red"), ("blue", "Blue")]


def said(field: forms.Field, *typed: str) -> list[str]:
    """What a form of this one field says about what was typed."""
    only = type("Only", (forms.Form,), {"asked": field})
    form: forms.Form = only({"asked": typed[0] if len(typed) == 1 else list(typed)}, renderer=GovukRenderer())
    return [str(sentence) for sentence in form.errors.get("asked", [])]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (forms.ChoiceField(label="Colour", choices=COLOURS), "green", "Select one of the answers offered for “Colour”"),
        (
            forms.TypedChoiceField(label="Which?", choices=COLOURS, widget=forms.RadioSelect), "<b>",
            "Select one of the answers offered for “Which?”",
        ),
        (forms.IntegerField(label="Age"), "old", "Enter a whole number for “Age”"),
        (forms.IntegerField(label="Age"), "1.5", "Enter a whole number for “Age”"),
        (forms.IntegerField(label="Age", min_value=0), "-1", "Enter 0 or more for “Age”"),
        (forms.IntegerField(label="Age", max_value=9_999), "10000", "Enter 9,999 or less for “Age”"),
        (forms.IntegerField(label="% of costs", max_value=100), "101", "Enter 100 or less for “% of costs”"),
        (forms.IntegerField(label="% of costs"), "x", "Enter a whole number for “% of costs”"),
        (forms.DecimalField(label="Days"), "many", "Enter a number such as 2 or 1.5 for “Days”"),
        (forms.DecimalField(label="Days"), "nan", "Enter a number such as 2 or 1.5 for “Days”"),
        (
            forms.DecimalField(label="Days", max_digits=6, decimal_places=2), "1.234",
            "Enter at most 2 figures after the point for “Days”",
        ),
        (forms.DecimalField(label="Days", min_value=0), "-0.5", "Enter 0 or more for “Days”"),
        (forms.CharField(label="Title", max_length=3), "long", "Enter at most 3 letters for “Title”"),
        (forms.CharField(label="%d%s", max_length=3), "long", "Enter at most 3 letters for “%d%s”"),
        (forms.CharField(label="Text", max_length=1_500), "x" * 1_501, "Enter at most 1,500 letters for “Text”"),
        (forms.EmailField(label="Mailbox"), "ann", "Enter an e-mail address such as name@example.org"),
        (forms.EmailField(label="Mailbox"), "ann@", "Enter an e-mail address such as name@example.org"),
        (forms.URLField(label="Where", assume_scheme="https"), "no where", "Enter a web address such as https://www.example.org"),
        (forms.SlugField(label="Short code"), "two words", "Use letters, figures, hyphens and underscores only"),
    ],
)  # fmt: skip  # each wrong answer in one glance
def test_says_what_to_enter_instead(field: forms.Field, typed: str, sentence: str) -> None:
    """What was typed is not repeated, and no sentence ends with a stop."""
    assert said(field, typed) == [sentence]


@pytest.mark.parametrize(
    ("field", "typed", "sentences"),
    [
        (forms.MultipleChoiceField(label="Colours", choices=COLOURS), ("red", "green"), ["“Colours”"]),
        (forms.MultipleChoiceField(label="Colours", choices=COLOURS), ("red", "blue"), []),
    ],
)
def test_names_the_question_of_a_wrong_one_among_several(
    field: forms.Field, typed: tuple[str, ...], sentences: list[str]
) -> None:
    assert said(field, *typed) == [f"Select one of the answers offered for {name}" for name in sentences]


@pytest.mark.parametrize("length", [199, 200, 201])
def test_takes_as_many_letters_as_it_says(length: int) -> None:
    field = forms.CharField(label="Title", max_length=200)
    assert said(field, "x" * length) == (["Enter at most 200 letters for “Title”"] if length > 200 else [])


@pytest.mark.parametrize(("typed", "is_taken"), [("-1", False), ("0", True), ("130", True), ("131", False), ("", True)])
def test_takes_a_number_up_to_both_ends(typed: str, is_taken: bool) -> None:
    age = forms.IntegerField(label="Age", min_value=0, max_value=130, required=False)
    assert bool(said(age, typed)) is not is_taken


@pytest.mark.parametrize(
    ("label", "widget", "sentence"),
    [
        ("Agency", forms.TextInput(), "Enter agency"),
        ("NHS number", forms.TextInput(), "Enter NHS number"),
        ("Agency", forms.Select(), "Select agency"),
        ("Agency", forms.RadioSelect(), "Select agency"),
        ("Agencies", forms.CheckboxSelectMultiple(), "Select agencies"),
        ("Report", forms.FileInput(), "Select report"),
        ("It is safe", forms.CheckboxInput(), "Tick “It is safe” to go on"),
        ("Is it safe?", forms.CheckboxInput(), "Tick “Is it safe?” to go on"),
        ("Who was told?", forms.TextInput(), "Answer “Who was told?”"),
        ("Who was told?", forms.RadioSelect(), "Answer “Who was told?”"),
    ],
)
def test_asks_for_what_is_missing(label: str, widget: forms.Widget, sentence: str) -> None:
    assert required_sentence(label, widget) == sentence


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Agency", "agency"), ("DHR", "DHR"), ("A", "a"), ("", ""), ("E-mail address", "e-mail address")],
)
def test_takes_the_capital_from_a_label_within_a_sentence(label: str, inside: str) -> None:
    assert in_sentence(label) == inside


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (forms.CharField(label="To", error_messages={"required": "Enter to whom"}), "", "Enter to whom"),
        (forms.IntegerField(label="N", error_messages={"invalid": "Count again"}), "x", "Count again"),
        (forms.IntegerField(label="N", max_value=2, error_messages={"max_value": "Two at most"}), "3", "Two at most"),
        (forms.CharField(label="T", max_length=1, error_messages={"max_length": "One letter"}), "ab", "One letter"),
        (
            forms.ChoiceField(label="C", choices=COLOURS, error_messages={"invalid_choice": "Red or blue"}), "green",
            "Red or blue",
        ),
        (ReasonField(label="Why?"), " ", "Enter the reason"),
        (ExactDateField(label="When?", noun="the day"), "", "Enter the day"),
        (MoneyField(label="Fee"), "much", "Enter an amount in pounds and pence, such as 1,234.50"),
    ],
)  # fmt: skip  # each sentence beside its field
def test_leaves_a_field_its_own_sentence(field: forms.Field, typed: str, sentence: str) -> None:
    assert said(field, typed) == [sentence]


def test_says_each_fault_once_and_all_at_once() -> None:
    fields: dict[str, Any] = {
        "name": forms.CharField(label="Name"),
        "age": forms.IntegerField(label="Age", max_value=130),
        "colour": forms.ChoiceField(label="Colour", choices=COLOURS),
        "mailbox": forms.EmailField(label="Mailbox", required=False),
    }
    form = type("Asked", (forms.Form,), fields)({"age": "131", "colour": "", "mailbox": "x"}, renderer=GovukRenderer())
    assert form.errors == {
        "name": ["Enter name"],
        "age": ["Enter 130 or less for “Age”"],
        "colour": ["Select colour"],
        "mailbox": ["Enter an e-mail address such as name@example.org"],
    }


def test_leaves_the_class_of_a_field_as_it_was() -> None:
    """Another form with the same field begins with the sentences that Django ships."""
    before = dict(forms.IntegerField.default_error_messages)
    said(forms.IntegerField(label="Age"), "x")
    assert forms.IntegerField.default_error_messages == before
    assert shipped_sentences(forms.IntegerField())["invalid"] == before["invalid"]
