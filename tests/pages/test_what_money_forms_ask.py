"""Which boxes does the form of each act on money have, in which order, and what is said of those left empty?"""

import pytest

from funding.forms.core import FundingForm
from funding.forms.registry import FORMS
from funding.verbs import FundingVerb
from tests.conftest import Cast
from tests.money import YEAR
from tests.money_rows import Place, rows_at

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

V = FundingVerb
REASON = {"reason": "Enter the reason"}

ABOUT: dict[FundingVerb, str] = {
    V.ADD_FEE: "fee", V.CHANGE_COST: "cost", V.STATE_COST: "cost", V.RECORD_ACTUAL: "cost", V.SETTLE_COST: "cost",
    V.REOPEN_COST: "paid cost", V.ADD_QUOTE: "cost", V.CHOOSE_QUOTE: "quote", V.PUT_FORWARD: "contribution",
    V.APPROVE_JOURNAL: "waiting", V.REFUSE_JOURNAL: "waiting", V.REVERSE_JOURNAL: "posted", V.CLOSE_GAP: "gap",
    V.CHANGE_BAND: "band", V.END_NOMINEE: "nominee", V.CHANGE_GRANT_YEAR: "grant", V.ANSWER_EXTENSION: "extension",
    V.CLOSE_GRANT_YEAR: "grant", V.CHANGE_PROJECT: "project", V.APPROVE_PROJECT: "project",
    V.REFUSE_PROJECT: "project", V.RECORD_DELIVERY: "project", V.RECORD_MONITORING: "project",
    V.RECORD_OUTTURN: "project", V.GIVE_VIEW: "business case", V.SUBMIT_CASE: "business case",
    V.RECORD_FUNDER_DECISION: "business case", V.RECORD_PAYMENT: "business case",
    V.RELEASE_POT: "business case to the pot", V.CHANGE_MODEL: "draft", V.ADOPT_MODEL: "draft",
    V.CHANGE_AGREEMENT: "contribution", V.CLOSE_ROUND: "round", V.CHASE: "request", V.WITHDRAW_REQUEST: "request",
    V.ASK_AGAIN: "request", V.REPLY: "request", V.RECORD_ANSWER: "request", V.APPROVE_ANSWER: "request",
    V.SEND_BACK_ANSWER: "request",
}  # fmt: skip
"""The row each form is about, by its word; the others are about the year."""

