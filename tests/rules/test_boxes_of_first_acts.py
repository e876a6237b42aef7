"""Which boxes has the form of each act up to the panel's work, in which order and with which labels?"""

import pytest

from dhr_cases.forms.registry import FORMS
from dhr_cases.verbs import Verb

V = Verb

BOXES: dict[Verb, tuple[str, ...]] = {
    V.AGREE_LEAD: (
        "lead* Lead partnership", "joint Partnerships that commission jointly", "note Joint commission note",
        "on* When was this agreed?",
    ),
    V.START_SCOPING: ("on* When were the scoping letters sent?",),
    V.RECORD_AWARENESS: ("on* When did the partnership chair become aware?",),
    V.TRANSFER: ("to* Which partnership leads now?", "reason* Why?", "on* When was it handed over?"),
    V.RECORD_SCOPING_RETURN: (
        "organisation* Agency", "asked_on When was it asked?", "known* Did it know the people?",
        "answered_on When did it answer?", "contact_name Contact at the agency",
        "contact_summary Its contact with the people, in short",
    ),
    V.RECORD_CRITERIA: (
        "relationship* Relationship between the two people", "is_relative* Were they related?",
        "is_intimate* Were they partners, now or before?", "is_same_household* Did they live in the same household?",
        "is_same_household_only* Was the household their only link?", "age_deceased Age of the person who died",
        "age_other Age of the other person", "conduct What is known or suspected?", "note Note",
    ),
    V.CONSULT_PARTNER: (
        "organisation* Partner", "view* What does the partner think should happen?",
        "is_dissent The partner differs from the decision proposed", "reasons Reasons",
        "on* When did the partner say so?",
    ),
    V.DECIDE: (
        "meets_section_9* Is the test of section 9 met?", "meets_section_8a* Is the test of section 8A met?",
        "outcome* What do you decide?", "alternative Which other learning process?",
        "transferred_to Which partnership leads instead?", "regime* Legal regime",
        "reasons* Reasons for the decision", "not_consulted_because Why was no partner consulted?",
        "dissent Dissent, summed up", "on* When was this decided?",
    ),
    V.TELL_HOME_OFFICE: ("sent_to* Sent to", "reference Reference of the notice", "on* When was it sent?"),
    V.RECORD_SCRUTINY: (
        "reply* What does the Home Office answer?", "note What the answer says", "on* When did the answer come?",
    ),
    V.RECORD_PERSON: (
        "part* Part in the events", "relationship Relationship to the person who died", "pseudonym Pseudonym",
        "pseudonym_reason Who chose the pseudonym, and why", "family_asked_on When was the family asked to choose?",
        "forename_consent Consent to the real forename", "data_subject_status* Data protection status",
        "name Real name", "aliases Other names", "date_of_birth Date of birth", "address Address",
        "contact Contact details", "age_at_death_event Age at the time of the death", "sex Sex",
        "ethnicity Ethnicity", "is_trial_witness* May they be a witness at a trial?",
        "wishes Wishes about contact and involvement", "medium Wants to be reached by", "advocate_name Advocate",
        "advocate_offered_on When was an advocate offered?",
    ),
    V.RECORD_FAMILY_CONTACT: (
        "person Who?", "on* When?", "medium* How?", "through Through whom?", "summary* What was said",
        "keeps Which earlier promise does this keep?", "promise What did we promise?", "promise_due_on By when?",
    ),
    V.TELL_FAMILY: (
        "police_agree_contact_is_safe* The police agree that contact is safe", "person Who was told?",
        "on* When was the family told?", "medium* How?", "through Through whom?", "summary* What was said",
        "is_trial_witness* May they be a witness at a trial?", "advocate_offered_on When was an advocate offered?",
        "advocate_name Advocate, if one is named",
    ),
    V.PROTECT_WORDS: (
        "kind* What is it?", "value* Words to protect", "variants Other ways it is written",
        "replacement* What is printed instead?", "person Whose is it?", "note Note", "reason* Why is it changed?",
    ),
    V.END_PROTECTION: ("reason* Why do the words need no protection?",),
    V.START_LEGAL_HOLD: ("reason* Why must the record be kept?", "asked_by Who asked for it?"),
    V.END_LEGAL_HOLD: ("ends_on* On which day did it end?", "reason* Why need the record not be kept any longer?"),
    V.DECLARE_INTERESTS: (
        "person Whose interests?", "has_interest* Is there an interest to declare?", "text What is declared",
        "decision What was decided about it", "on* When was it declared?",
    ),
    V.ADD_QUOTE: ("supplier* From", "amount_pence Amount", "received_on* When did it come in?", "note Note"),
    V.APPOINT_CHAIR: (
        "person* Who is appointed?", "post* Appointed as", "on* When were they appointed?",
        "independence_statement* Statement of independence", "contract_reference Contract reference", "fee_pence Fee",
        "day_rate_pence Day rate", "days_estimated Days estimated", "choice_reason Why this person",
    ),
    V.APPOINT_AUTHOR: (
        "person* Who is appointed?", "post* Appointed as", "on* When were they appointed?",
        "independence_statement* Statement of independence", "contract_reference Contract reference", "fee_pence Fee",
        "day_rate_pence Day rate", "days_estimated Days estimated", "choice_reason Why this person",
    ),
    V.END_APPOINTMENT: ("on* When did it end?", "reason* Reason"),
    V.SEAT_AGENCY: (
        "organisation* Agency", "change* What is its place on the panel?", "user Member's account",
        "member_name Member's name, when they have no account", "job_title Job title",
        "is_domestic_abuse_specialist Sits as domestic abuse specialist",
        "confidentiality_signed_on When was the confidentiality agreement signed?",
        "reason Reason, when the agency is excused or a member leaves", "on* From which day?",
    ),
    V.FORM_PANEL: ("on* When was the panel complete?",),
    V.DRAFT_TERMS: (
        "scope_from* From", "scope_to* To", "lines_of_enquiry* Key lines of enquiry",
        "family_view* What the family asked for, or why they were not asked",
        "agreed_on When did the panel agree this change?",
    ),
    V.AGREE_TERMS: (
        "scope_from* From", "scope_to* To", "lines_of_enquiry* Key lines of enquiry",
        "family_view* What the family asked for, or why they were not asked", "on* When were they agreed?",
    ),
    V.SECURE_RECORDS: ("organisations* Which agencies were asked?", "on* When was the notice sent?", "note Note"),
    V.SEND_REQUESTS: (
        "organisations* Which agencies do you ask?", "asks_for* What do you ask for?", "due_on* By which day?",
        "on* When were the requests sent?",
    ),
    V.ADD_REQUEST: (
        "organisation* Which agency do you ask?", "asks_for* What do you ask for?", "due_on* By which day?",
        "on* When was the request sent?",
    ),
    V.CHASE_REQUEST: ("on* When did you remind the agency?", "note How, and what was said"),
    V.ACCEPT_RETURN: ("note Note",),
    V.SEND_BACK_RETURN: ("reason* What more is needed?",),
    V.WITHDRAW_REQUEST: ("reason* Reason",),
    V.CLOSE_UNANSWERED: ("reason* Reason",),
    V.REOPEN_REQUEST: ("due_on* By which day now?", "reason* Reason"),
    V.START_PANEL_WORK: ("on* When did the panel begin?",),
    V.RECORD_MEETING: (
        "on* When did the panel meet?", "place Where or how", "present* Who was there?",
        "was_quorate The meeting was quorate", "quorum_note If it was not quorate, what followed from that?",
        "minutes Minutes", "actions_agreed Actions agreed",
    ),
    V.START_INTERVIEWS: ("on* When did interviews begin?",),
    V.RECORD_INTERVIEW: (
        "person* With whom?", "on* On which day?", "outcome* What happened?",
        "agreed_with_police* Did the police or the CPS agree?", "notes Notes",
    ),
}  # fmt: skip  # an act and its questions in one glance
"""The boxes of each form as it is written down, a star behind what must be filled in."""


@pytest.mark.parametrize("verb", BOXES, ids=lambda verb: verb.value)
def test_asks_first_these_questions_in_this_order(verb: Verb) -> None:
    asked = tuple(f"{name}{'*' * field.required} {field.label}" for name, field in FORMS[verb].base_fields.items())
    assert asked == BOXES[verb]
