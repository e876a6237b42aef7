"""What stands below the boxes of forms that belong to no act of a case, and how much fits in?"""

import copy
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from dhr_cases.forms.accounts import (
    AccountForm,
    AccountListFilter,
    ChangeAccountForm,
    DeactivateForm,
    JoinTeamForm,
    LeaveTeamForm,
    MakeAccountForm,
    ReactivateForm,
)
from dhr_cases.forms.action_answers import AnswerActionForm, EvidenceForm
from dhr_cases.forms.action_settings import ActionTermsForm
from dhr_cases.forms.action_sheet import SheetForm
from dhr_cases.forms.anonymity import PastedTextForm, ProtectManyForm
from dhr_cases.forms.assessment import AddCriterionForm, ChangeCriterionForm
from dhr_cases.forms.letters import LetterForm, ShippedLetterForm
from dhr_cases.forms.new_case import NewCaseForm
from dhr_cases.forms.organisations import (
    AddOrganisationForm,
    EndOrganisationForm,
    OrganisationListFilter,
    RenameForm,
    SectionNineForm,
)
from dhr_cases.forms.paper_orders import OrderForm, RetireTemplateForm, TemplateForm
from dhr_cases.forms.partnership_settings import (
    AddPartnershipForm,
    BodiesForm,
    ColoursForm,
    ContactForm,
    LifeSpanForm,
    LocalClockForm,
    WordsForm,
)
from dhr_cases.forms.people import CorrectPersonForm, ShowNamesForm
from dhr_cases.forms.plan_import import PlanForm
from dhr_cases.forms.qa_letter import LetterFactsForm, LetterTextForm, PointRowForm
from dhr_cases.forms.reading_room import ReaderCommentForm
from dhr_cases.forms.release import FindingForm
from dhr_cases.forms.report_sections import (
    SectionTextForm,
    WordFileForm,
)
from dhr_cases.forms.returns import ReturnForm, SignOffForm
from dhr_cases.forms.sentences import give_sentences
from dhr_cases.forms.set_up import SetUpForm
from dhr_cases.forms.taking_on import TakeOnFileForm, TakeOnForm

