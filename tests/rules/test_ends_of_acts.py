"""How much fits into the boxes of each act, on both sides of their ends, and what is said once the act is done?"""

import copy
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from dhr_cases.forms.registry import FORMS
from dhr_cases.forms.sentences import give_sentences
from dhr_cases.verbs import VERBS, Verb

V = Verb

LETTERS: dict[Verb, str] = {
    V.TRANSFER: "to 200", V.RECORD_SCOPING_RETURN: "contact_name 200", V.RECORD_CRITERIA: "relationship 120",
    V.DECIDE: "transferred_to 200", V.TELL_HOME_OFFICE: "sent_to 200 reference 120",
    V.RECORD_PERSON: "relationship 120 pseudonym 60 sex 20 ethnicity 60 medium 60",
    V.RECORD_FAMILY_CONTACT: "medium 60 through 120", V.TELL_FAMILY: "medium 60 through 120",
    V.PROTECT_WORDS: "value 500 replacement 200", V.START_LEGAL_HOLD: "asked_by 200",
    V.DECLARE_INTERESTS: "decision 300", V.ADD_QUOTE: "supplier 200", V.APPOINT_CHAIR: "contract_reference 120",
    V.APPOINT_AUTHOR: "contract_reference 120", V.SEAT_AGENCY: "member_name 200 job_title 200",
    V.RECORD_MEETING: "place 120", V.ADD_PAPER: "paper_title 200", V.SIGN_OFF: "minute 200", V.SUBMIT: "sent_to 200",
    V.RESUBMIT: "sent_to 200", V.ANSWER_QA_POINT: "section 120", V.SEND_COPY: "recipient_label 200",
    V.ADD_DATE_TO_AVOID: "name 120", V.LIST_RECIPIENT: "who 200 how 120", V.SHARE_LEARNING: "audience 200",
    V.PUT_UP_FILE: "label 120", V.RECORD_RECOMMENDATION: "ref 40 addressee_text 300",
    V.RECORD_ACTION: "milestone 500", V.UPDATE_ACTION: "milestone 500",
    V.SEND_RECOMMENDATION: "addressee 300 means 200", V.RECORD_RECEIPT: "note 300", V.CLOSE: "minute 200",
    V.EXTEND: "agreed_by 200", V.RECORD_PROCEEDING: "reference 120 state 200 outcome 300 contact 200",
    V.CORRECT: "pseudonym 60 public_title 120 referred_by 200 referral_route 200 successor_of_csp 200 custodian 200",
}  # fmt: skip
"""Boxes of one line with as many letters as they take; boxes for sentences take any number."""


def box(verb: Verb, name: str) -> Any:
    """A box of an act's form, able to speak of itself."""
    own = copy.deepcopy(FORMS[verb].base_fields[name])
    give_sentences(str(own.label), own)
    return own


def faults(field: Any, typed: object) -> list[str]:
    """What a box says of what was typed; nothing where it takes it."""
    try:
        field.clean(typed)
    except ValidationError as refused:
        return refused.messages
    return []


def test_knows_every_box_that_has_an_end() -> None:
    found = {
        verb: " ".join(
            f"{name} {vars(field)['max_length']}" for name, field in form.base_fields.items() if is_line(field)
        )
        for verb, form in FORMS.items()
    }
    assert {verb: said for verb, said in found.items() if said} == LETTERS


def is_line(field: Any) -> bool:
    """Whether a box for words takes only so many of them."""
    return type(field) is forms.CharField and field.max_length is not None


@pytest.mark.parametrize("verb", LETTERS, ids=lambda verb: verb.value)
def test_takes_as_many_letters_as_it_says_and_not_one_more(verb: Verb) -> None:
    """Blanks around the words do not count."""
    pairs = LETTERS[verb].split()
    for name, end in zip(pairs[::2], pairs[1::2], strict=True):
        most, field = int(end), box(verb, name)
        assert field.clean(f"  {'x' * most} ") == "x" * most
        assert faults(field, "x" * (most + 1)) == [f"Enter at most {most:,} letters for “{field.label}”"], name


NUMBERS = [
    (V.RECORD_CRITERIA, "age_deceased", 0, 130), (V.RECORD_CRITERIA, "age_other", 0, 130),
    (V.RECORD_PERSON, "age_at_death_event", 0, 130), (V.ADD_DATE_TO_AVOID, "days_around", 0, 60),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "name", "least", "most"), NUMBERS)
