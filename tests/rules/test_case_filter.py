"""What a person asks the case list for is read from the address; what makes no sense is passed over."""

import pytest
from django.http import QueryDict

from dhr_cases.models import Partnership
from dhr_cases.policy import regimes
from dhr_cases.stages import STAGES, Stage
from workflows.attention import DUE_SOON, OVERDUE
from workflows.case_rows import SORTS, Wanted
from workflows.forms import CaseFilter

HOME, OTHER = Partnership(pk=3, code="home", name="Testshire CSP"), Partnership(pk=5, code="b", name="Borough CSP")
REGIME = next(iter(regimes())).id


def wanted(asked: str) -> Wanted:
    """What an address asks for."""
    return CaseFilter(QueryDict(asked), partnerships=[HOME, OTHER]).wanted()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", Wanted()), ("stage=SCOPING", Wanted(stages=("SCOPING",))), (f"clock={OVERDUE}", Wanted(clock=OVERDUE)),
        (f"clock={DUE_SOON}", Wanted(clock=DUE_SOON)), ("partnership=3", Wanted(partnerships=(3,))),
        (f"regime={REGIME}", Wanted(regimes=(REGIME,))), ("held=on", Wanted(is_held=True)),
        ("mine=on", Wanted(is_mine=True)), ("text=+Robin+", Wanted(text="Robin")), ("sort=due", Wanted(sort="due")),
        ("text=A&held=on&sort=stage", Wanted(text="A", is_held=True, sort="stage")),
    ],
)  # fmt: skip  # an address and what it asks for
def test_reads_what_an_address_asks_for(asked: str, found: Wanted) -> None:
    assert wanted(asked) == found


@pytest.mark.parametrize(
    "asked",
    ["stage=NOWHERE", "clock=met", "partnership=4", "partnership=x", "regime=none", "sort=worst", "held=",
     "text=" + "x" * 101],
)  # fmt: skip  # answers that make no sense
def test_passes_over_an_answer_that_makes_no_sense(asked: str) -> None:
    assert wanted(asked) == Wanted()
    assert wanted(f"{asked}&mine=on") == Wanted(is_mine=True)


def test_takes_a_text_of_a_hundred_letters() -> None:
    assert wanted("text=" + "x" * 100).text == "x" * 100


@pytest.mark.parametrize("stage", Stage)
def test_offers_every_stage(stage: Stage) -> None:
    assert wanted(f"stage={stage}").stages == (stage,)


def test_offers_any_first_and_the_partnerships_one_may_see() -> None:
    form = CaseFilter(QueryDict(""), partnerships=[HOME, OTHER])
    offered = {name: list(getattr(form.fields[name], "choices", ())) for name in form.fields}
    assert offered["partnership"] == [("", "Any"), ("3", "Testshire CSP"), ("5", "Borough CSP")]
    assert offered["clock"] == [("", "Any"), (OVERDUE, "Late"), (DUE_SOON, "Due within five working days")]
    assert [label for _code, label in offered["sort"]] == list(SORTS.values())
    assert [label for _code, label in offered["stage"]] == ["Any", *(row.label for row in STAGES.values())]
    alone = CaseFilter(QueryDict("partnership=3"), partnerships=[])
    assert alone.wanted() == Wanted()


def test_reads_orders_in_these_words() -> None:
    assert list(SORTS.values()) == ["Newest first", "Reference", "Stage", "Longest in its stage", "Next due first"]
    assert Wanted().sort == next(iter(SORTS))
