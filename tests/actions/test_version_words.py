"""What does a new version of a model change, sentence by sentence, and which partners does no rule name?"""

import datetime
from typing import Any

import pytest

from dhr_cases.models import Organisation
from funding.actions.funding_models import ModelDraft, adopt_model, draft_model
from funding.models import ModelVersion
from funding.terms import ModelBasis, PartYear
from funding.version_words import differences, rules_in_words, version_before, without_a_rule
from tests.conftest import Cast
from tests.money import YEAR

pytestmark = pytest.mark.django_db

Rule = dict[str, object]
DAY = datetime.date(2026, 1, 5)


@pytest.fixture
def bodies(cast: Cast) -> tuple[Organisation, Organisation, Organisation]:
    """Police, health and a refuge, in this order parties to the first version."""
    return cast.police, cast.health, cast.refuge


def fixed(body: Organisation, pence: int) -> Rule:
    """A body pays a fixed sum."""
    return {"type": "fixed", "party": body.code, "amount_pence": pence}


def rest(body: Organisation) -> Rule:
    """A body pays what is left."""
    return {"type": "remainder", "party": body.code}


def first(cast: Cast, *rules: Rule) -> ModelVersion:
    """The first version, in force: the police pay £1 and health the rest unless other rules are named."""
    parties = [cast.police, cast.health, cast.refuge]
    said = ModelDraft(
        first_year=YEAR.start, parties=parties, rules=list(rules) or [fixed(cast.police, 100), rest(cast.health)]
    )
    drafted = draft_model(partnership=cast.partnership, by=cast.coordinator, name="Shared cost", draft=said)
    return adopt_model(version=drafted, by=cast.csp_chair)


def next_one(cast: Cast, before: ModelVersion, **more: Any) -> ModelVersion:
    """A draft that says what the version before says, but for what is named."""
    told: dict[str, Any] = {
        "first_year": before.first_year, "parties": [cast.police, cast.health, cast.refuge], "rules": before.rules,
        **more,
    }  # fmt: skip
    return draft_model(partnership=cast.partnership, by=cast.coordinator, name="Shared cost", draft=ModelDraft(**told))


def test_says_so_where_nothing_changes_but_the_minute(cast: Cast) -> None:
    before = first(cast)
    version = next_one(cast, before, meeting="Board", met_on=DAY, minute="3", why="Said again")
    assert differences(before, version) == ["Nothing but the years it covers."]
    assert (version_before(version), version_before(before)) == (before, None)


def test_tells_each_term_that_changes(cast: Cast) -> None:
    before = first(cast)
    version = next_one(
        cast, before, first_year=YEAR.next.start, basis=ModelBasis.PER_CASE, part_year=PartYear.WHOLE_YEAR,
        underwriter=cast.police,
    )  # fmt: skip
    assert differences(before, version) == [
        "It begins in 2027/28, not 2026/27.",
        "Its rules apply to: the cost of each review.",
        "A year in which a body ends is shared: whole year: who exists on 1 April owes the year.",
        "What is left is carried by: Testshire Police.",
    ]
    assert differences(version, before) == [
        "It begins in 2026/27, not 2027/28.",
        "Its rules apply to: the cost of the whole year.",
        "A year in which a body ends is shared: by days: each body owes the days it exists.",
        "What is left is carried by: nobody.",
    ]


def test_tells_who_joins_who_leaves_and_who_bears_an_odd_penny(cast: Cast) -> None:
    before = first(cast)
    fewer = next_one(cast, before, parties=[cast.health, cast.police])
    assert differences(before, fewer) == [
        "Testshire Refuge leaves.",
        "The order of partners, which decides who bears an odd penny, is now: Testshire NHS Trust, Testshire Police.",
    ]
    assert differences(fewer, before) == [
        "Testshire Refuge joins.",
        "The order of partners, which decides who bears an odd penny, is now: Testshire Police, Testshire NHS Trust.",
    ]


def test_tells_rules_that_are_new_gone_or_in_another_order(
    cast: Cast, bodies: tuple[Organisation, Organisation, Organisation]
) -> None:
    police, health, refuge = bodies
    before = first(cast)
    version = next_one(cast, before, rules=[rest(health), fixed(police, 100), fixed(refuge, 1)])
    assert differences(before, version) == [
        "New rule: Testshire Refuge pays £0.01 for the year.",
        "The rules that stay are applied in another order.",
    ]
    assert differences(version, before) == [
        "No longer: Testshire Refuge pays £0.01 for the year.",
        "The rules that stay are applied in another order.",
    ]


def test_tells_a_rule_that_stands_a_second_time(
    cast: Cast, bodies: tuple[Organisation, Organisation, Organisation]
) -> None:
    police, *_ = bodies
    before = first(cast, fixed(police, 100))
    version = next_one(cast, before, rules=[fixed(police, 100), fixed(police, 100)])
    assert differences(before, version) == ["New rule: Testshire Police pays £1 for the year."]


def test_tells_a_sum_that_changes_as_one_rule_for_another(
    cast: Cast, bodies: tuple[Organisation, Organisation, Organisation]
) -> None:
    police, health, _ = bodies
    before = first(cast)
    version = next_one(cast, before, rules=[fixed(police, 101), rest(health)])
    assert differences(before, version) == [
        "New rule: Testshire Police pays £1.01 for the year.", "No longer: Testshire Police pays £1 for the year.",
    ]  # fmt: skip


def test_names_partners_that_no_rule_names(cast: Cast, bodies: tuple[Organisation, Organisation, Organisation]) -> None:
    _, _, refuge = bodies
    before = first(cast)
    assert without_a_rule(before) == ["Testshire Refuge"]
    rules = [*before.rules, {"type": "none", "party": refuge.code}]
    version = next_one(cast, before, rules=rules)
    assert without_a_rule(version) == []
    assert rules_in_words(version) == [
        "Testshire Police pays £1 for the year.", "Testshire NHS Trust pays all that is left.",
        "Testshire Refuge pays nothing.",
    ]  # fmt: skip
