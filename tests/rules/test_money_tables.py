"""What does each row of the tables of money say: who may, what counts where, what follows, what is waited for?"""

import pytest

from dhr_cases.roles import SitePermission
from funding import grant_terms, terms
from funding.grant_terms import CASE_STATES, PROJECT_STATES, CaseKind, Disposition, Outcome, outcome_words
from funding.grant_terms import CaseState as C
from funding.grant_terms import DecisionKind as D
from funding.grant_terms import ProjectState as P
from funding.terms import ENTRY_KINDS, MEASURES, Cause, Fund, Measure, Subject
from funding.terms import EntryKind as E
from funding.verbs import VERBS
from funding.verbs import FundingVerb as V

APPROVED = {
    V.ADOPT_MODEL, V.APPROVE_ANSWER, V.SEND_BACK_ANSWER, V.APPROVE_JOURNAL, V.REFUSE_JOURNAL, V.NAME_NOMINEE,
    V.END_NOMINEE, V.APPROVE_PROJECT, V.REFUSE_PROJECT,
}  # fmt: skip
"""Acts of who approves: each decides on what somebody else put forward, or names who may."""

ANSWERED = {V.ANSWER, V.QUESTION}
"""Acts of a body's own funding contact."""


def test_gives_each_act_to_one_kind_of_people() -> None:
    held = {permission: {verb for verb, row in VERBS.items() if row.permission is permission}
            for permission in {row.permission for row in VERBS.values()}}  # fmt: skip
    assert held == {
        SitePermission.APPROVE_FUNDING: APPROVED,
        SitePermission.ANSWER_FUNDING: ANSWERED,
        SitePermission.MANAGE_FUNDING: set(V) - APPROVED - ANSWERED,
    }


def test_calls_no_two_acts_the_same() -> None:
    for words in ([row.label for row in VERBS.values()], [row.done for row in VERBS.values()]):
        assert len(set(words)) == len(words) == len(V)
        assert all(each[0].isupper() and not each.endswith(".") for each in words)


Y, A, L, G = Subject.YEAR, Subject.AGREEMENT, Subject.COST_LINE, Subject.PROJECT
KINDS: list[tuple[E, Subject, int, Measure | None]] = [
    (E.FORECAST, L, 1, None),
    (E.COMMITMENT, L, 1, None),
    (E.ACTUAL, L, 1, None),
    (E.PLEDGE, A, 1, Measure.AGREED),
    (E.CONFIRMATION, A, 1, Measure.CONFIRMED),
    (E.INVOICE, A, 1, Measure.INVOICED),
    (E.CREDIT_NOTE, A, -1, Measure.INVOICED),
    (E.RECEIPT, A, 1, Measure.RECEIVED),
    (E.REFUND, A, -1, Measure.RECEIVED),
    (E.BROUGHT_FORWARD, Y, 1, None),
    (E.CARRIED_FORWARD, Y, -1, None),
    (E.RETURNED, Y, -1, None),
    (E.RELEASED, Y, -1, None),
    (E.GRANT_PAYMENT, G, 1, None),
    (E.GRANT_SPEND, G, -1, None),
    (E.GRANT_RETURN, G, -1, None),
]


@pytest.mark.parametrize(("kind", "subject", "sign", "measure"), KINDS, ids=[row[0].value for row in KINDS])
def test_ties_counts_and_signs_each_kind_of_entry(
    kind: E, subject: Subject, sign: int, measure: Measure | None
) -> None:
    row = ENTRY_KINDS[kind]
    assert (row.subject, row.sign, row.measure) == (subject, sign, measure)
    assert row.fund is (Fund.GRANT if subject is G else Fund.REVIEWS)


def test_has_a_row_for_every_kind_of_entry() -> None:
    assert [row[0] for row in KINDS] == list(E) == list(ENTRY_KINDS)


@pytest.mark.parametrize(
    ("measure", "label", "waiting"),
    [
        (Measure.AGREED, "Agreed", "Not yet agreed"),
        (Measure.CONFIRMED, "Confirmed", "Not yet confirmed"),
        (Measure.INVOICED, "Invoiced", "Not yet invoiced"),
        (Measure.RECEIVED, "Received", "Not yet paid"),
    ],
)
def test_says_what_a_measure_and_its_lack_are_called(measure: Measure, label: str, waiting: str) -> None:
    row = MEASURES[measure]
    assert (row.label, row.waiting) == (label, waiting)
    assert row.meaning.endswith(".")


