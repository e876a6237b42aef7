"""Who may do which act, in which stages, where does it lead and what stops it? The table read from the other side.

The product's table says of each act who and when; here it is said of each person, stretch of stages, hold and stage
which acts are theirs, so that a row put wrong shows on one side.
"""

from collections import Counter
from collections.abc import Mapping

import pytest

from dhr_cases.hold_scopes import ExtensionReason, HoldReason, HoldScope, ProceedingKind
from dhr_cases.roles import ROLES, CasePermission, Role, begun_small
from dhr_cases.stages import STAGES, Stage, ways_in
from dhr_cases.verbs import VERBS, Verb

S = Stage
V = Verb

DECIDING = {V.DECIDE}
SIGNING = {V.SIGN_OFF}
ENDING = {V.CLOSE, V.REOPEN, V.VERIFY_ACTION}
CHECKING = {V.CHECK_PUBLICATION, V.SCAN_FOR_RELEASE, V.APPROVE_RELEASE, V.WITHDRAW_APPROVAL, V.READ_BRIEFING}
SPEAKING = {V.DECLARE_INTERESTS, V.COMMENT_ON_SECTION}
WRITING = {
    V.ADD_DRAFT, V.WRITE_SECTION, V.JOIN_TEXTS, V.FILL_SECTION, V.MARK_SECTION, V.GIVE_SECTION, V.TAKE_IN_WORD,
}  # fmt: skip
NAMING = {V.SHOW_NAMES, V.PROTECT_WORDS, V.END_PROTECTION, V.DECIDE_FINDING, V.REPLACE_NAMES}
LEADING = {
    V.START_PANEL_WORK, V.RECORD_MEETING, V.START_INTERVIEWS, V.RECORD_INTERVIEW, V.START_DRAFTING, V.OPEN_READING,
    V.EXTEND_READING, V.CLOSE_READING, V.ANSWER_COMMENT, V.SEND_FOR_READING, V.RECORD_READING,
    V.RECORD_AGENCY_APPROVAL, V.RECORD_PANEL_APPROVAL, V.SEND_BACK_TO_DRAFT, V.ASSESS_CRITERION, V.ANSWER_QA_POINT,
    V.RECORD_RECOMMENDATION, V.GRADE_RECOMMENDATION,
}  # fmt: skip
HEARING = {V.RECORD_SCRUTINY, V.RECORD_END_VIEW, V.RECORD_BOARD, V.RECORD_QA_LETTER, V.RECORD_CLEARANCE}
ASKING = {V.DRAFT_TERMS, V.AGREE_TERMS}
TAKING_IN = {V.ACCEPT_RETURN, V.SEND_BACK_RETURN}
NOT_THE_OFFICES = DECIDING | SIGNING | WRITING | {V.APPROVE_FOR_AGENCY}

OF_ROLE: Mapping[Role, set[Verb]] = {
    Role.COORDINATOR: set(Verb) - NOT_THE_OFFICES,
    Role.CSP_CHAIR: DECIDING | SIGNING | ENDING | CHECKING | SPEAKING,
    Role.INDEPENDENT_CHAIR: SPEAKING | NAMING | ASKING | TAKING_IN | LEADING | WRITING,
    Role.PANEL_MEMBER: SPEAKING | CHECKING | {V.APPROVE_FOR_AGENCY},
    Role.AGENCY_AUTHOR: SPEAKING,
    Role.AGENCY_CONTACT: set(),
    Role.FAMILY_ADVOCATE: SPEAKING,
    Role.HOME_OFFICE_READER: SPEAKING | HEARING,
    Role.COMMISSIONER_OFFICE: SPEAKING,
    Role.PCC_OFFICE: SPEAKING,
    Role.FINANCE_OFFICER: set(),
    Role.FUNDING_CONTACT: set(),
    Role.ACTION_OWNER: set(),
    Role.AUDITOR: SPEAKING,
    Role.ADMINISTRATOR: set(),
}

