"""The tables of the grant are complete, and every state of a business case can be reached and left."""

from enum import StrEnum

import pytest

from funding import grant_terms as terms
from funding.grant_terms import CASE_STATES, PROJECT_STATES, CaseState, DecisionKind, Outcome, ProjectState

TABLES: list[tuple[type[StrEnum], set[str]]] = [
    (terms.ProjectState, set(terms.PROJECT_STATES)),
    (terms.CaseState, set(terms.CASE_STATES)),
    (terms.CaseKind, set(terms.CASE_KINDS)),
    (terms.DecisionKind, set(terms.DECISION_KINDS)),
    (terms.Outcome, set(terms.OUTCOMES)),
    (terms.ReturnKind, set(terms.RETURN_KINDS)),
    (terms.ExtensionAnswer, set(terms.EXTENSION_ANSWERS)),
    (terms.Disposition, set(terms.DISPOSITIONS)),
    (terms.Window, set(terms.WINDOWS)),
    (terms.Rest, set(terms.RESTS)),
]


@pytest.mark.parametrize(("codes", "table"), TABLES, ids=[codes.__name__ for codes, _ in TABLES])
def test_has_one_row_for_each_code(codes: type[StrEnum], table: set[str]) -> None:
    assert table == set(codes)


def test_reaches_every_state_from_the_first() -> None:
    reached, waiting = set[CaseState](), [CaseState.PROPOSED]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting.extend(CASE_STATES[state].next)
    assert reached == set(CaseState)


def test_ends_only_where_a_case_is_refused_or_closed() -> None:
    assert {state for state, row in CASE_STATES.items() if not row.next} == {CaseState.REFUSED, CaseState.CLOSED}


def test_says_of_every_end_that_nothing_is_waited_for() -> None:
    assert all((row.waits_for == "nothing") is (not row.next) for row in CASE_STATES.values())


def test_counts_every_project_but_a_proposed_one() -> None:
    assert {state for state, row in PROJECT_STATES.items() if not row.counts} == {ProjectState.PROPOSED}


def test_calls_no_project_finished_that_was_stopped_or_never_started() -> None:
    finished = {state for state, row in PROJECT_STATES.items() if row.counts and row.is_finished}
    assert finished == {ProjectState.DONE}


@pytest.mark.parametrize(
    ("kind", "outcome", "words"),
    [
        (DecisionKind.WORKING_GROUP, Outcome.WHOLE, "Supported"),
        (DecisionKind.WORKING_GROUP, Outcome.REFUSED, "Not supported"),
        (DecisionKind.CHAIR, Outcome.WHOLE, "Approved"),
        (DecisionKind.FUNDER, Outcome.PART, "Agreed in part"),
    ],
)
def test_speaks_in_the_words_of_who_decided(kind: DecisionKind, outcome: Outcome, words: str) -> None:
    assert terms.outcome_words(kind, outcome) == words
