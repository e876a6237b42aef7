"""What a person types into our own kinds of field, and what the form makes of it."""

from datetime import date

import pytest
from django import forms
from django.template.loader import render_to_string

from dhr_cases.forms import fields
from dhr_cases.forms.renderer import GovukBoundField
from dhr_cases.models.partial_dates import PartialDate, Precision

LAST_DAY = date(2026, 11, 20)


class Died(forms.Form):
    died = fields.PartialDateField(noun="the date of death", latest=lambda: LAST_DAY)


class Told(forms.Form):
    told = fields.ExactDateField(noun="the date the family was told", latest=lambda: LAST_DAY, required=False)


class Fee(forms.Form):
    fee = fields.MoneyField(label="Fee agreed", required=False)


class Decision(forms.Form):
    fieldsets = [("The decision", ["known", "reason"])]
    agency = forms.CharField(help_text="As it calls itself.")
    known = fields.YesNoUnknownField(label="Was the person known to the police?")
    reason = fields.ReasonField()


def bound(form: forms.Form, name: str) -> GovukBoundField:
    """The form's field as our renderer knows it."""
    field = form[name]
    assert isinstance(field, GovukBoundField)
    return field


def boxes(name: str, day: str, month: str, year: str) -> dict[str, str]:
    """The three boxes of a date as a browser sends them."""
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("4", "9", "2018"), PartialDate(date(2018, 9, 4), Precision.DAY)),
        (("04", "Sept", "2018"), PartialDate(date(2018, 9, 4), Precision.DAY)),
        (("", "september", "2018"), PartialDate(date(2018, 9, 1), Precision.MONTH)),
        (("", " 9 ", "2018"), PartialDate(date(2018, 9, 1), Precision.MONTH)),
        (("", "", "2018"), PartialDate(date(2018, 1, 1), Precision.YEAR)),
        (("29", "2", "2024"), PartialDate(date(2024, 2, 29), Precision.DAY)),
        (("20", "11", "2026"), PartialDate(LAST_DAY, Precision.DAY)),
    ],
)
def test_takes_the_precision_from_the_boxes_filled(typed: tuple[str, str, str], expected: PartialDate) -> None:
    form = Died(boxes("died", *typed))
    assert form.is_valid()
    assert form.cleaned_data["died"] == expected


@pytest.mark.parametrize(
    ("typed", "sentence", "box"),
    [
        (("", "", ""), "Enter the date of death", "day"),
        (("4", "9", ""), "Enter the year of the date of death", "year"),
        (("4", "", "2018"), "Enter the month of the date of death, or leave the day empty too", "month"),
        (("31", "2", "2018"), "The date of death must be a real date", "day"),
        (("29", "2", "2023"), "The date of death must be a real date", "day"),
        (("x", "2", "2018"), "The date of death must be a real date: check the day", "day"),
        (("²", "2", "2018"), "The date of death must be a real date: check the day", "day"),
        (("1", "13", "2018"), "The date of death must be a real date: check the month", "month"),
        (("1", "ma", "2018"), "The date of death must be a real date: check the month", "month"),
        (("1", "2", "18"), "The year of the date of death must have four figures, such as 2026", "year"),
        (("1", "2", "0000"), "The date of death must be a real date: check the year", "year"),
        (("1", "1", "0001"), "The date of death must be in 1900 or later", "year"),
        (("21", "11", "2026"), "The date of death must be today or in the past", "day"),
        (("", "", "2027"), "The date of death must be today or in the past", "day"),
    ],
)
def test_says_which_box_of_a_partial_date_is_wrong(typed: tuple[str, str, str], sentence: str, box: str) -> None:
    form = Died(boxes("died", *typed))
    assert form.errors["died"] == [sentence]
    assert bound(form, "died").error_target == f"id_died_{box}"


def test_takes_an_empty_date_as_unknown_when_it_is_not_required() -> None:
    field = fields.PartialDateField(required=False)
    assert field.clean(["", "", ""]) == PartialDate(None, Precision.UNKNOWN)


def test_keeps_a_wrong_date_as_it_was_typed() -> None:
    form = Died(boxes("died", "31", "feb", "2018"))
    assert [box.value for box in bound(form, "died").boxes] == ["31", "feb", "2018"]


def test_marks_only_the_wrong_box() -> None:
    form = Died(boxes("died", "4", "9", "18"))
    assert [box.part for box in bound(form, "died").boxes if box.is_wrong] == ["year"]


@pytest.mark.parametrize(
    ("initial", "shown"),
    [
        (date(2018, 9, 4), ["4", "9", "2018"]),
        (PartialDate.parse("2018-09"), ["", "9", "2018"]),
        (PartialDate.parse("2018"), ["", "", "2018"]),
        (PartialDate.unknown(), ["", "", ""]),
    ],
)
def test_shows_a_known_date_in_its_own_precision(initial: object, shown: list[str]) -> None:
    form = Died(initial={"died": initial})
    assert [box.value for box in bound(form, "died").boxes] == shown