HINTS: dict[type[forms.Form], dict[str, str]] = {
    AccountForm: {
        "email": "At work. The person signs in with it.",
    },
    MakeAccountForm: {
        "email": "At work. The person signs in with it.",
    },
    ChangeAccountForm: {
        "email": "At work. The person signs in with it.",
        "reason": "Kept with the account and your name.",
    },
    DeactivateForm: {
        "reason": "Kept with the account and your name.",
    },
    ReactivateForm: {
        "reason": "Kept with the account and your name.",
    },
    JoinTeamForm: {
        "reason": "Kept with the account and your name.",
    },
    LeaveTeamForm: {
        "reason": "Kept with the account and your name.",
    },
    AnswerActionForm: {
        "progress": "Needed while it is not done. No names of people.",
        "outcome": "Needed when it is done: what is different now, not what was sent.",
        "reason": "Needed for the last answer.",
    },
    EvidenceForm: {
        "text": "What changed, and where that can be seen: an audit, a count, a policy in use. No names of people.",
        "upload": (
            "Leave it empty to make a statement. We take .docx, .xlsx, .pdf, .csv, .txt, .png, .jpg. No macros, "
            "no password."
        ),
    },
    ActionTermsForm: {
        "update_every_months": "Such as 4, so that there is news for each meeting of the partnership.",
        "reply_days": "Counted from the day it was sent. No law sets it for recommendations of a review.",
        "reason": "Kept in the history of the settings with your name.",
    },
    SheetForm: {
        "file": "The Excel workbook (.xlsx) with the answers written into it.",
    },
    ProtectManyForm: {
        "lines": "For example: Oast Primary School / Oasty = a primary school",
    },
    PastedTextForm: {
        "text": "It is looked through and not kept.",
    },
    AddCriterionForm: {
        "reason": "Kept in the history of the settings with your name.",
    },
    ChangeCriterionForm: {
        "position": "The lowest comes first.",
        "reason": "Kept in the history of the settings with your name.",
    },
    LetterForm: {
        "reason": "Kept in the history of the settings with your name.",
    },
    ShippedLetterForm: {
        "reason": "Kept in the history of the settings with your name.",
    },
    NewCaseForm: {
        "referred_by": "The agency, for example the police force. No names.",
        "route": "For example: written notification.",
        "referred_on": "The day may be left empty if it is not known.",
        "aware_on": "The month to decide runs from this day.",
        "death_date": "The month and year, or the year alone, are enough.",
        "pseudonym": "Never the real name. The family may choose later.",
        "successor_of_csp": "Only if the case comes from a partnership that no longer exists.",
    },
    AddOrganisationForm: {
        "reason": "Where this is written: an Act, an order, a minute, a web page.",
    },
    RenameForm: {
        "reason": "Where this is written: an Act, an order, a minute, a web page.",
    },
    SectionNineForm: {
        "source": "Where this is written: an Act, an order, a minute, a web page.",
    },
    EndOrganisationForm: {
        "successors": "Leave this empty where nobody follows, or where it is planned and not settled.",
        "reason": "Where this is written: an Act, an order, a minute, a web page.",
    },
    OrderForm: {
        "recipient": "A body, a role or the review panel. It is printed at the head of every page.",
    },
    TemplateForm: {
        "upload": "A .docx file with placeholders. It is tried with an invented paper before it is taken.",
        "reason": "It is kept in the history of the settings.",
    },
    RetireTemplateForm: {
        "reason": "It is kept in the history of the settings.",
    },
    ContactForm: {
        "reason": "Kept in the history of the settings with your name.",
    },
    ColoursForm: {
        "brand": "Such as #1d3557.",
        "reason": "Kept in the history of the settings with your name.",
    },
    WordsForm: {
        "label_shown": "Only words. Which law a review falls under is decided review by review.",
        "reason": "Kept in the history of the settings with your name.",
    },
    BodiesForm: {
        "reason": "Kept in the history of the settings with your name.",
    },
    LifeSpanForm: {
        "reason": "Kept in the history of the settings with your name.",
    },
    AddPartnershipForm: {
        "code": "Begins the references of its reviews. It cannot be changed later.",
        "reason": "Kept in the history of the settings with your name.",
    },
    LocalClockForm: {
        "count": "Leave this empty to have no limit of your own.",
        "reason": "Who agreed it and why. Shown on the settings page.",
    },
    PlanForm: {
        "file": "A Word document (.docx), an Excel workbook (.xlsx) or a CSV table, as its author wrote it.",
    },
    LetterTextForm: {
        "upload": "Word, PDF or plain text.",
    },
    ReaderCommentForm: {
        "text": (
            "One point at a time. It is saved when you press the button, and you can change it until it is answered."
        ),
    },
    FindingForm: {
        "reason": "Needed when the words are kept. No names.",
    },
    WordFileForm: {
        "upload": "A .docx file without macros and without a password.",
    },
    ReturnForm: {
        "text": (
            "Leave it empty when you have nothing. Describe staff by their role, not by name. When the report is "
            "a file, say so here: whoever signs it off attaches it."
        ),
    },
    SignOffForm: {
        "upload": "Word, Excel, PDF or text. Take out comments and tracked changes first.",
    },
    SetUpForm: {
        "code": "Begins every reference: kent gives KENT-2026-001. No names of people.",
        "label_shown": "Only the words on screen. Which law a review falls under is decided review by review.",
        "administrator_password": "At least 12 characters. Three words that do not belong together are easy to keep.",
        "coordinator_email": "Not that of the administrator, who sees no case.",
        "coordinator_password": "At least 12 characters. Three words that do not belong together are easy to keep.",
    },
    TakeOnForm: {
        "reference": "As in your own files. Letters, figures and hyphens, never a name.",
        "pseudonym": "Never the real name.",
        "partnership_before": "Only if that partnership no longer exists.",
        "chair_email": "Leave empty if the chair has no account yet.",
    },
    TakeOnFileForm: {
        "file": "CSV or a workbook (.xlsx), one row a case, up to 500 rows.",
    },
    CorrectPersonForm: {
        "forename_consent": (
            "Only where the pseudonym is the real forename: who of the close family agreed in writing, when, and "
            "who checked that it is safe."
        ),
        "reason": "Kept in the history of the review with your name.",
    },
}
"""What is said below a box."""


@pytest.mark.parametrize("form", HINTS, ids=lambda form: form.__name__)
def test_says_below_a_box_what_belongs_there(form: type[forms.Form]) -> None:
    told = {name: str(field.help_text) for name, field in vars(form)["base_fields"].items() if field.help_text}
    assert told == HINTS[form]