BOXES: dict[FundingVerb, str] = {
    V.ADD_COST: (
        "case learning_review cost_class* description* supplier basis* day_rate_pence days_estimated band "
        "source year_2026 year_2027 year_2028 year_2029"
    ),
    V.ADD_FEE: (
        "cost_class* description* supplier basis* day_rate_pence days_estimated band source year_2026 "
        "year_2027 year_2028 year_2029"
    ),
    V.CHANGE_COST: "description* supplier day_rate_pence days_estimated days_used source reason*",
    V.STATE_COST: "kind* on* source reason year_2026 year_2027 year_2028 year_2029",
    V.RECORD_ACTUAL: "pence* on* for_year* document text",
    V.SETTLE_COST: "on*",
    V.REOPEN_COST: "reason*",
    V.ADD_QUOTE: "supplier* amount_pence received_on*",
    V.CHOOSE_QUOTE: "reason*",
    V.PUT_FORWARD: "kind* pence* on* due_on document text reason",
    V.APPROVE_JOURNAL: "reason",
    V.REFUSE_JOURNAL: "reason*",
    V.REVERSE_JOURNAL: "reason*",
    V.DECIDE_YEAR_END: (
        "carried_pence returned_pence returned_to released_pence decided_by* decided_on* meeting* minute reason"
    ),
    V.RECORD_GAP: "text* amount_pence qualifier* for_year meeting minute stated_on owner action",
    V.CLOSE_GAP: "on* reason*",
    V.CHANGE_SETTINGS: "sight* average_cost_pence average_cost_source answer_days* payment_days* reason*",
    V.CHANGE_COLUMNS: "columns reason*",
    V.ADD_BAND: "name* cost_pence* source*",
    V.CHANGE_BAND: "cost_pence* source* reason*",
    V.NAME_NOMINEE: "user* starts_on* ends_on reason*",
    V.END_NOMINEE: "ends_on* reason*",
    V.OPEN_GRANT_YEAR: (
        "name* funder* allocation_pence allocation_qualifier is_same_as_last_year rounds payments opens_on "
        "closes_on pot_numerator pot_denominator pot_pence upfront_pence does_pot_wait approver "
        "is_carry_allowed promised_until note source"
    ),
    V.CHANGE_GRANT_YEAR: (
        "name* funder* allocation_pence allocation_qualifier is_same_as_last_year rounds payments opens_on "
        "closes_on pot_numerator pot_denominator pot_pence upfront_pence does_pot_wait approver "
        "is_carry_allowed promised_until note source reason*"
    ),
    V.ASK_EXTENSION: "asked_on* asked_by* asked_of reason*",
    V.ANSWER_EXTENSION: "answer* until answered_on* answered_by",
    V.RECORD_OTHER_CASE: "partnership_name* title_of_project* supplier areas amount_pence source",
    V.CLOSE_GRANT_YEAR: "returned carried explained on* decided_by* reason*",
    V.PROPOSE_PROJECT: (
        "title_of_project* purpose lead supplier is_county_wide areas agreement_priorities plan_priorities "
        "asked_pence outputs kind*"
    ),
    V.CHANGE_PROJECT: (
        "title_of_project* purpose lead supplier is_county_wide areas agreement_priorities plan_priorities "
        "asked_pence outputs amount_pence amount_qualifier override_reason reason*"
    ),
    V.APPROVE_PROJECT: "reason",
    V.REFUSE_PROJECT: "reason*",
    V.RECORD_DELIVERY: (
        "state* on* delay_reason achieved event capacity is_capacity_about booked is_booked_about attended "
        "is_attended_about"
    ),
    V.RECORD_MONITORING: "kind* on* spent_pence progress* is_on_track*",
    V.RECORD_OUTTURN: "spent_pence* on*",
    V.GIVE_VIEW: "supported view* given_by* on*",
    V.SUBMIT_CASE: "on* were_partners_involved was_checked",
    V.RECORD_FUNDER_DECISION: "on* decided_by* override_reason",
    V.RECORD_PAYMENT: "amount_pence* on* document",
    V.RELEASE_POT: "amount_pence* on* document",
    V.RECORD_SUCCESSION: (
        "predecessor* effective_on* is_planned shape* successor_1 share_1 successor_2 share_2 successor_3 "
        "share_3 successor_4 share_4 source*"
    ),
    V.DRAFT_MODEL: "model name covers first_year* why*",
    V.CHANGE_MODEL: "first_year* basis* part_year* underwriter parties meeting met_on minute why*",
    V.ADOPT_MODEL: "reason",
    V.PROPOSE_AGREEMENT: "organisation* version amount_pence qualifier in_kind in_kind_value_pence source",
    V.CHANGE_AGREEMENT: "amount_pence qualifier in_kind in_kind_value_pence source reason*",
    V.RECORD_WITHDRAWAL: "organisation* decided_on* effective_on* reason*",
    V.START_ROUND: "version* due why meeting met_on minute",
    V.CLOSE_ROUND: "reason",
    V.ASK: "organisation* amount_pence qualifier why* due_on asking_body meeting met_on minute",
    V.CHASE: "",
    V.WITHDRAW_REQUEST: "reason*",
    V.ASK_AGAIN: "amount_pence due why*",
    V.REPLY: "text*",
    V.RECORD_ANSWER: "answer* amount_pence given_on* source* reason order_number",
    V.APPROVE_ANSWER: "",
    V.SEND_BACK_ANSWER: "reason*",
}
"""The boxes in their order; a star after one that has to be filled in."""

