"""What does the form of each kind of rule begin with, ask in which order, and keep of the answers?"""

import datetime
from collections.abc import Mapping
from typing import Any

import pytest

from dhr_cases.models import Organisation
from funding.forms.model_rules import NO_PERCENT, NO_WEIGHT, RULE_FORMS, ExampleForm, RuleForm
from funding.rules import RuleType
from funding.terms import COST_CLASSES
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

T = RuleType
AS_AT = {"as_at_day": "30", "as_at_month": "6", "as_at_year": "2025"}


def form_of(
    cast: Cast, kind: RuleType, answers: dict[str, Any] | None = None, rule: Mapping[str, Any] | None = None
) -> RuleForm:
    return RULE_FORMS[kind](answers, parties=[cast.police, cast.health], rule=rule or {})


def weight(body: Organisation) -> str:
    return f"weight_{body.pk}"


def begins(form: RuleForm) -> dict[str, Any]:
    found = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in found.items() if value not in (None, "")}


def kept(form: RuleForm) -> dict[str, Any]:
    assert form.is_valid(), form.errors
    return form.as_rule()


def test_has_a_form_for_every_kind() -> None:
    assert set(RULE_FORMS) == set(RuleType)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (T.FIXED, ["party", "amount_pence", "per", "of"]),
        (T.PERCENT, ["party", "percent", "cap_pence", "floor_pence", "of"]),
        (T.EQUAL, ["parties", "percent", "of"]),
        (T.REMAINDER, ["party", "of"]),
        (T.IN_KIND, ["party", "description", "value_pence", "of"]),
        (T.NONE, ["party", "of"]),
    ],
)
def test_asks_last_which_cost_a_rule_covers(cast: Cast, kind: RuleType, asked: list[str]) -> None:
    assert list(form_of(cast, kind).fields) == asked


def test_asks_for_a_weight_of_each_partner(cast: Cast) -> None:
    form = form_of(cast, T.WEIGHTED)
    asked = ["percent", "source", "as_at", "of", weight(cast.police), weight(cast.health)]
    assert list(form.fields) == asked
    assert form.fields[weight(cast.police)].label == "Weight of Testshire Police"


@pytest.mark.parametrize("kind", RuleType)
def test_offers_every_class_of_cost_and_the_partners_of_the_draft(cast: Cast, kind: RuleType) -> None:
    form = form_of(cast, kind)
    offered = list(form.fields["of"].choices)  # type: ignore[attr-defined]  # a question with choices
    assert offered == [("", "All costs"), *((code.value, label) for code, label in COST_CLASSES.items())]
    for name in {"party", "parties"} & set(form.fields):
        named = list(form.fields[name].choices)  # type: ignore[attr-defined]  # as above
        assert named == [("test-police", "Testshire Police"), ("test-nhs", "Testshire NHS Trust")]


@pytest.mark.parametrize(
    ("kind", "rule", "wanted"),
    [
        (T.FIXED, {}, {"per": "year"}),
        (T.FIXED, {"party": "test-nhs", "amount_pence": 5, "per": "case", "of": "chair"},
         {"party": "test-nhs", "amount_pence": 5, "per": "case", "of": "chair"}),
        (T.PERCENT, {}, {}),
        (T.PERCENT, {"percent": "12.5", "cap_pence": 0}, {"percent": "12.5", "cap_pence": 0}),
        (T.EQUAL, {}, {"percent": "100"}),
        (T.EQUAL, {"percent": "40", "parties": ["test-nhs"]}, {"percent": "40", "parties": ["test-nhs"]}),
        (T.WEIGHTED, {}, {"percent": "100"}),
    ],
)  # fmt: skip
def test_begins_with_the_rule_as_it_stands(
    cast: Cast, kind: RuleType, rule: dict[str, Any], wanted: dict[str, Any]
) -> None:
    assert begins(form_of(cast, kind, rule=rule)) == wanted


def test_begins_with_the_weights_as_they_stand(cast: Cast) -> None:
    rule = {"weights": {"test-police": 0, "test-refuge": 7}, "percent": "10", "as_at": "2025-06-30"}
    found = begins(form_of(cast, T.WEIGHTED, rule=rule))
    assert found[weight(cast.police)] == 0
    assert weight(cast.health) not in found
    assert found["percent"] == "10"


def test_leaves_out_a_partner_without_a_weight_which_is_not_a_weight_of_nought(cast: Cast) -> None:
    answers = {weight(cast.police): "0", weight(cast.health): "", "percent": ""}
    assert kept(form_of(cast, T.WEIGHTED, answers)) == {"type": "weighted", "weights": {"test-police": 0}}