LETTERS: list[tuple[type[forms.Form], str, int]] = [
    (AccountListFilter, "text", 200), (AccountForm, "full_name", 200), (AccountForm, "job_title", 200),
    (AccountForm, "telephone", 40), (AddCriterionForm, "source", 200), (ChangeCriterionForm, "source", 200),
    (NewCaseForm, "referred_by", 200), (NewCaseForm, "route", 200), (NewCaseForm, "pseudonym", 60),
    (NewCaseForm, "successor_of_csp", 200), (OrganisationListFilter, "text", 200), (AddOrganisationForm, "name", 250),
    (AddOrganisationForm, "short_name", 80), (RenameForm, "name", 250), (OrderForm, "recipient", 120),
    (OrderForm, "copy_number", 20), (ContactForm, "name", 200), (ContactForm, "contact_telephone", 40),
    (ColoursForm, "brand", 7), (ColoursForm, "link", 7), (AddPartnershipForm, "name", 200),
    (PointRowForm, "number", 20), (FindingForm, "replacement", 200), (SectionTextForm, "note", 300),
    (SetUpForm, "name", 200), (SetUpForm, "contact_telephone", 40), (SetUpForm, "administrator_name", 200),
    (SetUpForm, "coordinator_name", 200), (TakeOnForm, "reference", 40), (TakeOnForm, "pseudonym", 60),
    (TakeOnForm, "partnership_before", 200), (CorrectPersonForm, "relationship", 120),
    (CorrectPersonForm, "pseudonym", 60), (CorrectPersonForm, "sex", 20), (CorrectPersonForm, "ethnicity", 60),
    (CorrectPersonForm, "medium", 60),
]  # fmt: skip  # a box and how many letters it takes


def box(form: type[forms.Form], name: str) -> Any:
    """A box of a form, able to speak of itself."""
    own = copy.deepcopy(vars(form)["base_fields"][name])
    give_sentences(str(own.label), own)
    return own


@pytest.mark.parametrize(("form", "name", "most"), LETTERS)
def test_takes_as_many_letters_as_it_says(form: type[forms.Form], name: str, most: int) -> None:
    """The last that fits, and one more."""
    field = box(form, name)
    assert field.clean("x" * most) == "x" * most
    with pytest.raises(ValidationError) as refused:
        field.clean("x" * (most + 1))
    assert f"Enter at most {most:,} letters for “{field.label}”" in refused.value.messages


NUMBERS: list[tuple[type[forms.Form], str, int, int]] = [
    (ActionTermsForm, "update_every_months", 1, 24), (ActionTermsForm, "reply_days", 1, 366),
    (ChangeCriterionForm, "position", 1, 9_999), (LocalClockForm, "count", 1, 999),
]  # fmt: skip


@pytest.mark.parametrize(("form", "name", "least", "most"), NUMBERS)
def test_takes_a_number_from_its_first_to_its_last(form: type[forms.Form], name: str, least: int, most: int) -> None:
    field = box(form, name)
    assert [field.clean(str(number)) for number in (least, most)] == [least, most]
    sentences = {
        str(least - 1): f"Enter {least} or more for “{field.label}”",
        str(most + 1): f"Enter {most:,} or less for “{field.label}”",
        "2.5": f"Enter a whole number for “{field.label}”",
        "two": f"Enter a whole number for “{field.label}”",
    }
    for typed, sentence in sentences.items():
        with pytest.raises(ValidationError) as refused:
            field.clean(typed)
        assert refused.value.messages == [sentence]


ADDRESSES = [
    (AccountForm, "email"), (AddOrganisationForm, "contact_email"), (AddPartnershipForm, "contact_email"),
    (ContactForm, "contact_email"), (SetUpForm, "contact_email"), (SetUpForm, "administrator_email"),
    (SetUpForm, "coordinator_email"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "name"), ADDRESSES)
