"""What does each form about a cost begin with, which answers does it offer, and what does it keep of them?"""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.models import Appointment, Case, Post
from dhr_cases.models.history import change
from funding.actions.costs import PLANNING, state_cost
from funding.actions.funding_settings import add_band
from funding.actions.ledger import refuse_journal
from funding.actions.quotes import QUOTES_EXPECTED, add_quote, choose_quote
from funding.forms.core import FundingForm
from funding.forms.costs import YEARS_AHEAD
from funding.forms.registry import FORMS
from funding.models import ComplexityBand, CostLine, CostQuote, Journal
from funding.terms import COST_BASES, COST_CLASSES, CostBasis, CostClass, EntryKind
from funding.verbs import FundingVerb
from funding.years import FinancialYear, year_of
from tests.conftest import Cast
from tests.money import YEAR, cost_line

pytestmark = pytest.mark.django_db

V = FundingVerb
DAY = datetime.date(2026, 6, 1)
RATE = 45_000
FEE = 650_000
DAYS = Decimal("12.50")


def form_of(cast: Cast, verb: FundingVerb, about: Any = None, answers: dict[str, Any] | None = None) -> FundingForm:
    made = FORMS[verb](answers, by=cast.finance_officer, partnership=cast.partnership, year=YEAR, about=about)
    assert isinstance(made, FundingForm)
    return made


def begins(form: FundingForm) -> dict[str, Any]:
    """What stands in each box of a form that was just opened, empty boxes left out."""
    found = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in found.items() if value not in (None, "")}


def choices(form: FundingForm, name: str) -> list[tuple[Any, str]]:
    return [(str(value), str(label)) for value, label in form.fields[name].choices]  # type: ignore[attr-defined]  # a question with choices


def appointed(cast: Cast, case: Case, post: Post, **terms: object) -> Appointment:
    with change("Test", None):
        made: Appointment = Appointment.objects.create(case=case, user=cast.independent_chair, post=post, **terms)
    return made


def priced(cast: Cast, **facts: object) -> CostLine:
    cost = cost_line(cast.partnership)
    with change("Test", None):
        for name, value in facts.items():
            setattr(cost, name, value)
        cost.save()
    return cost


def offer(cast: Cast, cost: CostLine, supplier: str, pence: int | None) -> CostQuote:
    return add_quote(cost=cost, by=cast.coordinator, supplier=supplier, received_on=DAY, amount_pence=pence)


# a fee taken in


@pytest.mark.parametrize(
    ("post", "terms", "wanted"),
    [
        (Post.CHAIR, {"fee_pence": FEE}, {"cost_class": CostClass.CHAIR, "basis": CostBasis.FIXED, "year_2026": FEE}),
        (Post.AUTHOR, {"fee_pence": FEE}, {"cost_class": CostClass.AUTHOR, "basis": CostBasis.FIXED, "year_2026": FEE}),
        (Post.CHAIR, {}, {"cost_class": CostClass.CHAIR, "basis": CostBasis.FIXED}),
        (
            Post.AUTHOR, {"day_rate_pence": RATE, "days_estimated": DAYS},
            {"cost_class": CostClass.AUTHOR, "basis": CostBasis.DAY_RATE, "day_rate_pence": RATE,
             "days_estimated": DAYS},
        ),
        (
            Post.CHAIR, {"day_rate_pence": RATE, "fee_pence": 0, "contract_reference": "C 7"},
            {"cost_class": CostClass.CHAIR, "basis": CostBasis.FIXED, "day_rate_pence": RATE, "year_2026": 0,
             "source": "C 7"},
        ),
    ],
)  # fmt: skip
def test_begins_with_the_terms_of_the_appointment(
    case: Case, cast: Cast, post: Post, terms: dict[str, Any], wanted: dict[str, Any]
) -> None:
    form = form_of(cast, V.ADD_FEE, appointed(cast, case, post, **terms))
    assert begins(form) == {"description": str(post.label), **wanted}


def test_ties_a_fee_to_its_appointment_and_review(case: Case, cast: Cast) -> None:
    about = appointed(cast, case, Post.AUTHOR, day_rate_pence=RATE, days_estimated=DAYS)
    given = {
        "cost_class": "author", "description": "Author", "basis": "day_rate", "day_rate_pence": "450",
        "days_estimated": "12.5", "source": "C 7", "supplier": "Invented Reviews",
    }  # fmt: skip
    form = form_of(cast, V.ADD_FEE, about, given)
    assert form.is_valid(), form.errors
    form.perform()
    made = CostLine.objects.get()
    assert (made.appointment, made.case, made.cost_class, made.basis) == (
        about, case, CostClass.AUTHOR, CostBasis.DAY_RATE,
    )  # fmt: skip
    assert (made.day_rate_pence, made.days_estimated, made.source, made.supplier) == (
        RATE, DAYS, "C 7", "Invented Reviews",
    )  # fmt: skip
    assert made.journalline_rows.get().amount_pence == 562_500, "12½ days at £450"