LEFT_EMPTY: dict[FundingVerb, dict[str, str]] = {
    V.ADD_COST: {
        "cost_class": "Select class of cost",
        "description": "Answer “What is it for?”",
        "basis": "Answer “How is it priced?”",
    },
    V.ADD_FEE: {
        "cost_class": "Select class of cost",
        "description": "Answer “What is it for?”",
        "basis": "Answer “How is it priced?”",
    },
    V.CHANGE_COST: {"description": "Answer “What is it for?”", **REASON},
    V.STATE_COST: {"kind": "Answer “What is set?”", "on": "Enter the day"},
    V.RECORD_ACTUAL: {
        "pence": "Enter amount paid",
        "on": "Enter the day of the payment",
        "for_year": "Select financial year in which the work was done",
    },
    V.SETTLE_COST: {"on": "Enter the day it was fully paid"},
    V.REOPEN_COST: {**REASON},
    V.ADD_QUOTE: {"supplier": "Enter who made the offer", "received_on": "Enter the day the quote came in"},
    V.CHOOSE_QUOTE: {"reason": "Say why this one"},
    V.PUT_FORWARD: {"kind": "Answer “What is put forward?”", "pence": "Enter amount", "on": "Enter the day"},
    V.APPROVE_JOURNAL: {},
    V.REFUSE_JOURNAL: {**REASON},
    V.REVERSE_JOURNAL: {**REASON},
    V.DECIDE_YEAR_END: {
        "decided_by": "Answer “Who decided?”",
        "decided_on": "Enter the day of the decision",
        "meeting": "Answer “At which meeting?”",
    },
    V.RECORD_GAP: {"text": "Answer “What was said?”", "qualifier": "Answer “How exact is it?”"},
    V.CLOSE_GAP: {"on": "Enter the day it was closed", **REASON},
    V.CHANGE_SETTINGS: {
        "sight": "Answer “What does a partner see?”",
        "answer_days": "Enter days a partner has to answer",
        "payment_days": "Enter days a partner has to pay an invoice",
        **REASON,
    },
    V.CHANGE_COLUMNS: {**REASON},
    V.ADD_BAND: {
        "name": "Enter name of the band",
        "cost_pence": "Enter default cost",
        "source": "Answer “Where does that figure come from?”",
    },
    V.CHANGE_BAND: {
        "cost_pence": "Enter default cost",
        "source": "Answer “Where does that figure come from?”",
        **REASON,
    },
    V.NAME_NOMINEE: {"user": "Answer “Who?”", "starts_on": "Enter the first day", **REASON},
    V.END_NOMINEE: {"ends_on": "Enter the last day", **REASON},
    V.OPEN_GRANT_YEAR: {"name": "Enter name of the grant", "funder": "Select funder"},
    V.CHANGE_GRANT_YEAR: {"name": "Enter name of the grant", "funder": "Select funder", **REASON},
    V.ASK_EXTENSION: {"asked_on": "Enter the day on which it was asked", "asked_by": "Enter who asked", **REASON},
    V.ANSWER_EXTENSION: {"answer": "Select answer", "answered_on": "Enter the day of the answer"},
    V.RECORD_OTHER_CASE: {"partnership_name": "Enter partnership", "title_of_project": "Enter title of the project"},
    V.CLOSE_GRANT_YEAR: {"on": "Enter the day of the decision", "decided_by": "Enter who decided", **REASON},
    V.PROPOSE_PROJECT: {"title_of_project": "Enter title", "kind": "Answer “Which business case?”"},
    V.CHANGE_PROJECT: {"title_of_project": "Enter title", **REASON},
    V.APPROVE_PROJECT: {},
    V.REFUSE_PROJECT: {**REASON},
    V.RECORD_DELIVERY: {"state": "Answer “How does the project stand?”", "on": "Enter the day"},
    V.RECORD_MONITORING: {
        "kind": "Answer “Which return?”",
        "on": "Enter the day of the return",
        "progress": "Answer “How does it go?”",
        "is_on_track": "Answer “Is it on track?”",
    },
    V.RECORD_OUTTURN: {"spent_pence": "Enter what was spent; nil is 0", "on": "Enter the day"},
    V.GIVE_VIEW: {
        "view": "Enter what it said",
        "given_by": "Enter who gave the view",
        "on": "Enter the day of the view",
    },
    V.SUBMIT_CASE: {"on": "Enter the day on which it was sent"},
    V.RECORD_FUNDER_DECISION: {
        "on": "Enter the day of the decision",
        "decided_by": "Enter who decided for the funder",
    },
    V.RECORD_PAYMENT: {"amount_pence": "Enter amount", "on": "Enter the day of the payment"},
    V.RELEASE_POT: {"amount_pence": "Enter amount", "on": "Enter the day of the payment"},
    V.RECORD_SUCCESSION: {
        "predecessor": "Answer “Which body ends?”",
        "effective_on": "Enter the first day of the successor",
        "shape": "Answer “How do its duties pass?”",
        "source": "Enter the source",
    },
    V.DRAFT_MODEL: {
        "first_year": "Select first year",
        "why": REASON["reason"],
        "name": "Choose a model, or enter the name of a new one",
    },
    V.CHANGE_MODEL: {
        "first_year": "Select first year",
        "basis": "Answer “What are the rules applied to?”",
        "part_year": "Answer “How is a year shared in which a body ends?”",
        "why": REASON["reason"],
    },
    V.ADOPT_MODEL: {},
    V.PROPOSE_AGREEMENT: {"organisation": "Answer “Which body?”"},
    V.CHANGE_AGREEMENT: {**REASON},
    V.RECORD_WITHDRAWAL: {
        "organisation": "Answer “Which body stops paying?”",
        "decided_on": "Enter the day of its decision",
        "effective_on": "Enter the first day without payment",
        **REASON,
    },
    V.START_ROUND: {"version": "Answer “Under which version of the model?”"},
    V.CLOSE_ROUND: {},
    V.ASK: {"organisation": "Answer “Which body is asked?”", "why": "Say why"},
    V.CHASE: {},
    V.WITHDRAW_REQUEST: {**REASON},
    V.ASK_AGAIN: {"why": "Say why"},
    V.REPLY: {"text": "Enter your reply"},
    V.RECORD_ANSWER: {
        "answer": "Answer “What did the body answer?”",
        "given_on": "Enter the day of the answer",
        "source": "Answer “Where was it given?”",
    },
    V.APPROVE_ANSWER: {},
    V.SEND_BACK_ANSWER: {**REASON},
}
"""What is said beside each box when nothing at all was filled in."""