def test_takes_whole_numbers_from_the_first_to_the_last(verb: Verb, name: str, least: int, most: int) -> None:
    field = box(verb, name)
    assert [field.clean(str(number)) for number in (least, most)] == [least, most]
    assert faults(field, str(least - 1)) == [f"Enter {least} or more for “{field.label}”"]
    assert faults(field, str(most + 1)) == [f"Enter {most} or less for “{field.label}”"]
    for typed in ("2.5", "two", "1,0"):
        assert faults(field, typed) == [f"Enter a whole number for “{field.label}”"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", ""),
        ("9999.99", ""),
        ("-0.5", "Enter 0 or more for “Days estimated”"),
        ("10000", "Enter at most 4 figures before the point for “Days estimated”"),
        ("1.005", "Enter at most 2 figures after the point for “Days estimated”"),
        ("many", "Enter a number such as 2 or 1.5 for “Days estimated”"),
    ],
)
def test_takes_days_with_their_fractions(typed: str, sentence: str) -> None:
    for verb in (V.APPOINT_CHAIR, V.APPOINT_AUTHOR):
        assert faults(box(verb, "days_estimated"), typed) == ([sentence] if sentence else [])


MONEY = [(V.ADD_QUOTE, "amount_pence"), (V.APPOINT_CHAIR, "fee_pence"), (V.APPOINT_AUTHOR, "day_rate_pence")]


@pytest.mark.parametrize(("verb", "name"), MONEY)
def test_takes_an_amount_to_the_penny_or_none(verb: Verb, name: str) -> None:
    """Nil is an amount; nothing typed is none."""
    field = box(verb, name)
    assert [field.clean(typed) for typed in ("", "0", "0.01", "1,000,000,000")] == [None, 0, 1, 100_000_000_000]
    for typed in ("-1", "1.005", "much"):
        assert faults(field, typed) == ["Enter an amount in pounds and pence, such as 1,234.50"]
    assert faults(field, "1000000001") == ["Enter an amount up to £1,000,000,000"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("09:30", "09:30"), ("9.30", "09:30"), ("00:00", "00:00"), ("23:59", "23:59"), ("", ""),
        ("24:00", None), ("9", None), ("noon", None), ("09:30:15", None),
    ],
)  # fmt: skip
def test_takes_the_time_at_which_an_embargo_ends(typed: str, shown: str | None) -> None:
    field = box(V.SET_PUBLICATION_TERMS, "embargo_at")
    if shown is None:
        assert faults(field, typed) == ["Enter a time such as 09:30"]
    else:
        at = field.clean(typed)
        assert (f"{at:%H:%M}" if at else "") == shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("www.example.test/report", "https://www.example.test/report"),
        ("https://www.example.test/r.pdf", "https://www.example.test/r.pdf"),
        ("no where", None),
        ("https://", None),
        ("javascript:alert(1)", None),
    ],
)
def test_takes_where_a_report_stands_elsewhere(typed: str, kept: str | None) -> None:
    """Only an address of the web, and a safe one where nothing else was typed."""
    field = box(V.PUBLISH, "url")
    if kept is None:
        assert faults(field, typed) == ["Enter a web address such as https://www.example.org"]
    else:
        assert field.clean(typed) == kept


@pytest.mark.parametrize("length", [200, 201])
def test_takes_an_address_of_the_web_as_long_as_its_column(length: int) -> None:
    start = "https://www.example.test/"
    typed = start + "x" * (length - len(start))
    too_long = ["Enter at most 200 letters for “Web address”"]
    assert faults(box(V.PUBLISH, "url"), typed) == (too_long if length > 200 else [])