def test_takes_an_address_as_long_as_its_column(form: type[forms.Form], name: str) -> None:
    """254 letters as a whole; a longer one is told how many fit."""
    field = box(form, name)
    tail = "@" + ".".join(["d" * 60] * 3) + ".test"
    assert len("a" * (254 - len(tail)) + tail) == 254
    assert field.max_length == 254
    with pytest.raises(ValidationError) as refused:
        field.clean("a" * 60 + "@" + ".".join(["d" * 60] * 4) + ".test")
    assert f"Enter at most 254 letters for “{field.label}”" in refused.value.messages
    for wrong in ("ann", "ann@", "@council.test", "ann@council", "ann council@example.test"):
        with pytest.raises(ValidationError, match="Enter an e-mail address such as name@example.org"):
            field.clean(wrong)


@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [("DHR-2019-01", True), ("7", True), ("a_b", True), ("-1", False), ("DHR 1", False), ("A/1", False), ("é", False)],
)
def test_takes_a_reference_of_letters_figures_and_hyphens(typed: str, *, is_taken: bool) -> None:
    field = box(TakeOnForm, "reference")
    if is_taken:
        assert field.clean(typed) == typed
    else:
        with pytest.raises(ValidationError) as refused:
            field.clean(typed)
        assert refused.value.messages == ["Use letters, figures and hyphens only"]


OWN_WORDS: list[tuple[type[forms.Form], str, str]] = [
    (OrderForm, "recipient", "Say who this copy is for"),
    (OrderForm, "organisation", "Choose the agency the paper is for"),
    (TemplateForm, "kind", "Choose the paper the template is for"), (TemplateForm, "upload", "Choose a file"),
    (TakeOnFileForm, "file", "Choose a file"), (ReturnForm, "kind", "Select what your agency has"),
    (ReaderCommentForm, "text", "Enter your comment"),
    (FindingForm, "judgement", "Choose what is to be done with these words"),
    (AddOrganisationForm, "reason", "Enter the source"), (RenameForm, "reason", "Enter the source"),
    (SectionNineForm, "source", "Enter the source"), (EndOrganisationForm, "reason", "Enter the source"),
    (RenameForm, "until", "Enter the last day of the old name"), (EndOrganisationForm, "ends_on", "Enter the last day"),
    (NewCaseForm, "referred_on", "Enter the date of the referral"),
    (LetterFactsForm, "letter_on", "Enter the date of the letter"),
    (SheetForm, "file", "Select returned sheet"), (PlanForm, "file", "Select action plan"),
    (WordFileForm, "upload", "Choose a file"), (PastedTextForm, "text", "Enter text"),
    (AddCriterionForm, "text", "Enter question"), (JoinTeamForm, "role", "Select role"),
    (AddPartnershipForm, "code", "Enter short code"), (ShowNamesForm, "reason", "Enter the reason"),
]  # fmt: skip
"""What a box says when it is left empty."""


@pytest.mark.parametrize(("form", "name", "sentence"), OWN_WORDS)
def test_asks_for_what_is_missing_in_these_words(form: type[forms.Form], name: str, sentence: str) -> None:
    assert box(form, name).error_messages["required"] == sentence


DAYS = [
    (AnswerActionForm, "completed_on", "The date on which it was done"),
    (NewCaseForm, "referred_on", "The date of the referral"), (NewCaseForm, "death_date", "The date of death"),
    (NewCaseForm, "aware_on", "The date the chair became aware"),
    (LetterFactsForm, "letter_on", "The date of the letter"), (LetterFactsForm, "board_on", "The date of the board"),
    (TakeOnForm, "death_date", "The date of death"), (TakeOnForm, "hold_since", "The first day of the hold"),
]  # fmt: skip
AHEAD = [
    (AnswerActionForm, "expected_on"), (AddOrganisationForm, "starts_on"), (RenameForm, "until"),
    (SectionNineForm, "starts_on"), (EndOrganisationForm, "ends_on"), (LifeSpanForm, "starts_on"),
    (LifeSpanForm, "ends_on"), (AddPartnershipForm, "starts_on"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "name", "subject"), DAYS)
def test_takes_no_day_to_come_for_what_was(form: type[forms.Form], name: str, subject: str) -> None:
    with pytest.raises(ValidationError) as refused:
        box(form, name).clean(["1", "1", "2999"])
    assert refused.value.messages == [f"{subject} must be today or in the past"]


@pytest.mark.parametrize(("form", "name"), AHEAD)
def test_takes_a_day_to_come_where_something_is_planned(form: type[forms.Form], name: str) -> None:
    assert box(form, name).clean(["1", "1", "2999"])
