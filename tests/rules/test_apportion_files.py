"""Are rules of files and of stored models read as they are meant, and refused with their place where they are not?"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from funding.rule_files import SHAPES, ApportionFile, RuleFaults, parse_apportion_file, parse_rules
from funding.rules import Equal, Fixed, InKind, NoContribution, Per, Percent, Remainder, RuleType, Weighted
from funding.terms import CostClass

AB = ["A", "B"]


def _text(**changes: object) -> str:
    return json.dumps({"cost_pence": 100, "parties": AB, "rules": [], **changes})


def _rule(*pairs: tuple[str, object], **keys: object) -> str:
    return _text(rules=[{"type": "remainder", "party": "A"}, keys | dict(pairs)])


def _fixed(**changes: object) -> str:
    return _rule(**{"type": "fixed", "party": "A", "amount_pence": 5, **changes})


def _percent(**changes: object) -> str:
    return _rule(**{"type": "percent", "party": "A", "percent": "50", **changes})


def _equal(**changes: object) -> str:
    return _rule(**{"type": "equal", "parties": AB, **changes})


def _weights(weights: object, **changes: object) -> str:
    return _rule(**{"type": "weighted", "weights": weights, **changes})


def test_reads_every_kind_of_rule_of_a_file() -> None:
    written = [
        {"type": "fixed", "party": "A", "amount_pence": 5},
        {"type": "percent", "party": "B", "percent": "12.50", "cap_pence": 9, "floor_pence": 3},
        {"type": "equal", "parties": ["B", "A"]},
        {"type": "weighted", "weights": {"B": 2, "A": 0}, "percent": "100"},
        {"type": "remainder", "party": "A"},
    ]
    assert parse_apportion_file(_text(rules=written)) == ApportionFile(
        100,
        ("A", "B"),
        (
            Fixed("A", 5),
            Percent("B", Decimal("12.50"), 9, 3),
            Equal(("B", "A")),
            Weighted((("B", 2), ("A", 0))),
            Remainder("A"),
        ),
    )


def test_reads_what_only_a_stored_model_has() -> None:
    written = [
        {"type": "fixed", "party": "A", "amount_pence": 5, "per": "case", "of": "legal"},
        {"type": "weighted", "weights": {"B": 2}, "source": "census", "as_at": "2021-03-21", "of": "other"},
        {"type": "in_kind", "party": "A", "description": "a room", "value_pence": 7},
        {"type": "none", "party": "B"},
    ]
    assert parse_rules(written, AB) == (
        Fixed("A", 5, Per.CASE, CostClass.LEGAL),
        Weighted((("B", 2),), Decimal(100), "census", date(2021, 3, 21), CostClass.OTHER),
        InKind("A", "a room", 7),
        NoContribution("B"),
    )


def test_takes_rules_that_come_after_everything_is_taken() -> None:
    rules = [{"type": "remainder", "party": party} for party in ("A", "B", "A")]
    percents = [{"type": "percent", "party": "A", "percent": "100"}] * 2
    assert len(parse_apportion_file(_text(rules=rules + percents)).rules) == 5


@pytest.mark.parametrize("percent", ["0", "100", "100.000", "0.0000000001", "007.5", "99." + "9" * 900])
def test_reads_a_per_cent_with_all_its_figures(percent: str) -> None:
    rule = parse_apportion_file(_percent(percent=percent)).rules[1]
    assert isinstance(rule, Percent)
    assert rule.percent.as_tuple() == Decimal(percent).as_tuple()


def test_has_one_shape_for_every_kind_of_rule() -> None:
    assert set(SHAPES) == set(RuleType)


WHOLE = [
    ("", "The file is empty."),
    (" \n", "The file is empty."),
    ("{", "Line 1, column 2: this is not JSON"),
    ('{"cost_pence": 1,\n "rules": }', "Line 2, column 11: this is not JSON"),
    ("[]", "The file: an object in braces is needed, not a list."),
    ("null", "The file: an object in braces is needed, not null."),
    ("NaN", "The file: an object in braces is needed, not NaN."),
    ('"A"', "The file: an object in braces is needed, not a text."),
    ("[" * 100_000, "The file nests too deeply to be read."),
    ('{"cost_pence": ' + "9" * 5000 + "}", "The file holds a number too long to be read"),
    ('{"cost_pence": 1, "cost_pence": 2}', "cost_pence: written twice. Keep one."),
    ('{"parties": ["A"], "rules": []}', "cost_pence: missing."),
    ('{"cost_pence": 1, "rules": []}', "parties: missing."),
    ('{"cost_pence": 1, "parties": ["A"]}', "rules: missing."),
    (_text(costs_pence=1), "costs_pence: unknown key. Did you mean cost_pence?"),
    (_text(cost_pence=-1), "cost_pence: -1 is below nought."),
    (_text(cost_pence=None), "cost_pence: a whole number is needed here, not null."),
    (_text(cost_pence=True), "cost_pence: a whole number is needed here, not true or false."),
    (_text(cost_pence=1.0), "cost_pence: a whole number is needed here, not a number with a point or an exponent."),
    (_text(cost_pence="1"), "cost_pence: a whole number is needed here, not a text."),
    (_text(cost_pence=float("nan")), "cost_pence: a whole number is needed here, not NaN."),
    (_text(cost_pence=float("inf")), "cost_pence: a whole number is needed here, not a number with a point"),
    (_text(parties=[]), "parties: name at least one party."),
    (_text(parties="A"), "parties: a list is needed here, not a text."),
    (_text(parties={"A": 1}), "parties: a list is needed here, not an object."),
    (_text(parties=["A", 2]), "parties[1]: a text in quotation marks is needed here, not a number."),
    (_text(parties=["A", " "]), "parties[1]: a name in plain letters on one line is needed here."),
    (_text(parties=["A\nB"]), "parties[0]: a name in plain letters on one line is needed here."),
    (_text(parties=["\ud800"]), "parties[0]: a name in plain letters on one line is needed here."),
    (_text(parties=["A", "B", "A"]), "parties[2]: “A” is named twice. Keep one."),
    (_text(rules={}), "rules: a list is needed here, not an object."),
    (_text(rules=["fixed"]), "rules[0]: an object in braces is needed, not a text."),
]
RULES = [
    (_rule(party="A"), "rules[1].type: missing."),
    (_rule(type=1), "rules[1].type: a text in quotation marks is needed here, not a number."),
    (_rule(type="remaind"), "rules[1].type: “remaind” is not a kind of rule. Did you mean remainder?"),
    (_rule(type="none", party="A"), "rules[1].type: “none” is not a kind of rule."),
    (_rule(type="in_kind", party="A", description="room"), "rules[1].type: “in_kind” is not a kind of rule."),
    (_rule(type="x" * 500), f"rules[1].type: “{'x' * 60}…” is not a kind of rule. Known here: fixed, percent, equal,"),
    (_rule(type="remainder"), "rules[1].party: missing."),
    (_rule(type="remainder", party="C"), "rules[1].party: “C” is not one of the parties. Known here: A, B."),
    (_rule(type="remainder", party=["A"]), "rules[1].party: a text in quotation marks is needed here, not a list."),
    (_rule(type="remainder", party="A", percent="5"), "rules[1].percent: unknown key. Known here: type, party."),
    (_rule(("type", "remainder"), ("of", "chair"), party="A"), "rules[1].of: unknown key."),
    (_fixed(per="year"), "rules[1].per: unknown key."),
    (_fixed(cap_pence=3), "rules[1].cap_pence: unknown key."),
    (_fixed(amount_pence=-5), "rules[1].amount_pence: -5 is below nought."),
    (_fixed(amount_pence=5.5), "rules[1].amount_pence: a whole number is needed here, not a number with a point"),
    (_fixed(amount_pence=False), "rules[1].amount_pence: a whole number is needed here, not true or false."),
    (_fixed(amount_pence="5"), "rules[1].amount_pence: a whole number is needed here, not a text."),
    (_rule(type="fixed", party="A"), "rules[1].amount_pence: missing."),
    (_rule(type="percent", party="A"), "rules[1].percent: missing."),
    (_percent(percent=50.5), 'rules[1].percent: a text in quotation marks is needed here, for example "12.5", not a'),
    (_percent(percent=50), 'rules[1].percent: a text in quotation marks is needed here, for example "12.5", not a'),
    (_percent(percent=None), 'rules[1].percent: a text in quotation marks is needed here, for example "12.5", not n'),
    (_percent(percent="-1"), "rules[1].percent: -1 is not a per cent from 0 to 100."),
    (_percent(percent="100." + "0" * 40 + "1"), "rules[1].percent: 100.00000000000000000000000000000000000000001 is"),
    (_percent(percent="9" * 1001), "rules[1].percent: a per cent has at most 1000 figures."),
    (_percent(cap_pence=-1), "rules[1].cap_pence: -1 is below nought."),
    (_percent(floor_pence=-1), "rules[1].floor_pence: -1 is below nought."),
    (_percent(cap_pence=None), "rules[1].cap_pence: a whole number is needed here, not null."),
    (_percent(floor_pence=True), "rules[1].floor_pence: a whole number is needed here, not true or false."),
    (
        _percent(cap_pence=4, floor_pence=5),
        "rules[1].cap_pence: 4 is below the floor of 5. A cap is at least the floor.",
    ),
    (_rule(type="equal"), "rules[1].parties: missing."),
    (_equal(parties=[]), "rules[1].parties: name at least one party."),
    (_equal(parties="A"), "rules[1].parties: a list is needed here, not a text."),
    (_equal(parties=["A", "A"]), "rules[1].parties: a party is named twice. Keep one."),
    (_equal(parties=["A", "C"]), "rules[1].parties[1]: “C” is not one of the parties."),
    (_equal(percent="101"), "rules[1].percent: 101 is not a per cent from 0 to 100."),
    (_equal(weights={}), "rules[1].weights: unknown key."),
    (_rule(type="weighted"), "rules[1].weights: missing."),
    (_weights({}), "rules[1].weights: at least one party needs a weight above nought."),
    (_weights({"A": 0, "B": 0}), "rules[1].weights: at least one party needs a weight above nought."),
    (_weights({"A": 1, "B": -1}), "rules[1].weights.B: -1 is below nought."),
    (_weights({"A": 1.5}), "rules[1].weights.A: a whole number is needed here, not a number with a point"),
    (_weights({"A": True}), "rules[1].weights.A: a whole number is needed here, not true or false."),
    (_weights({"C": 1}), "rules[1].weights.C: “C” is not one of the parties."),
    (_weights([1, 2]), "rules[1].weights: an object in braces is needed, not a list."),
    (_weights({"A": 1}, percent="-0.1"), "rules[1].percent: -0.1 is not a per cent from 0 to 100."),
    (_weights({"A": 1}, source="census"), "rules[1].source: unknown key."),
    (_weights({"A": 1}).replace('{"A": 1}', '{"A": 1, "A": 2}'), "rules[1].weights.A: written twice. Keep one."),
    (_fixed().replace('"amount', '"type": "fixed", "amount'), "rules[1].type: written twice. Keep one."),
]
NO_PERCENTS = ("", " 50", "50%", "5e1", "+5", ".5", "5.", "1_0", "٥", "NaN", "Infinity", "fifty", "1,5")
BAD = [*WHOLE, *RULES, *((_percent(percent=each), f"rules[1].percent: “{each}” is not a per") for each in NO_PERCENTS)]


@pytest.mark.parametrize(("text", "sentence"), BAD, ids=[sentence for _, sentence in BAD])
def test_refuses_a_bad_file_and_names_the_place(text: str, sentence: str) -> None:
    with pytest.raises(RuleFaults) as refused:
        parse_apportion_file(text)
    assert str(refused.value).startswith(sentence)
    assert len(refused.value.faults) == 1


def test_leaves_the_names_in_rules_alone_where_the_parties_are_at_fault() -> None:
    with pytest.raises(RuleFaults) as refused:
        parse_apportion_file(_text(parties=[], rules=[{"type": "remainder", "party": "C"}]))
    assert [fault.place for fault in refused.value.faults] == ["parties"]


def test_cuts_a_long_list_of_known_parties() -> None:
    parties = [f"District {number}" for number in range(20)]
    with pytest.raises(RuleFaults, match="District 11 and 8 more."):
        parse_apportion_file(_text(parties=parties, rules=[{"type": "remainder", "party": "z"}]))


MODEL: list[tuple[Mapping[str, object], str]] = [
    ({"type": "none", "party": "C"}, "model.rules[0].party: “C” is not one of the parties."),
    ({"type": "none", "party": "A", "of": "chairs"}, "model.rules[0].of: “chairs” is not known. Did you mean chair?"),
    ({"type": "fixed", "party": "A", "amount_pence": 1, "per": "month"}, "model.rules[0].per: “month” is not known."),
    ({"type": "in_kind", "party": "A"}, "model.rules[0].description: missing."),
    ({"type": "in_kind", "party": "A", "description": " "}, "model.rules[0].description: say what is given."),
    (
        {"type": "in_kind", "party": "A", "description": "room", "value_pence": -1},
        "model.rules[0].value_pence: -1 is below nought.",
    ),
    (
        {"type": "weighted", "weights": {"A": 1}, "as_at": "30/6/2024"},
        "model.rules[0].as_at: “30/6/2024” is not a date.",
    ),
    (
        {"type": "weighted", "weights": {"A": 1}, "source": 7},
        "model.rules[0].source: a text in quotation marks is needed here, not a number.",
    ),
]


@pytest.mark.parametrize(("rule", "sentence"), MODEL, ids=[sentence for _, sentence in MODEL])
def test_refuses_a_bad_rule_of_a_model_and_names_the_place(rule: Mapping[str, object], sentence: str) -> None:
    with pytest.raises(RuleFaults) as refused:
        parse_rules([rule], AB, place="model.rules")
    assert str(refused.value).startswith(sentence)


def test_refuses_rules_that_are_no_list() -> None:
    with pytest.raises(RuleFaults, match="rules: a list is needed here, not an object."):
        parse_rules({}, AB)
