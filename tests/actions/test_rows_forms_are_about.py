"""Which rows is each act on money offered for? Those of its own partnership and year, in a state it can change.

The page of an act answers 404 for every other row, and no page offers the act beside one.
"""

from collections.abc import Mapping, Set

import pytest
from django.db.models import Model
from django.forms import ModelChoiceField

from dhr_cases.models import Partnership
from dhr_cases.models.history import change
from funding.forms.registry import FORMS
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.money import YEAR
from tests.money_rows import Place, rows_at

pytestmark = pytest.mark.django_db

V = FundingVerb
YEARS = (YEAR.previous, YEAR, YEAR.next)
OPEN_COSTS = {"cost", "cost of a fee"}
COSTS = {*OPEN_COSTS, "paid cost"}
TO_DECIDE = {"waiting", "reversal waiting"}
CASES = {"business case", "business case to the pot"}

OF_ANY_YEAR: Mapping[FundingVerb, Set[str]] = {
    V.ADD_FEE: {"fee", "day rate"},
    V.CHANGE_COST: COSTS,
    V.STATE_COST: COSTS,
    V.RECORD_ACTUAL: COSTS,
    V.ADD_QUOTE: COSTS,
    V.SETTLE_COST: OPEN_COSTS,
    V.REOPEN_COST: {"paid cost"},
    V.CHOOSE_QUOTE: {"quote"},
    V.APPROVE_JOURNAL: TO_DECIDE,
    V.REFUSE_JOURNAL: TO_DECIDE,
    V.REVERSE_JOURNAL: {"posted", "posted, reversal refused"},
    V.CLOSE_GAP: {"gap"},
    V.CHANGE_BAND: {"band"},
    V.END_NOMINEE: {"nominee", "nominee on the last day"},
    V.CHANGE_MODEL: {"draft"},
    V.ADOPT_MODEL: {"draft"},
}
"""What a page of any year may change: costs, entries, settings and models outlast a year."""

OF_THE_YEAR: Mapping[FundingVerb, Set[str]] = {
    V.PUT_FORWARD: {"contribution"},
    V.CHANGE_AGREEMENT: {"contribution"},
    V.CLOSE_ROUND: {"round"},
    V.CHASE: {"request"},
    V.WITHDRAW_REQUEST: {"request"},
    V.ASK_AGAIN: {"request"},
    V.REPLY: {"request"},
    V.RECORD_ANSWER: {"request"},
    V.APPROVE_ANSWER: {"request"},
    V.SEND_BACK_ANSWER: {"request"},
    V.CHANGE_GRANT_YEAR: {"grant"},
    V.CLOSE_GRANT_YEAR: {"grant"},
    V.ANSWER_EXTENSION: {"extension"},
    V.CHANGE_PROJECT: {"project"},
    V.APPROVE_PROJECT: {"project"},
    V.REFUSE_PROJECT: {"project"},
    V.RECORD_DELIVERY: {"project"},
    V.RECORD_MONITORING: {"project"},
    V.RECORD_OUTTURN: {"project"},
    V.GIVE_VIEW: CASES,
    V.SUBMIT_CASE: CASES,
    V.RECORD_FUNDER_DECISION: CASES,
    V.RECORD_PAYMENT: {"business case"},
    V.RELEASE_POT: {"business case to the pot"},
}
"""What only the pages of its own year may change."""

OFFERED_OF_ANY_YEAR = {
    (V.ADD_COST, "band"): {"band"},
    (V.DRAFT_MODEL, "model"): {"model"},
    (V.RECORD_WITHDRAWAL, "organisation"): {"payer"},
}
OFFERED_OF_THE_YEAR = {
    (V.START_ROUND, "version"): {"version"},
    (V.PROPOSE_AGREEMENT, "version"): {"version"},
    (V.DECIDE_YEAR_END, "returned_to"): {"payer"},
}

Words = dict[tuple[type[Model], int], str]
"""For each row at each place, where it stands and what it is."""


@pytest.fixture
def words(cast: Cast) -> Words:
    """Rows in two partnerships, and here in three years."""
    with change("Test", None):
        far = Partnership.objects.create(code="elsewhere", name="Elsewhere CSP")
    here = [Place(cast.partnership, year, cast.outsider) for year in YEARS]
    found: Words = {}
    for place in (*here, Place(far, YEAR, cast.outsider)):
        found |= {(type(row), row.pk): f"{place.word}: {word}" for word, row in rows_at(place).items()}
    return found


def of_the_year(cast: Cast, wanted: Set[str]) -> set[str]:
    """These rows as they stand here in the year of the page."""
    return {f"{cast.partnership.code} {YEAR.label}: {word}" for word in wanted}


def of_any_year(cast: Cast, wanted: Set[str]) -> set[str]:
    """These rows as they stand here in every year."""
    return {f"{cast.partnership.code} {year.label}: {word}" for year in YEARS for word in wanted}


def about(cast: Cast, words: Words, verb: FundingVerb) -> set[str]:
    """The rows the act can be about on a page of the year."""
    return {words[type(row), row.pk] for row in FORMS[verb].subjects(cast.partnership, YEAR)}


def offered(cast: Cast, words: Words, verb: FundingVerb, name: str) -> set[str]:
    """The rows among which a question of the form lets the finance officer choose."""
    field = FORMS[verb](by=cast.finance_officer, partnership=cast.partnership, year=YEAR).fields[name]
    assert isinstance(field, ModelChoiceField)
    assert field.queryset is not None
    return {words[type(row), row.pk] for row in field.queryset}


def test_is_about_rows_of_the_year_of_the_page_and_of_no_other_partnership(cast: Cast, words: Words) -> None:
    found = {verb: about(cast, words, verb) for verb in OF_THE_YEAR}
    assert found == {verb: of_the_year(cast, wanted) for verb, wanted in OF_THE_YEAR.items()}


def test_is_about_rows_of_any_year_and_of_no_other_partnership(cast: Cast, words: Words) -> None:
    found = {verb: about(cast, words, verb) for verb in OF_ANY_YEAR}
    assert found == {verb: of_any_year(cast, wanted) for verb, wanted in OF_ANY_YEAR.items()}


def test_offers_what_belongs_to_the_year(cast: Cast, words: Words) -> None:
    found = {question: offered(cast, words, *question) for question in OFFERED_OF_THE_YEAR}
    assert found == {question: of_the_year(cast, wanted) for question, wanted in OFFERED_OF_THE_YEAR.items()}


def test_offers_what_belongs_to_the_partnership(cast: Cast, words: Words) -> None:
    found = {question: offered(cast, words, *question) for question in OFFERED_OF_ANY_YEAR}
    assert found == {question: of_any_year(cast, wanted) for question, wanted in OFFERED_OF_ANY_YEAR.items()}


def test_says_of_every_act_about_a_row_which_rows_those_are() -> None:
    assert {verb for verb, form in FORMS.items() if form.needs_subject} == OF_ANY_YEAR.keys() | OF_THE_YEAR.keys()
