"""Which boxes has the form of each act from the papers to the end, in which order and with which labels?"""

import pytest

from dhr_cases.forms.registry import FORMS
from dhr_cases.verbs import Verb

V = Verb

BOXES: dict[Verb, tuple[str, ...]] = {
    V.ADD_PAPER: (
        "kind* What kind of paper is it?", "paper_title* Title", "upload* File", "organisation Whose paper is it?",
        "marking* Marking", "note What changed in this version?",
    ),
    V.ADD_DRAFT: ("kind* What is it a draft of?", "upload* File", "note What changed in this version?"),
    V.START_DRAFTING: ("on* When did drafting start?",),
    V.SEND_FOR_READING: (
        "agencies Agencies that check the facts", "family Family members and friends who read it",
        "on* When were the copies given?", "due_on* Comments by", "sections Sections that go out",
        "readers Who reads on screen, in the reading room?",
    ),
    V.RECORD_READING: (
        "comments* What does the reader say?", "has_disagreement The reader disagrees with the report",
        "response What did we do about it?", "on* When did the comments come?",
    ),
    V.APPROVE_FOR_AGENCY: (
        "organisation* Agency", "is_approved* Does your agency approve the report?",
        "note Reason, if it does not approve", "on* When was this agreed?",
    ),
    V.RECORD_AGENCY_APPROVAL: (
        "organisation* Agency", "is_approved* Does the agency approve the report?",
        "note* How was the answer given, and by whom?", "on* When was it given?",
    ),
    V.RECORD_PANEL_APPROVAL: (
        "dissent How did the panel deal with agencies that do not approve?", "on* When did the panel approve?",
    ),
    V.SEND_BACK_TO_DRAFT: ("reason* Reason", "on* When was it sent back?"),
    V.SIGN_OFF: (
        "minute* Which minute records the sign-off?", "on* When was it signed off?",
        "is_complete_now Treat the report as completed now",
    ),
    V.PROPOSE_END: ("kind* What is proposed?", "reason* Reasons", "on* When was it put to the Home Office?"),
    V.RECORD_END_VIEW: (
        "view* What is the Home Office's view?", "reason What does it say?", "on* When did the view come?",
    ),
    V.COMMENT_ON_SECTION: ("text* What is your comment?",),
    V.ANSWER_COMMENT: ("answer* Is the comment accepted?", "text What was done, or why is it not accepted?"),
    V.OPEN_READING: (
        "readers* Who may read this copy?", "until* Until which day?", "sections Sections to add to this copy",
    ),
    V.EXTEND_READING: ("until* Until which day?",),
    V.CLOSE_READING: ("reason* Reason",),
    V.ASSESS_CRITERION: (
        "finding* Does the report meet it?", "note Where it does, what is missing, or why it does not apply",
    ),
    V.SUBMIT: (
        "sent_to* Sent to", "on* When was it sent?",
        "equality_covered* The equality section covers all nine protected characteristics",
        "anonymity_checked* The papers are anonymised: no real name, address or other identifier is left in them",
        "recommendations_checked* "
        "Every recommendation was checked: specific, measurable, achievable, relevant and dated",
        "is_complete_now Treat the report as completed now",
    ),
    V.RESUBMIT: (
        "sent_to* Sent to", "on* When was it sent?",
        "equality_covered* The equality section covers all nine protected characteristics",
        "anonymity_checked* The papers are anonymised: no real name, address or other identifier is left in them",
        "recommendations_checked* "
        "Every recommendation was checked: specific, measurable, achievable, relevant and dated",
    ),
    V.RECORD_BOARD: ("board_on* When does the board meet?",),
    V.RECORD_QA_LETTER: (
        "letter_on* Date of the letter", "board_on Date of the board", "outcome* What does it say?",
        "points Points to answer", "praise What does the letter praise?",
    ),
    V.ANSWER_QA_POINT: (
        "is_accepted* Is the point accepted?", "response* What was done, or why is it not accepted?",
        "section Section of the report", "before_text What did the report say?", "after_text What does it say now?",
        "criterion Criterion it belongs to", "on* When was it answered?",
    ),
    V.RECORD_CLEARANCE: ("on* When was it cleared?", "note How was it cleared?"),
    V.SEND_COPY: (
        "recipient* To whom?", "recipient_label Which office, agency or person?",
        "is_anonymised It is the anonymised report", "on* When was it sent?",
    ),
    V.ADD_DATE_TO_AVOID: (
        "on* Which day is it?", "name* What is the day?",
        "days_around* How many days before and after are kept clear?", "every_year It comes again every year",
    ),
    V.END_DATE_TO_AVOID: ("reason* Why need the day not be avoided?",),
    V.SET_PUBLICATION_TERMS: (
        "embargo_on Until which day is nothing published?", "embargo_at At what time does it end?",
        "media_lines Lines for the media", "shows_progress The public sees the progress of the action plan",
    ),
    V.LIST_RECIPIENT: ("who* Who is told?", "how How?"),
    V.RECORD_RECIPIENT_TOLD: ("on* When were they told?",),
    V.PREPARE_PUBLICATION: (
        "planned_on* When is publication planned?", "dates_avoided Dates to avoid",
        "despite Why is this day taken all the same?", "on* When did preparation start?",
    ),
    V.CHECK_PUBLICATION: (
        "names_removed No real name, address or other identifier is left",
        "dates_generalised No full date of an event is left", "marking_removed The draft marking is removed",
        "proceedings_safe No live proceedings are harmed", "note What did you find?",
    ),
    V.TELL_FAMILY_OF_PUBLICATION: (
        "planned_on* Which date of publication were they told?", "on* When were they told?",
        "note Who was told, and how?", "despite Why is this day taken all the same?",
    ),
    V.PUBLISH: ("on* When was it published?", "url Web address"),
    V.WITHHOLD: (
        "reason* Why is the report withheld?", "home_office_agreed* The Home Office has agreed",
        "on* When was this decided?", "shown_as What does the public register tell?",
        "public_reason Reason for the public", "what_remains What the public can read instead",
    ),
    V.TAKE_DOWN: (
        "reason* Why was the report taken down?", "on* When was it taken down?",
        "public_reason Reason for the public", "what_remains What remains, in words for the public",
        "keeps Which files stay on the public register?",
    ),
    V.START_LEARNING: ("plan How will it be shared?", "on* When did sharing start?"),
    V.SHARE_LEARNING: ("lesson* What was shared?", "audience* With whom?", "on* When?"),
    V.START_MONITORING: ("on* When did monitoring start?",),
    V.SCAN_FOR_RELEASE: (),
    V.APPROVE_RELEASE: ("has_read* I have read the whole file as the public would get it",),
    V.WITHDRAW_APPROVAL: ("reason* Why do you take your approval back?",),
    V.PUT_UP_FILE: ("label* What does the public read this file is?",),
    V.CORRECT_FILE: ("reason* Why is the file corrected?",),
    V.REFRESH_PROGRESS: (),
    V.RECORD_RECOMMENDATION: (
        "ref Number as printed", "text* Recommendation", "scope How far does it reach?", "kind What does it ask for?",
        "strength How strong is it?", "addressee_text Addressed to, as printed", "owner Which body owns it?",
        "measure How will we know it is done?", "target_date Target date",
    ),
    V.RECORD_ACTION: (
        "text* Action to take", "owner Which body leads?", "target_date Target date", "milestone First milestone",
        "milestone_target When should it be reached?",
    ),
    V.UPDATE_ACTION: (
        "status* Where does it stand?", "reason Reason", "outcome What changed?",
        "completed_on When was it completed?", "is_end_accepted The partnership accepts the action as ended",
        "reached Milestones reached", "milestone New milestone", "milestone_target When should it be reached?",
    ),
    V.GRADE_RECOMMENDATION: ("strength How strong is it?",),
    V.ADD_EVIDENCE: ("text* What does it show?", "upload File"),
    V.VERIFY_ACTION: ("verdict* What did you find?", "note* What did you look at, or what is missing?"),
    V.TRANSFER_ACTION: ("to* Which body takes it over?", "reason* Reason"),
    V.SUPERSEDE_ACTION: ("replacement Which action takes its place?", "reason* What takes its place, and why?"),
    V.SEND_RECOMMENDATION: ("addressee* To whom was it sent?", "means How was it sent?", "sent_on* When was it sent?"),
    V.RECORD_RECEIPT: ("receipt_on* When did it arrive?", "note* How do you know?"),
    V.RECORD_REPLY: (
        "reply_on* What date does the reply bear?", "reply* What do they say?", "text* The reply in short",
    ),
    V.CLOSE: ("minute Minute", "reason Reason", "on* When was it closed?"),
    V.REOPEN: ("to* At which stage does it go on?", "reason* Why is it reopened?", "on* When was this decided?"),
    V.START_HOLD: (
        "reason* Why?", "scope* What stops?", "goes_on What goes on meanwhile?", "starts_on* From which day?",
        "view_of_police View of the senior investigating officer or CPS",
        "resume_expected_on When is it expected to end?", "is_home_office_told The Home Office has been told",
        "is_family_told The family has been told", "note Note",
    ),
    V.END_HOLD: ("ends_on* On which day does the work go on?", "note Note"),
    V.EXTEND: (
        "clock* For which clock?", "request For which agency's request?", "new_due_on* New due date",
        "reason_code* Why?", "reason In words", "agreed_by* Who agreed?", "agreed_on* When was it agreed?",
        "is_home_office_told The Home Office has been told",
    ),
    V.EXPLAIN_LATENESS: ("clock* What is late?", "reason_code* Why?", "reason* In words"),
    V.RECORD_PROCEEDING: (
        "kind* What is it?", "reference Its reference", "state Where does it stand?", "starts_on When did it begin?",
        "ends_on When did it end?", "outcome Outcome", "contact Contact there",
    ),
    V.CORRECT: (
        "event Which event has the wrong date?", "on The right date", "pseudonym Pseudonym",
        "public_title Public title", "death_date Date of death", "death_type Type of death",
        "death_place_type Type of place", "has_multiple_deaths More than one person died", "referred_by Referred by",
        "referral_route Route of the referral", "successor_of_csp Partnership before",
        "joint_note Joint commission note", "custodian Custodian of the papers", "reason* Reason",
    ),
    V.GRANT_ROLE: (
        "email* E-mail address of the account", "role* Role", "organisation For which agency?", "ends_on Last day",
        "reason Reason",
    ),
    V.END_ROLE: ("reason* Why does it end?",),
}  # fmt: skip  # an act and its questions in one glance
"""The boxes of each form as it is written down, a star behind what must be filled in."""


@pytest.mark.parametrize("verb", BOXES, ids=lambda verb: verb.value)
def test_asks_later_these_questions_in_this_order(verb: Verb) -> None:
    asked = tuple(f"{name}{'*' * field.required} {field.label}" for name, field in FORMS[verb].base_fields.items())
    assert asked == BOXES[verb]


def test_asks_nothing_where_the_button_says_it_all() -> None:
    assert {verb for verb, boxes in BOXES.items() if not boxes} == {V.SCAN_FOR_RELEASE, V.REFRESH_PROGRESS}


def test_asks_the_same_things_of_a_submission_that_is_repeated() -> None:
    """All but whether the report is completed: that was said the first time."""
    assert BOXES[V.SUBMIT][: len(BOXES[V.RESUBMIT])] == BOXES[V.RESUBMIT]
    assert [row.split()[0] for row in BOXES[V.SUBMIT][len(BOXES[V.RESUBMIT]) :]] == ["is_complete_now"]