# a new cost


def test_offers_every_class_and_basis_and_the_bands_with_their_price(cast: Cast) -> None:
    band = add_band(partnership=cast.partnership, by=cast.finance_officer, name="Plain", cost_pence=1_200_050,
                    source="Board")  # fmt: skip
    form = form_of(cast, V.ADD_COST)
    assert choices(form, "cost_class") == [(code.value, words) for code, words in COST_CLASSES.items()]
    assert choices(form, "basis") == [(code.value, words) for code, words in COST_BASES.items()]
    assert choices(form, "band") == [("", "None"), (str(band.pk), "Plain: £12,000.50")]
    assert begins(form) == {"basis": CostBasis.FIXED}


def test_asks_for_the_year_of_the_page_and_the_three_after_it(cast: Cast) -> None:
    boxes = [name for name in form_of(cast, V.ADD_COST).fields if name.startswith("year_")]
    assert boxes == ["year_2026", "year_2027", "year_2028", "year_2029"]
    assert len(boxes) == YEARS_AHEAD


def test_names_a_review_by_its_reference_alone(case: Case, cast: Cast) -> None:
    assert choices(form_of(cast, V.ADD_COST), "case") == [
        ("", "None: a cost of the partnership itself"),
        (str(case.pk), case.reference),
    ]


@pytest.mark.parametrize(
    ("amounts", "forecast"),
    [
        ({"year_2026": "1,000", "year_2028": "0.01"}, {2026: 100_000, 2028: 1}),
        ({"year_2029": "5"}, {2029: 500}),
        ({}, {2026: 1_200_050}),
    ],
)
def test_puts_the_forecast_in_the_years_that_were_filled_else_the_bands_cost_in_its_own(
    cast: Cast, amounts: dict[str, str], forecast: dict[int, int]
) -> None:
    band = add_band(partnership=cast.partnership, by=cast.finance_officer, name="Plain", cost_pence=1_200_050,
                    source="Board")  # fmt: skip
    given = {"cost_class": "legal", "description": "Counsel", "basis": "band", "band": str(band.pk), **amounts}
    form = form_of(cast, V.ADD_COST, answers=given)
    assert form.is_valid(), form.errors
    form.perform()
    made = CostLine.objects.get()
    assert (made.band, made.expected_year) == (band, YEAR.start)
    assert dict(made.journalline_rows.values_list("year", "amount_pence")) == forecast


@pytest.mark.parametrize(
    ("days", "is_taken"),
    [("0", True), ("0.25", True), ("9999.99", True), ("-1", False), ("1.125", False), ("x", False)],
)
def test_takes_days_in_hundredths_from_none_on(cast: Cast, days: str, is_taken: bool) -> None:
    given = {"cost_class": "chair", "description": "Chairing", "basis": "fixed", "days_estimated": days}
    assert ("days_estimated" not in form_of(cast, V.ADD_COST, answers=given).errors) is is_taken


# a cost that is there


def test_begins_with_what_the_cost_says(cast: Cast) -> None:
    said = {"supplier": "Invented Chairs", "day_rate_pence": RATE, "days_estimated": DAYS, "days_used": Decimal("3.25"),
            "source": "Order 7"}  # fmt: skip
    assert begins(form_of(cast, V.CHANGE_COST, priced(cast, **said))) == {"description": "Chairing", **said}


@pytest.mark.parametrize("expected", [None, 2027])
def test_keeps_each_answer_about_a_cost(cast: Cast, expected: int | None) -> None:
    cost = priced(cast, expected_year=expected)
    given = {
        "description": "Chairing and writing", "supplier": "Other Chairs", "day_rate_pence": "500",
        "days_estimated": "4", "days_used": "1.5", "source": "E-mail", "reason": "Two in one",
    }  # fmt: skip
    form = form_of(cast, V.CHANGE_COST, cost, given)
    assert form.is_valid(), form.errors
    form.perform()
    cost.refresh_from_db()
    assert (cost.description, cost.supplier, cost.source) == ("Chairing and writing", "Other Chairs", "E-mail")
    assert (cost.day_rate_pence, cost.days_estimated, cost.days_used) == (50_000, Decimal(4), Decimal("1.5"))
    row = cost.journalline_rows.get()
    assert (row.amount_pence, row.year) == (200_000, expected or year_of(timezone.localdate()).start)


