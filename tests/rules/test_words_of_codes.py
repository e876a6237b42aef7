"""How does each code of the small tables read, and does each table keep its own promises? No database is needed."""

import re
from collections.abc import Collection
from enum import StrEnum

import pytest

from dhr_cases.action_board import BAND_LABELS, BY_AGE, BY_BODY, BY_HEADING, BY_KIND, GROUPINGS, Band
from dhr_cases.action_rag import RAG_LABELS, Rag
from dhr_cases.action_ratings import STATES
from dhr_cases.anonymity_terms import FindingKind, Judgement, TokenKind
from dhr_cases.copies import NEEDS_ANONYMISED, Recipient, basis, event_when_all_sent, owed
from dhr_cases.disclosure import Material
from dhr_cases.endings import EndKind, EndView
from dhr_cases.events import Event
from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope, ProceedingKind
from dhr_cases.models import RecommendationKind
from dhr_cases.paper_kinds import KINDS, Marking, PaperKind
from dhr_cases.policy import regimes
from dhr_cases.publication_plan import COURTS
from dhr_cases.qa_criteria import CRITERIA
from dhr_cases.request_states import OPEN_STATES, REQUEST_STATES, AnswerKind, RequestState

LABELLED: tuple[tuple[type[StrEnum], dict[str, str]], ...] = (
    (HoldScope, {"agency_reports": "Agency reports", "family_reading": "Family reading"}),
    (HoldReason, {"police_request": "Request of the police or CPS", "iopc": "Investigation by the IOPC"}),
    (
        ExtensionReason,
        {
            "imr_late": "Agency report late", "qa_resubmission": "Resubmission after quality assurance",
            "criminal_trial": "Criminal trial", "chair_availability": "Chair availability",
        },
    ),
    (
        ProceedingKind,
        {
            "criminal": "Criminal proceedings", "inquest": "Inquest", "leder": "LeDeR review", "other": "Other",
            "prevention_of_future_deaths": "Prevention of future deaths report", "iopc": "IOPC investigation",
            "susr": "Single Unified Safeguarding Review", "offensive_weapons": "Offensive weapons homicide review",
        },
    ),
    (TokenKind, {"name": "Name", "vehicle": "Vehicle or its plate", "date": "Date, such as a date of birth"}),
    (FindingKind, {"protected": "Protected word", "child": "Sex or age of a child", "model": "Second opinion"}),
    (Judgement, {"keep": "Keep as it is", "generalise": "Make less exact"}),
    (EndKind, {"terminate": "End the review early", "abbreviate": "Go on in shortened form"}),
    (EndView, {"terminated": "The review ends early", "go_on": "The review goes on as before"}),
    (AnswerKind, {"nil": "Nil return", "imr": "Individual Management Review"}),
    (Recipient, {"DOMESTIC_ABUSE_COMMISSIONER": "Domestic Abuse Commissioner", "OTHER": "Another body or person"}),
    (Marking, {"official_sensitive": "OFFICIAL-SENSITIVE", "public": "Public"}),
)  # fmt: skip  # codes with some of their words
KINDS_OF_CODES = [pytest.param(codes, said, id=codes.__name__) for codes, said in LABELLED]


def reads_well(words: Collection[str]) -> bool:
    """True when each is words of its own that begin with a capital and hold no code."""
    shaped = all(re.fullmatch(r"[A-Z][^_]*[^\s.]", each) for each in words)
    return shaped and len(set(words)) == len(words)


@pytest.mark.parametrize(("codes", "said"), KINDS_OF_CODES)
def test_has_words_of_its_own_for_every_code(codes: type[StrEnum], said: dict[str, str]) -> None:
    labels = {code.value: _label(code) for code in codes}
    assert reads_well(labels.values())
    assert {code: labels[code] for code in said} == said


def _label(code: StrEnum) -> str:
    label = getattr(code, "label", None)
    assert isinstance(label, str)
    return label


@pytest.mark.parametrize("kind", FindingKind)
def test_lets_no_decision_wave_a_protected_word_through(kind: FindingKind) -> None:
    assert kind.blocks_release is (kind in {FindingKind.PROTECTED, FindingKind.MISSPELT})


def test_leads_a_request_from_state_to_state_and_to_no_other() -> None:
    r = RequestState
    ways = {state: set(row.next) for state, row in REQUEST_STATES.items()}
    given_up = {r.WITHDRAWN, r.UNANSWERED}
    assert ways == {
        r.ASKED: {r.DRAFTED} | given_up, r.DRAFTED: {r.SIGNED_OFF, r.ASKED} | given_up,
        r.SIGNED_OFF: {r.ACCEPTED, r.SENT_BACK} | given_up, r.SENT_BACK: {r.DRAFTED} | given_up,
        r.ACCEPTED: {r.SENT_BACK}, r.WITHDRAWN: {r.ASKED}, r.UNANSWERED: {r.ASKED},
    }  # fmt: skip  # a state and where it leads
    assert reads_well([row.label for row in REQUEST_STATES.values()])