AFTERWARDS: dict[Verb, str] = {
    V.AGREE_LEAD: "Scoping can start.",
    V.START_SCOPING: "Record each agency's answer as it comes in.",
    V.TRANSFER: "The case is closed here and says who leads.",
    V.RECORD_SCOPING_RETURN: "The return is part of the decision briefing.",
    V.RECORD_CRITERIA: "The briefing shows what the facts say for each test.",
    V.CONSULT_PARTNER: "The partnership chair sees every view, and dissent as such, before deciding.",
    V.DECIDE: "The coordinator tells the Home Office, and the family, in writing.",
    V.RECORD_PERSON: "The person is listed by pseudonym or part. The real name is covered.",
    V.RECORD_FAMILY_CONTACT: "A promise is shown until it is kept.",
    V.TELL_FAMILY: "Once a review is certain and the Home Office knows, the chair can be appointed.",
    V.PROTECT_WORDS: "Drafts and files are looked through for these words from now on.",
    V.END_PROTECTION: "The words stay in the register as no longer protected. Files are looked through without them.",
    V.START_LEGAL_HOLD: "The record is kept until this is ended with a reason.",
    V.END_LEGAL_HOLD: "Once the case is closed, two people may have its record destroyed.",
    V.APPOINT_CHAIR: "The chair sees the review from now on. Seat the panel next.",
    V.APPOINT_AUTHOR: "The person sees the review from now on.",
    V.END_APPOINTMENT: "The person's access to the review has ended.",
    V.FORM_PANEL: "The panel agrees its terms of reference next.",
    V.AGREE_TERMS: "The information requests can go to the agencies.",
    V.SEND_REQUESTS: "Each agency's own people now see their request. You can follow every answer under Agencies.",
    V.SEND_BACK_RETURN: "The agency reads what more is needed.",
    V.ADD_PAPER: "It is listed under Papers.",
    V.ADD_DRAFT: "It is listed under Papers.",
    V.START_DRAFTING: "Add each version of a draft under Papers.",
    V.SEND_FOR_READING: "Record each reader's comments as they come in, and each agency's answer.",
    V.APPROVE_FOR_AGENCY: "The chair sees your agency's answer.",
    V.RECORD_PANEL_APPROVAL: "The partnership's chair can sign the report off.",
    V.SEND_BACK_TO_DRAFT: "Agencies answer afresh once the new draft has gone out.",
    V.SIGN_OFF: "The coordinator can submit the report to the Home Office.",
    V.PROPOSE_END: "The review waits for the Home Office's view. Until then it stands where it stands.",
    V.COMMENT_ON_SECTION: "The point has a number and waits for its answer.",
    V.ANSWER_COMMENT: "The reader sees the answer beside the comment.",
    V.OPEN_READING: "Every page they open is recorded. You can close the way in at any time.",
    V.CLOSE_READING: "The reader's next click finds nothing. What they wrote stays.",
    V.ASSESS_CRITERION: "The self-assessment shows what is still open.",
    V.SUBMIT: "The time the Home Office takes is measured apart.",
    V.RESUBMIT: "A new round with the Home Office begins.",
    V.RECORD_QA_LETTER: "Points are answered one by one; without points the report is cleared.",
    V.RECORD_CLEARANCE: "The report is completed: copies are owed, and publication can be prepared.",
    V.PREPARE_PUBLICATION: "Two people check the report, and the family is told the date before anybody else.",
    V.CHECK_PUBLICATION: "Publication needs two people's checks, one of them from outside the drafting.",
    V.PUBLISH: (
        "Every released file is on the public register. What was learnt can be shared. Tell the Home Office "
        "where the report stands, for its library."
    ),
    V.WITHHOLD: "What was learnt is still shared. Publication can be prepared again later.",
    V.START_MONITORING: "The case can be closed when every action has ended or is accepted as ended.",
    V.SCAN_FOR_RELEASE: "What was found stands on the page of the file.",
    V.APPROVE_RELEASE: "The file is released when two people who did not write it have approved it.",
    V.PUT_UP_FILE: "The public can open the file at once.",
    V.CORRECT_FILE: "The earlier version is taken down. The public reads that there was one, and why it was corrected.",
    V.RECORD_RECOMMENDATION: "Under Recommendations you can look whether it was said before, and what became of it.",
    V.SEND_RECOMMENDATION: "A reply is awaited from now on; when it is due follows from the settings.",
    V.CLOSE: "Everything stays readable to those who may read it now. The case can be reopened with a reason.",
    V.START_HOLD: "The work it names is refused until the hold ends. Days on hold are counted apart.",
    V.END_HOLD: "The work that stopped can go on.",
    V.EXTEND: "The clock shows the new date and why.",
    V.GRANT_ROLE: "The person sees the case from now on, as far as the role does.",
    V.END_ROLE: "Access ends with the next page the person asks for, and their open tasks are free again.",
}
"""What is said after the words that the act is done."""


def test_says_afterwards_what_follows() -> None:
    """Each in sentences; an act that leads nowhere further says nothing."""
    assert {verb: form.what_follows for verb, form in FORMS.items() if form.what_follows} == AFTERWARDS
    assert all(words.endswith(".") for words in AFTERWARDS.values())


TITLED = {
    V.AGREE_LEAD: "Settle the lead partnership",
    V.APPROVE_FOR_AGENCY: "Answer for my agency",
    V.EXTEND_READING: "Change a reader's last day",
    V.CLOSE_READING: "Close a reader's way in",
    V.RECORD_QA_LETTER: "Record the quality assurance letter",
    V.SEND_COPY: "Record a copy of the report sent",
    V.TELL_FAMILY_OF_PUBLICATION: "Record that the family was told the date of publication",
}
"""Headings that say more than the button."""


def test_is_headed_as_its_button_unless_that_says_too_little() -> None:
    assert {verb: form.title for verb, form in FORMS.items() if form.title} == TITLED
    assert all(TITLED[verb] != VERBS[verb].label for verb in TITLED)