def test_keeps_where_and_when_weights_come_from(cast: Cast) -> None:
    answers = {weight(cast.health): "250000", "percent": "12.50", "source": "Census", "of": "legal", **AS_AT}
    assert kept(form_of(cast, T.WEIGHTED, answers)) == {
        "type": "weighted", "weights": {"test-nhs": 250_000}, "percent": "12.5", "source": "Census", "of": "legal",
        "as_at": datetime.date(2025, 6, 30).isoformat(),
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["-1", "1.5", "many"])
def test_refuses_a_weight_that_is_no_whole_number(cast: Cast, typed: str) -> None:
    form = form_of(cast, T.WEIGHTED, {weight(cast.police): typed})
    assert form.errors[weight(cast.police)] == [NO_WEIGHT]


@pytest.mark.parametrize(
    ("typed", "text"),
    [("0", "0"), ("0.00", "0"), ("100", "100"), ("12.50", "12.5"), ("33.3333", "33.3333"), ("1e1", "10")],
)
def test_keeps_a_per_cent_as_a_text_without_idle_noughts(cast: Cast, typed: str, text: str) -> None:
    assert kept(form_of(cast, T.PERCENT, {"party": "test-nhs", "percent": typed}))["percent"] == text


@pytest.mark.parametrize("typed", ["-0.01", "100.01", "half"])
def test_refuses_a_per_cent_beyond_the_whole(cast: Cast, typed: str) -> None:
    assert form_of(cast, T.PERCENT, {"party": "test-nhs", "percent": typed}).errors["percent"] == [NO_PERCENT]


@pytest.mark.parametrize(
    ("kind", "answers", "wanted"),
    [
        (T.FIXED, {"party": "test-nhs", "amount_pence": "1,000.50", "per": "year"},
         {"type": "fixed", "party": "test-nhs", "amount_pence": 100_050, "per": "year"}),
        (T.FIXED, {"party": "test-nhs", "amount_pence": "0", "per": "case", "of": "chair"},
         {"type": "fixed", "party": "test-nhs", "amount_pence": 0, "per": "case", "of": "chair"}),
        (T.PERCENT, {"party": "test-nhs", "percent": "5", "cap_pence": "0", "floor_pence": ""},
         {"type": "percent", "party": "test-nhs", "percent": "5", "cap_pence": 0}),
        (T.EQUAL, {"parties": ["test-nhs", "test-police"], "percent": ""},
         {"type": "equal", "parties": ["test-nhs", "test-police"]}),
        (T.REMAINDER, {"party": "test-police"}, {"type": "remainder", "party": "test-police"}),
        (T.IN_KIND, {"party": "test-police", "description": "A room", "value_pence": ""},
         {"type": "in_kind", "party": "test-police", "description": "A room"}),
        (T.NONE, {"party": "test-police", "of": "legal"}, {"type": "none", "party": "test-police", "of": "legal"}),
    ],
)  # fmt: skip
def test_keeps_what_was_answered_and_leaves_out_what_was_not(
    cast: Cast, kind: RuleType, answers: dict[str, Any], wanted: dict[str, Any]
) -> None:
    assert kept(form_of(cast, kind, answers)) == wanted


@pytest.mark.parametrize(
    ("kind", "name", "sentence"),
    [
        (T.FIXED, "party", "Choose a partner"), (T.PERCENT, "party", "Choose a partner"),
        (T.EQUAL, "parties", "Choose at least one partner"), (T.IN_KIND, "party", "Choose a partner"),
    ],
)  # fmt: skip
def test_says_which_partner_is_missing(cast: Cast, kind: RuleType, name: str, sentence: str) -> None:
    assert form_of(cast, kind, {}).errors[name] == [sentence]


@pytest.mark.parametrize("party", ["test-refuge", "nobody"])
def test_takes_no_partner_beside_those_of_the_draft(cast: Cast, party: str) -> None:
    assert "party" in form_of(cast, T.REMAINDER, {"party": party}).errors


@pytest.mark.parametrize(
    ("reviews", "is_taken"), [("", True), ("1", True), ("1000", True), ("0", False), ("1001", False)]
)
def test_tries_rules_on_one_to_a_thousand_reviews(reviews: str, is_taken: bool) -> None:
    form = ExampleForm({"cost": "14,000", "of": "chair", "reviews": reviews})
    assert form.is_valid() is is_taken