def test_sees_no_change_in_a_date_sent_back_as_it_was() -> None:
    form = Died(boxes("died", "", "9", "2018"), initial={"died": PartialDate.parse("2018-09")})
    assert not form.has_changed()


def test_carries_a_date_unseen_through_a_page_that_checks_the_answers() -> None:
    html = Died(boxes("died", "4", "sep", "2018"))["died"].as_hidden()
    assert html.count('type="hidden"') == 3
    assert 'name="died_month" value="sep"' in html


def test_gives_an_exact_date() -> None:
    form = Told(boxes("told", "4", "May", "2026"))
    assert form.is_valid()
    assert form.cleaned_data["told"] == date(2026, 5, 4)


def test_gives_none_for_an_exact_date_left_empty() -> None:
    form = Told(boxes("told", "", " ", ""))
    assert form.is_valid()
    assert form.cleaned_data["told"] is None


@pytest.mark.parametrize(
    ("typed", "missing"), [(("", "5", "2026"), "day"), (("4", "", "2026"), "month"), (("4", "5", ""), "year")]
)
def test_asks_for_the_part_an_exact_date_lacks(typed: tuple[str, str, str], missing: str) -> None:
    form = Told(boxes("told", *typed))
    assert form.errors["told"] == [f"The date the family was told must include a {missing}"]
    assert bound(form, "told").error_target == f"id_told_{missing}"


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("1,234.50", 123450),
        ("£1,234.5", 123450),
        ("£ 1234", 123400),
        ("0.07", 7),
        ("0", 0),
        ("12,345,678.90", 1234567890),
        ("", None),
    ],
)
def test_reads_pounds_as_whole_pence(typed: str, pence: int | None) -> None:
    form = Fee({"fee": typed})
    assert form.is_valid()
    assert form.cleaned_data["fee"] == pence


@pytest.mark.parametrize("typed", ["1.234", "-5", "1,23.00", "12.", ".50", "1e3", "twelve", "1,2345", "٣"])
def test_refuses_what_is_no_amount_of_money(typed: str) -> None:
    form = Fee({"fee": typed})
    assert form.errors["fee"] == ["Enter an amount in pounds and pence, such as 1,234.50"]
    assert form["fee"].value() == typed


def test_shows_pence_as_pounds() -> None:
    assert 'value="1,234.05"' in str(Fee(initial={"fee": 123405})["fee"])


@pytest.mark.parametrize("typed", ["1,000,000,001", "9" * 30])
def test_refuses_an_amount_that_no_column_holds(typed: str) -> None:
    assert Fee({"fee": "1,000,000,000"}).is_valid()
    assert Fee({"fee": typed}).errors["fee"] == ["Enter an amount up to £1,000,000,000"]


def test_sees_no_change_in_an_amount_sent_back_as_it_was() -> None:
    assert not Fee({"fee": "1,234.05"}, initial={"fee": 123405}).has_changed()


@pytest.mark.parametrize(
    ("typed", "answer", "as_boolean"),
    [("yes", fields.Answer.YES, True), ("no", fields.Answer.NO, False), ("unknown", fields.Answer.UNKNOWN, None)],
)
def test_keeps_not_known_apart_from_no(typed: str, answer: fields.Answer, as_boolean: bool | None) -> None:
    form = Decision({"agency": "Police", "known": typed, "reason": "Both tests are met."})
    assert form.is_valid()
    assert form.cleaned_data["known"] is answer
    assert form.cleaned_data["known"].as_boolean is as_boolean


def test_asks_for_every_answer_in_its_own_sentence() -> None:
    form = Decision({"reason": "  "})
    assert form.errors == {
        "agency": ["Enter agency"],
        "known": ["Answer “Was the person known to the police?”"],
        "reason": ["Enter the reason"],
    }


def test_ties_hint_and_error_to_their_field() -> None:
    html = str(Decision({}))
    assert 'aria-describedby="id_agency-hint id_agency-error"' in html
    assert 'id="id_agency-hint"' in html
    assert 'id="id_agency-error"' in html


def test_puts_fields_under_the_headings_the_form_names() -> None:
    html = str(Decision())
    assert html.index("The decision") < html.index("id_known") < html.index("id_reason") < html.index("id_agency")


def test_links_every_error_to_the_box_to_mend_in_the_order_on_the_page() -> None:
    html = render_to_string("components/error_summary.html", {"form": Decision({})})
    targets = ["#id_known_0", "#id_reason", "#id_agency"]
    places = [html.index(f'href="{target}"') for target in targets]
    assert places == sorted(places)
    assert "There is a problem" in html


def test_escapes_what_was_typed() -> None:
    assert "<b>" not in str(Died(boxes("died", "<b>", "9", "2018")))
    assert "<b>" not in str(Fee({"fee": "<b>"}))