OF_STRETCH: Mapping[tuple[Stage, Stage], set[Verb]] = {
    (S.REFERRED, S.REFERRED): {V.AGREE_LEAD},
    (S.REFERRED, S.SCOPING): {V.RECORD_AWARENESS, V.TRANSFER, V.RECORD_SCOPING_RETURN, V.CONSULT_PARTNER},
    (S.LEAD_AGREED, S.LEAD_AGREED): {V.START_SCOPING},
    (S.SCOPING, S.SCOPING): {V.DECIDE},
    (S.SCOPING, S.INFO_REQUESTED): {V.SECURE_RECORDS},
    (S.DECIDED_REVIEW, S.DECIDED_ALTERNATIVE): {V.TELL_HOME_OFFICE},
    (S.DECIDED_REVIEW, S.DIRECTED): {V.TELL_FAMILY},
    (S.HO_SCRUTINY, S.HO_SCRUTINY): {V.RECORD_SCRUTINY},
    (S.FAMILY_CONTACTED, S.FAMILY_CONTACTED): {V.APPOINT_CHAIR},
    (S.FAMILY_CONTACTED, S.QA_CLEARED): {V.SEAT_AGENCY},
    (S.CHAIR_APPOINTED, S.CHAIR_APPOINTED): {V.FORM_PANEL},
    (S.CHAIR_APPOINTED, S.QA_CLEARED): {V.APPOINT_AUTHOR, V.END_APPOINTMENT, V.DRAFT_TERMS},
    (S.PANEL_FORMED, S.PANEL_FORMED): {V.AGREE_TERMS},
    (S.PANEL_FORMED, S.RESUBMITTED): {V.RECORD_MEETING},
    (S.TOR_AGREED, S.TOR_AGREED): {V.SEND_REQUESTS},
    (S.TOR_AGREED, S.FAMILY_REVIEW): {V.RECORD_INTERVIEW},
    (S.INFO_REQUESTED, S.DRAFTING): {
        V.ADD_REQUEST, V.CHASE_REQUEST, V.WITHDRAW_REQUEST, V.CLOSE_UNANSWERED, V.REOPEN_REQUEST, *TAKING_IN,
    },
    (S.INFO_REQUESTED, S.MONITORING): {V.SHARE_LEARNING},
    (S.PANEL_WORK, S.PANEL_WORK): {V.START_INTERVIEWS},
    (S.PANEL_WORK, S.QA_CLEARED): WRITING | {V.COMMENT_ON_SECTION, V.ANSWER_COMMENT},
    (S.PANEL_WORK, S.PRE_PUBLICATION): {V.REPLACE_NAMES},
    (S.DRAFTING, S.DRAFTING): {V.SEND_FOR_READING},
    (S.DRAFTING, S.AMENDING): {V.ASSESS_CRITERION},
    (S.DRAFTING, S.MONITORING): {
        V.RECORD_RECOMMENDATION, V.RECORD_ACTION, V.GRADE_RECOMMENDATION, V.UPDATE_ACTION, V.ADD_EVIDENCE,
        V.VERIFY_ACTION, V.TRANSFER_ACTION, V.SUPERSEDE_ACTION,
    },
    (S.FAMILY_REVIEW, S.FAMILY_REVIEW): {V.APPROVE_FOR_AGENCY, V.RECORD_AGENCY_APPROVAL, V.RECORD_PANEL_APPROVAL},
    (S.FAMILY_REVIEW, S.PANEL_APPROVED): {V.SEND_BACK_TO_DRAFT},
    (S.FAMILY_REVIEW, S.CSP_SIGNED_OFF): {V.OPEN_READING, V.EXTEND_READING, V.RECORD_READING},
    (S.FAMILY_CONTACTED, S.CSP_SIGNED_OFF): {V.PROPOSE_END},
    (S.PANEL_APPROVED, S.PANEL_APPROVED): {V.SIGN_OFF},
    (S.CSP_SIGNED_OFF, S.CSP_SIGNED_OFF): {V.SUBMIT},
    (S.CSP_SIGNED_OFF, S.CLOSED): {V.SEND_COPY},
    (S.END_PROPOSED, S.END_PROPOSED): {V.RECORD_END_VIEW},
    (S.SUBMITTED, S.PUBLISHED): {V.SET_PUBLICATION_TERMS, V.LIST_RECIPIENT},
    (S.AT_QA, S.AT_QA): {V.RECORD_QA_LETTER},
    (S.AMENDING, S.AMENDING): {V.ANSWER_QA_POINT, V.RESUBMIT, V.RECORD_CLEARANCE},
    (S.QA_CLEARED, S.CLOSED): {
        V.SCAN_FOR_RELEASE, V.APPROVE_RELEASE, V.SEND_RECOMMENDATION, V.RECORD_RECEIPT, V.RECORD_REPLY,
    },
    (S.PRE_PUBLICATION, S.PRE_PUBLICATION): {
        V.CHECK_PUBLICATION, V.TELL_FAMILY_OF_PUBLICATION, V.PUBLISH, V.WITHHOLD,
    },
    (S.PRE_PUBLICATION, S.PUBLISHED): {V.RECORD_RECIPIENT_TOLD},
    (S.PUBLISHED, S.PUBLICATION_WITHHELD): {V.START_LEARNING},
    (S.PUBLISHED, S.CLOSED): {
        V.TAKE_DOWN, V.PUT_UP_FILE, V.CORRECT_FILE, V.REFRESH_PROGRESS, V.WRITE_BRIEFING, V.READ_BRIEFING,
    },
    (S.LEARNING, S.LEARNING): {V.START_MONITORING},
}  # fmt: skip
"""Acts that are possible in every stage from the first to the last of the table."""

