"""Where does a box of a form end: the first and last figure it takes, and what the browser is told about it?"""

from datetime import date

import pytest
from django import forms

from dhr_cases.forms import fields
from dhr_cases.models.partial_dates import PartialDate


class Known(forms.Form):
    known = fields.PartialDateField(noun="the date")


class Exact(forms.Form):
    exact = fields.ExactDateField(noun="the date", required=False)


class Asked(forms.Form):
    answer = forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect)
    words = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Vanishes"}))
    many = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)


def fault(form: forms.Form, name: str) -> str:
    """The first fault of a field, "" for none."""
    return str(next(iter(form.errors.get(name, [""]))))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("1", "1", "1900"), "1900-01-01"),
        (("31", "12", "2999"), "2999-12-31"),
        (("", "1", "1900"), "1900-01"),
        (("", "12", "2026"), "2026-12"),
        (("", "jan", "2026"), "2026-01"),
        (("", "DEC", "2026"), "2026-12"),
        (("", "jun", "2026"), "2026-06"),
        (("", "jul", "2026"), "2026-07"),
        (("", "", "1900"), "1900"),
        (("", "", "2999"), "2999"),
    ],
)
def test_takes_the_first_and_the_last_of_each_box(typed: tuple[str, str, str], expected: str) -> None:
    form = Known(dict(zip(("known_day", "known_month", "known_year"), typed, strict=True)))
    assert form.is_valid()
    assert form.cleaned_data["known"] == PartialDate.parse(expected)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("0", "1", "2026"), "The date must be a real date: check the day"),
        (("32", "1", "2026"), "The date must be a real date: check the day"),
        (("", "0", "2026"), "The date must be a real date: check the month"),
        (("", "13", "2026"), "The date must be a real date: check the month"),
        (("", "ju", "2026"), "The date must be a real date: check the month"),
        (("", "juz", "2026"), "The date must be a real date: check the month"),
        (("", "", "1899"), "The date must be in 1900 or later"),
        (("", "", "3000"), "The date must be a real date: check the year"),
        (("", "", "99999"), "The year of the date must have four figures, such as 2026"),
        (("", "", "202"), "The year of the date must have four figures, such as 2026"),
    ],
)
def test_refuses_what_lies_beyond_the_ends_of_a_box(typed: tuple[str, str, str], sentence: str) -> None:
    """With a sentence, never with a page that breaks."""
    assert fault(Known(dict(zip(("known_day", "known_month", "known_year"), typed, strict=True))), "known") == sentence


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("", "5", "2026"), "The date must include a day"),
        (("4", "", "2026"), "The date must include a month"),
        (("4", "5", ""), "The date must include a year"),
        (("", "", "2026"), "The date must include a day"),
        (("31", "4", "2026"), "The date must be a real date"),
        (("30", "4", "2026"), ""),
        (("", "", ""), ""),
    ],
)
def test_wants_the_whole_of_an_exact_date_or_none(typed: tuple[str, str, str], sentence: str) -> None:
    assert fault(Exact(dict(zip(("exact_day", "exact_month", "exact_year"), typed, strict=True))), "exact") == sentence


@pytest.mark.parametrize(("days", "sentence"), [(-1, ""), (0, ""), (1, "The date must be today or in the past")])
def test_takes_today_as_the_latest_of_what_has_happened(days: int, sentence: str) -> None:
    last = date(2026, 11, 20)

    class Past(forms.Form):
        on = fields.ExactDateField(noun="the date", latest=lambda: last)

    day = date.fromordinal(last.toordinal() + days)
    typed = {"on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)}
    assert fault(Past(typed), "on") == sentence


@pytest.mark.parametrize(
    ("typed", "pence", "sentence"),
    [
        ("0", 0, ""),
        ("0.01", 1, ""),
        ("0.1", 10, ""),
        ("1,000,000,000", 100_000_000_000, ""),
        ("1000000000.99", 100_000_000_099, ""),
        ("1,000,000,001", None, "Enter an amount up to £1,000,000,000"),
        ("1.005", None, "Enter an amount in pounds and pence, such as 1,234.50"),
        ("1,00", None, "Enter an amount in pounds and pence, such as 1,234.50"),
        ("-1", None, "Enter an amount in pounds and pence, such as 1,234.50"),
    ],
)
def test_takes_money_from_nought_to_the_most(typed: str, pence: int | None, sentence: str) -> None:
    class Paid(forms.Form):
        paid = fields.MoneyField()

    form = Paid({"paid": typed})
    assert fault(form, "paid") == sentence
    assert form.cleaned_data.get("paid") == pence


def test_marks_no_single_radio_as_needed_or_wrong() -> None:
    """The question as a whole is wrong, not its first answer; other boxes are marked."""
    form = Asked({"words": "", "answer": ""})
    radios = str(form["answer"].as_widget())
    assert "required" not in radios
    assert "aria-invalid" not in radios
    assert 'aria-invalid="true"' in str(form["words"].as_widget())


def test_shows_no_words_that_vanish_on_typing() -> None:
    """The label says the same and stays."""
    assert "Vanishes" not in str(Asked()["words"].as_widget())


@pytest.mark.parametrize("value", ["yes", "no"])
def test_carries_an_answer_unseen_without_a_look_of_its_own(value: str) -> None:
    hidden = str(Asked({"answer": value, "words": "x"})["answer"].as_hidden())
    assert f'value="{value}"' in hidden
    assert "class=" not in hidden