def test_calls_a_request_open_until_it_is_accepted_or_given_up() -> None:
    """What is closed can be taken up again, what is open can be given up."""
    closed = {RequestState.ACCEPTED, RequestState.WITHDRAWN, RequestState.UNANSWERED}
    assert set(OPEN_STATES) == set(RequestState) - closed
    for state, row in REQUEST_STATES.items():
        assert row.is_closed is (state in closed)
        assert state not in row.next
        assert (RequestState.WITHDRAWN in row.next) is not row.is_closed
        assert any(following in OPEN_STATES for following in row.next)


def test_has_a_row_for_every_kind_of_paper() -> None:
    assert set(KINDS) == set(PaperKind)
    assert reads_well([row.label for row in KINDS.values()])
    needed = [kind.value for kind, row in KINDS.items() if row.is_needed_for_submission]
    assert needed == ["overview_report", "executive_summary", "action_plan", "data_form", "family_statement"]


@pytest.mark.parametrize(
    ("kind", "material"),
    [
        (PaperKind.IMR, Material.RETURNS), (PaperKind.CHRONOLOGY, Material.RETURNS),
        (PaperKind.LETTER, Material.FAMILY),
        (PaperKind.COMBINED_CHRONOLOGY, Material.RETURNS), (PaperKind.CONTRACT, Material.MONEY),
        (PaperKind.MINUTES, Material.MEETINGS), (PaperKind.OVERVIEW_REPORT, Material.DRAFTS),
        (PaperKind.QA_LETTER, Material.QA_LETTER), (PaperKind.PUBLISHED_REPORT, Material.PUBLICATION),
        (PaperKind.REFERRAL, Material.BRIEFING), (PaperKind.EVIDENCE, Material.RECOMMENDATIONS),
        (PaperKind.SUBMISSION_BUNDLE, Material.SUBMISSION), (PaperKind.TERMS_OF_REFERENCE, Material.TERMS),
    ],
)  # fmt: skip  # a kind and the material it belongs to
def test_keeps_each_paper_with_the_material_of_its_readers(kind: PaperKind, material: Material) -> None:
    assert KINDS[kind].material is material


def test_asks_each_criterion_as_one_question_with_its_source() -> None:
    assert len({row.code for row in CRITERIA}) == len(CRITERIA) == 18
    for row in CRITERIA:
        assert row.text.endswith("?")
        assert row.source.endswith(("[V]", "[K]"))
        assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", row.code)
        assert len(row.code) <= 40


def test_has_words_and_a_colour_for_every_rating() -> None:
    assert list(RAG_LABELS) == list(STATES) == list(Rag)
    assert reads_well(RAG_LABELS.values())
    assert len(set(STATES.values())) == len(Rag)


def test_groups_actions_in_four_ways_each_with_its_words() -> None:
    assert GROUPINGS == (BY_BODY, BY_HEADING, BY_KIND, BY_AGE)
    assert reads_well([grouping.label for grouping in GROUPINGS])
    assert {grouping.words("") for grouping in GROUPINGS} == {"Nobody owns it", "No theme printed", "Not stated"}
    for grouping in GROUPINGS:
        assert grouping.words(None) == grouping.missing
        assert grouping.words("of-its-own") == "of-its-own"
    assert [BY_AGE.words(band.value) for band in Band] == [BAND_LABELS[band] for band in Band]
    assert BY_KIND.words(RecommendationKind.TRAINING) == RecommendationKind.TRAINING.label


@pytest.mark.parametrize("regime", [row.id for row in regimes()])
@pytest.mark.parametrize("recipient", Recipient)
def test_rests_every_copy_on_a_statute_or_says_that_it_is_by_agreement(regime: str, recipient: Recipient) -> None:
    words = basis(regime, recipient)
    assert ("s." in words or "section" in words) is (recipient in owed(regime))
    assert "agreement" in words or "guidance" in words or recipient in owed(regime)


@pytest.mark.parametrize(
    ("regime", "sent", "event"),
    [
        ("DHR_S9_2016", set(), None), ("DHR_S9_2016", {Recipient.SECRETARY_OF_STATE, Recipient.PCC}, None),
        ("DHR_S9_2016", {Recipient.DAC}, Event.SENT_TO_DAC), ("DHR_S9_2016", set(Recipient), Event.SENT_TO_DAC),
        ("DARDR_S8A", {Recipient.DAC}, None), ("DARDR_S8A", {Recipient.SECRETARY_OF_STATE}, None),
        ("DARDR_S8A", {Recipient.DAC, Recipient.SECRETARY_OF_STATE}, Event.SENT_TO_SOS_AND_DAC),
        ("DARDR_S8A", set(Recipient), Event.SENT_TO_SOS_AND_DAC), ("SUSR_WALES", {Recipient.DAC}, Event.SENT_TO_DAC),
    ],
)  # fmt: skip  # who has a copy and which clock stops
def test_stops_the_clock_with_the_last_copy_that_is_owed(
    regime: str, sent: set[Recipient], event: Event | None
) -> None:
    """As codes they may come from a form."""
    assert event_when_all_sent(regime, sent) is event
    assert event_when_all_sent(regime, [each.value for each in sent]) is event


def test_sends_the_commissioner_alone_nothing_but_the_anonymised_report() -> None:
    assert frozenset({Recipient.DAC}) == NEEDS_ANONYMISED


def test_waits_with_publication_for_trial_and_inquest_alone() -> None:
    assert COURTS == {ProceedingKind.CRIMINAL: "Criminal trial", ProceedingKind.INQUEST: "Inquest"}
