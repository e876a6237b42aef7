"""Does every form of reviews and governance speak in the house's own words, whatever is typed into any of its boxes?"""

import copy
import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

import dhr_cases.forms
import funding.forms
import governance.forms
from dhr_cases.forms.fields import DateBoxesField, ReasonField
from dhr_cases.forms.sentences import give_sentences

Box = tuple[str, str, forms.Field]


def boxes_of(package: ModuleType) -> Iterator[Box]:
    """Every box of every form of a package: its form, its name, and a copy of it that says its own sentences."""
    for row in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{row.name}")
        for name, kind in vars(module).items():
            if not isinstance(kind, type) or not issubclass(kind, forms.Form) or kind.__module__ != module.__name__:
                continue
            for box, field in vars(kind)["base_fields"].items():
                own = copy.deepcopy(field)
                give_sentences(str(own.label or box), own)
                yield name, box, own


BOXES = [box for package in (dhr_cases.forms, governance.forms, funding.forms) for box in boxes_of(package)]
OURS = [row for package in (dhr_cases.forms, governance.forms) for row in boxes_of(package)]
TYPED = (
    "", "x", "-1", "1.5", "99999999999", "12345.67", "12345", "1.2345678", "1.23456", "nan", "inf", "1e9", "1e400",
    "x" * 400, "two words", "@", "http://", "24:61", "2022/24",
)  # fmt: skip
DAYS = (["", "", ""], ["31", "2", "2020"], ["1", "x", "2020"], ["1", "1", "20"], ["1", "", "2020"], ["1", "1", "2998"])
OF_DJANGO = re.compile(r"Ensure|valid|This field|submitted|digits|must be a (number|list)")
"""Words in the sentences that the frame ships and none of ours uses."""


def faults(field: forms.Field, typed: object) -> list[str]:
    """What a box says of what was typed; nothing where it takes it."""
    try:
        field.clean(typed)
    except ValidationError as refused:
        return refused.messages
    return []


def typed_into(field: forms.Field) -> tuple[object, ...]:
    """What somebody can send in such a box; nothing for one that chooses among rows, which would be asked for."""
    if isinstance(field, forms.FileField | forms.ModelChoiceField):
        return ()
    if isinstance(field, DateBoxesField):
        return DAYS
    if isinstance(field, forms.MultipleChoiceField):
        return [], ["nonsense"]
    return TYPED


def test_says_nothing_in_words_that_are_not_ours() -> None:
    """No frame's sentence about digits, validity or this field, in whichever box."""
    said = {
        (form, name, words)
        for form, name, field in BOXES
        for typed in typed_into(field)
        for words in faults(field, typed)
        if OF_DJANGO.search(words)
    }
    assert said == set()


def test_says_of_an_empty_file_to_choose_it_again() -> None:
    """In each box for a file, whether the file is needed or not."""
    files = [(form, name, field) for form, name, field in BOXES if isinstance(field, forms.FileField)]
    assert len(files) >= 10
    said = {}
    for form, name, field in files:
        with pytest.raises(ValidationError) as refused:
            field.clean(SimpleUploadedFile("plan.docx", b""), None)
        said[form, name] = refused.value.messages
    short = {("TakeOnFileForm", "file")}
    assert {key for key, words in said.items() if words != ["The file is empty. Choose the file again."]} == short
    assert said["TakeOnFileForm", "file"] == ["The file is empty"]


@pytest.mark.parametrize("package", [dhr_cases.forms, governance.forms], ids=["reviews", "governance"])
def test_asks_for_two_things_that_are_missing_with_two_sentences(package: ModuleType) -> None:
    """Two boxes of one form that are both needed never ask alike."""
    asked: dict[str, list[str]] = {}
    for form, _name, field in boxes_of(package):
        if field.required and field.label:
            asked.setdefault(form, []).append(str(field.error_messages["required"]))
    assert {form for form, words in asked.items() if len(set(words)) < len(words)} == set()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("9999.99", None),
        ("0", None),
        ("0.01", None),
        ("12345", "Enter at most 4 figures before the point for “Days”"),
        ("12345.67", "Enter at most 4 figures before the point and 2 after it for “Days”"),
        ("1.2345678", "Enter at most 4 figures before the point and 2 after it for “Days”"),
        ("1.234", "Enter at most 2 figures after the point for “Days”"),
        ("-0.01", "Enter 0 or more for “Days”"),
        ("1e9", "Enter at most 4 figures before the point and 2 after it for “Days”"),
    ],
)
def test_says_how_large_a_number_with_a_point_may_be(typed: str, sentence: str | None) -> None:
    field = forms.DecimalField(label="Days", min_value=0, max_digits=6, decimal_places=2)
    give_sentences("Days", field)
    assert faults(field, typed) == ([sentence] if sentence else [])


def test_keeps_reasons_of_governance_out_of_the_history_of_a_review() -> None:
    """A body, a meeting or a measure belongs to no review; nor do settings, accounts and organisations."""
    told = {
        form: str(field.help_text)
        for form, _name, field in boxes_of(governance.forms)
        if isinstance(field, ReasonField)
    }
    assert len(told) >= 9
    assert not [form for form, words in told.items() if "history of the review" in words]
    assert told["EndBodyMemberForm"] == told["ChangeBodyForm"] == "Kept in the history with your name."


SETTINGS = (
    "accounts", "action_settings", "letters", "organisations", "paper_orders", "partnership_settings", "assessment",
)  # fmt: skip


def test_keeps_reasons_of_settings_out_of_the_history_of_a_review() -> None:
    told = []
    for name in SETTINGS:
        module = importlib.import_module(f"dhr_cases.forms.{name}")
        fields: list[Any] = [vars(kind).get("base_fields", {}) for kind in vars(module).values()
                             if isinstance(kind, type) and kind.__module__ == module.__name__]  # fmt: skip
        told += [str(field.help_text) for row in fields for field in row.values() if isinstance(field, ReasonField)]
    assert len(told) >= 15
    assert not [words for words in told if "history of the review" in words]


EXAMPLE = "For example: Oast Primary School / Oasty = a primary school"
"""The one hint that is a line to be typed; a full stop would be typed too."""


def test_writes_each_hint_and_label_of_governance_and_reviews_as_the_house_does() -> None:
    """A hint is a sentence; a question ends with its mark and a label with nothing."""
    for form, name, field in OURS:
        label, hint = str(field.label or ""), str(field.help_text or "")
        assert not label.endswith((".", ":", " ")), (form, name)
        assert not hint or hint.endswith(".") or hint == EXAMPLE, (form, name, hint)
        assert not re.search(r"\b(please|invalid|info|news are)\b", f"{hint} {label}", re.IGNORECASE), (form, name)