GRAVE = {
    V.CLOSE_GRANT_YEAR, V.REFUSE_PROJECT, V.RECORD_SUCCESSION, V.ADOPT_MODEL, V.RECORD_WITHDRAWAL, V.WITHDRAW_REQUEST,
}  # fmt: skip
"""Acts that end something: their button warns."""

SHOWN_BEFORE = {
    V.PUT_FORWARD, V.REVERSE_JOURNAL, V.DECIDE_YEAR_END, V.CLOSE_GRANT_YEAR, V.APPROVE_PROJECT,
    V.RECORD_FUNDER_DECISION, V.RECORD_SUCCESSION, V.RECORD_WITHDRAWAL, V.START_ROUND,
}  # fmt: skip
"""Acts whose answers are shown once more, with what follows, before anything is done."""


@pytest.fixture
def opened(cast: Cast) -> dict[FundingVerb, FundingForm]:
    """Every form about money of a year, sent with nothing in it."""
    rows = rows_at(Place(cast.partnership, YEAR, cast.finance_officer))
    return {
        verb: form(
            {}, by=cast.finance_officer, partnership=cast.partnership, year=YEAR,
            about=rows[ABOUT[verb]] if form.needs_subject else None,
        )
        for verb, form in FORMS.items()
    }  # fmt: skip


def test_asks_for_what_each_act_needs_and_says_what_is_missing(opened: dict[FundingVerb, FundingForm]) -> None:
    assert set(BOXES) == set(LEFT_EMPTY) == set(FORMS)
    for verb, form in opened.items():
        starred = [f"{name}{'*' * field.required}" for name, field in form.fields.items()]
        assert starred == BOXES[verb].split(), verb
        assert {name: told[0] for name, told in form.errors.items()} == LEFT_EMPTY[verb], verb


def test_keeps_the_reasons_of_money_in_the_history_of_the_money(opened: dict[FundingVerb, FundingForm]) -> None:
    hints = {verb: [str(field.help_text) for field in form.fields.values()] for verb, form in opened.items()}
    assert not [verb for verb, told in hints.items() if any("history of the review" in each for each in told)]
    kept = {verb for verb, told in hints.items() if any("history of the money" in each for each in told)}
    assert {V.CHANGE_GRANT_YEAR, V.CLOSE_GRANT_YEAR, V.CHANGE_PROJECT, V.APPROVE_PROJECT, V.REFUSE_PROJECT} <= kept


def test_warns_of_an_end_and_shows_what_follows_before_it_is_done(opened: dict[FundingVerb, FundingForm]) -> None:
    assert {verb for verb, form in opened.items() if form.is_grave} == GRAVE
    assert {verb for verb, form in opened.items() if form.checks_answers} == SHOWN_BEFORE