HERE_AND_THERE: Mapping[Verb, set[Stage]] = {
    V.ADD_QUOTE: {S.HO_NOTIFIED, S.DIRECTED},
    V.START_PANEL_WORK: {S.INFO_IN, S.INTERVIEWS},
    V.START_DRAFTING: {S.PANEL_WORK, S.INTERVIEWS, S.ABBREVIATED},
    V.RECORD_BOARD: {S.SUBMITTED, S.RESUBMITTED},
    V.PREPARE_PUBLICATION: {S.QA_CLEARED, S.PUBLICATION_WITHHELD},
    V.CLOSE: {S.MONITORING, S.TERMINATED},
    V.REOPEN: {S.CLOSED, S.TRANSFERRED},
}
"""Acts of single stages; a quote is also recorded wherever an agency is seated."""

WHILE_OPEN = {V.RECORD_CRITERIA, V.ADD_DATE_TO_AVOID, V.END_DATE_TO_AVOID, V.START_HOLD, V.EXTEND}
ANY_TIME = {
    V.RECORD_PERSON, *NAMING - {V.REPLACE_NAMES}, V.START_LEGAL_HOLD, V.END_LEGAL_HOLD, V.RECORD_FAMILY_CONTACT,
    V.DECLARE_INTERESTS, V.ADD_PAPER, V.CLOSE_READING, V.WITHDRAW_APPROVAL, V.END_HOLD, V.EXPLAIN_LATENESS,
    V.RECORD_PROCEEDING, V.CORRECT, V.GRANT_ROLE, V.END_ROLE,
}  # fmt: skip

STOPPED: Mapping[HoldScope, set[Verb]] = {
    HoldScope.FAMILY_CONTACT: {V.TELL_FAMILY, V.TELL_FAMILY_OF_PUBLICATION},
    HoldScope.AGENCY_REPORTS: {V.SEND_REQUESTS, V.ADD_REQUEST, V.CHASE_REQUEST, V.REOPEN_REQUEST},
    HoldScope.PANEL_MEETINGS: {V.START_PANEL_WORK, V.RECORD_MEETING},
    HoldScope.INTERVIEWS: {V.START_INTERVIEWS, V.RECORD_INTERVIEW},
    HoldScope.DRAFTING: WRITING | {V.REPLACE_NAMES, V.START_DRAFTING, V.SEND_BACK_TO_DRAFT, V.ANSWER_QA_POINT},
    HoldScope.FAMILY_READING: {V.OPEN_READING, V.SEND_FOR_READING},
    HoldScope.SUBMISSION: {V.SUBMIT, V.RESUBMIT},
    HoldScope.PUBLICATION: {V.PUBLISH, V.PUT_UP_FILE, V.CORRECT_FILE},
}
STRETCHES = {verb: stretch for stretch, verbs in OF_STRETCH.items() for verb in verbs}
BESIDE_A_REVIEW = {S.END_PROPOSED, S.ABBREVIATED, S.TERMINATED}


def stretch_of(first: Stage, last: Stage) -> set[Stage]:
    """The stages from one to another, in the order of the table."""
    order = list(STAGES)
    return set(order[order.index(first) : order.index(last) + 1])


@pytest.mark.parametrize("role", ROLES)
def test_lets_each_role_do_its_own_acts(role: Role) -> None:
    assert {verb for verb in Verb if VERBS[verb].permission in ROLES[role].on_case} == OF_ROLE[role]


def test_keeps_those_apart_who_decide_write_and_approve() -> None:
    """The office never signs for the partnership, writes for the author or answers for an agency; nobody does all."""
    for verbs in (DECIDING | SIGNING, WRITING, {V.APPROVE_FOR_AGENCY}):
        assert [role for role in Role if OF_ROLE[role] & verbs] == [role for role in Role if OF_ROLE[role] >= verbs]
        assert sum(bool(OF_ROLE[role] & verbs) for role in Role) == 1
    assert not OF_ROLE[Role.INDEPENDENT_CHAIR] & (CHECKING | HEARING | ENDING)


def test_lets_an_auditor_and_the_offices_change_nothing_of_a_review() -> None:
    """What is left to those who may only read: to declare an interest, and to comment where they are asked to."""
    for role in (Role.AUDITOR, Role.COMMISSIONER_OFFICE, Role.PCC_OFFICE):
        held = ROLES[role].on_case
        assert held <= {CasePermission.VIEW, CasePermission.VIEW_MONEY}
        assert {verb for verb in Verb if VERBS[verb].permission in held} == SPEAKING