@pytest.mark.parametrize("kind", PLANNING)
def test_tells_what_stands_in_each_year_and_nothing_that_was_refused(cast: Cast, kind: EntryKind) -> None:
    cost = priced(cast)
    assert "Forecast so far: not stated. Commitment so far: not stated." in str(
        form_of(cast, V.STATE_COST, cost).fields["year_2026"].help_text
    )
    state_cost(cost=cost, by=cast.coordinator, kind=kind, amounts={2026: 450_000, 2027: 5}, on=DAY)
    told = str(form_of(cast, V.STATE_COST, cost).fields["year_2026"].help_text)
    word = {EntryKind.FORECAST: "Forecast", EntryKind.COMMITMENT: "Commitment"}[kind]
    assert f"{word} so far: 2026/27 £4,500, 2027/28 £0.05." in told
    refuse_journal(journal=Journal.objects.get(), by=cast.finance_officer, reason="Too much")
    assert f"{word} so far: not stated." in str(form_of(cast, V.STATE_COST, cost).fields["year_2026"].help_text)


def test_begins_with_the_quote_that_was_chosen(cast: Cast) -> None:
    cost = priced(cast)
    dear, cheap = offer(cast, cost, "Dear", 900_000), offer(cast, cost, "Cheap", 400_000)
    assert begins(form_of(cast, V.STATE_COST, cost)) == {}
    choose_quote(quote=dear, by=cast.coordinator, reason="Known")
    choose_quote(quote=cheap, by=cast.coordinator, reason="Cheaper")
    assert begins(form_of(cast, V.STATE_COST, cost)) == {"kind": EntryKind.COMMITMENT, "year_2026": 400_000}


def test_asks_for_days_used_only_where_there_is_a_day_rate(cast: Cast) -> None:
    by_the_day, fixed = priced(cast, day_rate_pence=0), priced(cast)
    asked = ["days_used" in form_of(cast, V.RECORD_ACTUAL, cost).fields for cost in (by_the_day, fixed)]
    assert asked == [True, False]


def test_offers_the_years_on_both_sides_for_a_payment_its_own_first(cast: Cast) -> None:
    offered = choices(form_of(cast, V.RECORD_ACTUAL, priced(cast)), "for_year")
    assert offered == [("2026", "2026/27"), ("2025", "2025/26"), ("2027", "2027/28")]


def test_keeps_each_answer_about_a_payment(cast: Cast) -> None:
    cost = priced(cast, day_rate_pence=RATE)
    paid_on = FinancialYear(2026).first
    given = {
        "pence": "450.50", "on_day": str(paid_on.day), "on_month": str(paid_on.month), "on_year": str(paid_on.year),
        "for_year": "2025", "document": "INV 9", "text": "First part", "days_used": "1.25",
    }  # fmt: skip
    form = form_of(cast, V.RECORD_ACTUAL, cost, given)
    assert form.is_valid(), form.errors
    form.perform()
    row = cost.journalline_rows.get(kind=EntryKind.ACTUAL)
    assert (row.amount_pence, row.year, row.on, row.document) == (45_050, 2025, paid_on, "INV 9")
    assert row.text == "First part"
    cost.refresh_from_db()
    assert cost.days_used == Decimal("1.25")


@pytest.mark.parametrize("count", [1, 2, QUOTES_EXPECTED, QUOTES_EXPECTED + 1])
def test_says_while_fewer_quotes_are_kept_than_is_usual(cast: Cast, count: int) -> None:
    cost = priced(cast)
    quotes = [offer(cast, cost, f"Supplier {number}", 100_000 + number) for number in range(count)]
    told = str(form_of(cast, V.CHOOSE_QUOTE, quotes[0]).fields["reason"].help_text)
    assert told.startswith("Supplier 0, £1,000. ")
    said = {1: "1 quote is recorded. At least 3 are usual.", 2: "2 quotes are recorded. At least 3 are usual."}
    assert ("are usual" in told) is (count < QUOTES_EXPECTED)
    assert said.get(count, "") in told


def test_takes_a_quote_without_an_amount_as_not_stated(cast: Cast) -> None:
    cost = priced(cast)
    today = timezone.localdate()
    given = {"supplier": "Silent Chairs", "received_on_day": str(today.day), "received_on_month": str(today.month),
             "received_on_year": str(today.year)}  # fmt: skip
    form = form_of(cast, V.ADD_QUOTE, cost, given)
    assert form.is_valid(), form.errors
    form.perform()
    quote = cost.quotes.get()
    assert (quote.supplier, quote.amount_pence, quote.received_on) == ("Silent Chairs", None, today)
    assert str(form_of(cast, V.CHOOSE_QUOTE, quote).fields["reason"].help_text).startswith("Silent Chairs, not stated.")


def test_offers_no_band_of_another_partnership(cast: Cast) -> None:
    assert not ComplexityBand.objects.exists()
    assert choices(form_of(cast, V.ADD_COST), "band") == [("", "None")]