def test_goes_from_the_loosest_measure_to_the_surest() -> None:
    assert list(Measure) == ["agreed", "confirmed", "invoiced", "received"]
    assert list(Cause) == ["model_gap", "orphaned", "declined", "unpaid", "overspend"]


def test_has_words_of_its_own_for_every_code() -> None:
    tables = (
        terms.COST_CLASSES, terms.COST_BASES, terms.PART_YEARS, terms.MODEL_BASES, terms.VERSION_STATES, terms.ANSWERS,
        terms.JOURNAL_ORIGINS, terms.SIGHTS, grant_terms.CASE_KINDS, grant_terms.DECISION_KINDS, grant_terms.OUTCOMES,
        grant_terms.RETURN_KINDS, grant_terms.EXTENSION_ANSWERS, grant_terms.DISPOSITIONS, grant_terms.WINDOWS,
        grant_terms.RESTS, grant_terms.TAKES_OF,
    )  # fmt: skip
    for table in tables:
        words = list(table.values())
        assert len(set(words)) == len(words)
        assert all(each == each.strip() and not each.endswith(".") for each in words)


WAYS: list[tuple[C, str, set[C]]] = [
    (C.PROPOSED, "the working group's view", {C.VIEWED}),
    (C.VIEWED, "approval by the Chair or a nominee", {C.APPROVED, C.REFUSED}),
    (C.APPROVED, "sending to the funder", {C.SENT}),
    (C.SENT, "the funder's decision", {C.AGREED, C.PART_AGREED, C.REFUSED}),
    (C.AGREED, "the payment", {C.PAID}),
    (C.PART_AGREED, "the payment", {C.PAID}),
    (C.REFUSED, "nothing", set()),
    (C.PAID, "delivery", {C.DELIVERED, C.CLOSED}),
    (C.DELIVERED, "the outturn", {C.CLOSED}),
    (C.CLOSED, "nothing", set()),
]


@pytest.mark.parametrize(("state", "waits_for", "ways"), WAYS, ids=[row[0].value for row in WAYS])
def test_takes_a_business_case_only_the_way_it_goes(state: C, waits_for: str, ways: set[C]) -> None:
    assert (CASE_STATES[state].waits_for, set(CASE_STATES[state].next)) == (waits_for, ways)


@pytest.mark.parametrize(
    ("state", "counts", "is_finished"),
    [
        (P.PROPOSED, False, True),
        (P.APPROVED, True, False),
        (P.NOT_STARTED, True, False),
        (P.STOPPED, True, False),
        (P.PART_DONE, True, False),
        (P.DONE, True, True),
    ],
)
def test_counts_a_project_and_holds_the_pot_up_by_its_state(state: P, counts: bool, is_finished: bool) -> None:
    row = PROJECT_STATES[state]
    assert (row.counts, row.is_finished) == (counts, is_finished)


SAID: list[tuple[D, Outcome, str]] = [
    (D.WORKING_GROUP, Outcome.WHOLE, "Supported"),
    (D.WORKING_GROUP, Outcome.REFUSED, "Not supported"),
    (D.CHAIR, Outcome.WHOLE, "Approved"),
    (D.CHAIR, Outcome.REFUSED, "Refused"),
    (D.FUNDER, Outcome.WHOLE, "Agreed in whole"),
    (D.FUNDER, Outcome.PART, "Agreed in part"),
    (D.FUNDER, Outcome.REFUSED, "Refused"),
    (D.DUPLICATE, Outcome.NOTED, "Noted"),
    (D.OVER_ALLOCATION, Outcome.NOTED, "Noted"),
]


@pytest.mark.parametrize(("kind", "outcome", "words"), SAID)
def test_puts_an_outcome_into_the_words_of_who_said_it(kind: D, outcome: Outcome, words: str) -> None:
    assert outcome_words(kind, outcome) == words


def test_says_what_the_money_of_a_project_is_taken_of() -> None:
    assert grant_terms.TAKES_OF == {CaseKind.YEAR: "the allocation", CaseKind.IN_YEAR: "the tactical pot"}
    assert list(Disposition) == ["returned", "carried", "explained"]