@pytest.mark.parametrize("verb", Verb)
def test_can_be_done_in_its_stages_and_in_no_other(verb: Verb) -> None:
    found = set(VERBS[verb].stages)
    if verb in ANY_TIME:
        assert found == set(Stage)
    elif verb in WHILE_OPEN:
        assert found == set(Stage) - {S.CLOSED, S.TRANSFERRED}
    elif verb is V.ADD_QUOTE:
        assert found == HERE_AND_THERE[verb] | stretch_of(S.FAMILY_CONTACTED, S.QA_CLEARED)
    elif verb in HERE_AND_THERE:
        assert found == HERE_AND_THERE[verb]
    else:
        left_out = {
            V.SECURE_RECORDS: {S.TRANSFERRED}, V.PROPOSE_END: BESIDE_A_REVIEW,
        }.get(verb, set())  # fmt: skip
        assert found == stretch_of(*STRETCHES[verb]) - left_out


def test_says_of_each_act_only_once_when_it_can_be_done() -> None:
    told = [*STRETCHES, *HERE_AND_THERE, *WHILE_OPEN, *ANY_TIME]
    assert Counter(told) == Counter(Verb)


def test_changes_nothing_of_a_case_that_was_handed_over_but_its_keeping() -> None:
    """A case led elsewhere stays as it is; people, papers, holds and roles can still be put right."""
    assert {verb for verb in Verb if S.TRANSFERRED in VERBS[verb].stages} == ANY_TIME | {V.REOPEN}


@pytest.mark.parametrize("scope", HoldScope)
def test_is_stopped_by_the_hold_that_names_its_work(scope: HoldScope) -> None:
    assert {verb for verb in Verb if VERBS[verb].stopped_by is scope} == STOPPED[scope]


def test_is_never_stopped_where_it_only_says_what_has_happened() -> None:
    """What the Home Office or an agency does, and what keeps the record right, waits for no hold."""
    runs_on = {verb for verb in Verb if VERBS[verb].stopped_by is None}
    assert runs_on == set(Verb) - set().union(*STOPPED.values())
    assert runs_on >= HEARING | TAKING_IN | CHECKING | {V.END_HOLD, V.CLOSE_READING, V.TAKE_DOWN, V.RECORD_READING}


@pytest.mark.parametrize("stage", [stage for stage in STAGES if ways_in(stage)])
def test_comes_to_each_stage_by_an_act_from_every_stage_before_it(stage: Stage) -> None:
    """The stage table names the way and the table of acts somebody who goes it."""
    leading = [row for row in VERBS.values() if stage in row.leads_to]
    for origin in ways_in(stage):
        assert [row for row in leading if origin in row.stages], f"{origin} to {stage}"


@pytest.mark.parametrize("verb", [verb for verb in Verb if VERBS[verb].leads_to])
def test_leads_nowhere_that_no_stage_of_the_act_leads_to(verb: Verb) -> None:
    row = VERBS[verb]
    for target in row.leads_to:
        assert any(target in STAGES[origin].next for origin in row.stages), target
    assert len(set(row.leads_to)) == len(row.leads_to)


@pytest.mark.parametrize("stage", STAGES)
def test_calls_no_two_acts_of_a_stage_the_same(stage: Stage) -> None:
    """Two buttons beside each other say two things, each as a sentence begins and without its end."""
    labels = Counter(row.label for row in VERBS.values() if stage in row.stages)
    assert [label for label, count in labels.items() if count > 1] == []
    assert all(label[0].isupper() and label[-1].isalpha() and label == " ".join(label.split()) for label in labels)


def test_keeps_names_inside_a_sentence_as_they_are() -> None:
    """A refusal names the act in the middle of a sentence."""
    assert {verb: begun_small(VERBS[verb].label) for verb in (V.TELL_HOME_OFFICE, V.TAKE_IN_WORD, V.DECIDE)} == {
        V.TELL_HOME_OFFICE: "record the notice to the Home Office",
        V.TAKE_IN_WORD: "take in a Word draft",
        V.DECIDE: "record the decision",
    }
    assert begun_small("") == ""


def test_calls_each_reason_and_each_proceeding_by_its_name() -> None:
    """Names of bodies and laws keep their capitals; no code shows through."""
    reasons = [begun_small(reason.label) for reason in HoldReason]
    assert reasons == [
        "criminal trial", "request of the police or CPS", "inquest", "investigation by the IOPC", "another review",
        "other",
    ]  # fmt: skip
    more_time = ["Agency report late", "Chair availability", "Family request", "Resubmission after quality assurance"]
    assert [ExtensionReason(reason).label for reason in list(ExtensionReason)[3:7]] == more_time
    for kind in (*HoldReason, *HoldScope, *ExtensionReason, *ProceedingKind):
        assert "_" not in kind.label
        assert kind.label[0].isupper()
    assert len({kind.label for kind in ProceedingKind}) == len(ProceedingKind)
