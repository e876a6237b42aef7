"""Which boxes have the forms that belong to no act of a case, in which order, and with which words are they headed?"""

import pytest
from django import forms

from dhr_cases.forms.accounts import (
    AccountForm,
    AccountListFilter,
    ChangeAccountForm,
    DeactivateForm,
    JoinTeamForm,
    LeaveTeamForm,
    MakeAccountForm,
    OwnAccountForm,
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
from dhr_cases.forms.public_filter import PublicFilter
from dhr_cases.forms.qa_letter import LetterFactsForm, LetterTextForm, PointRowForm
from dhr_cases.forms.reading_room import FinishReadingForm, ReaderCommentForm
from dhr_cases.forms.release import FindingForm
from dhr_cases.forms.report_sections import (
    AuthorForm,
    CommentForm,
    CompareForm,
    FillForm,
    JoinForm,
    MarkForm,
    SectionTextForm,
    TypingForm,
    WordFileForm,
)
from dhr_cases.forms.returns import ReturnForm, SignOffForm
from dhr_cases.forms.set_up import SetUpForm
from dhr_cases.forms.site_forms import SiteForm
from dhr_cases.forms.taking_on import TakeOnFileForm, TakeOnForm

BOXES: dict[type[forms.Form], tuple[str, ...]] = {
    AccountListFilter: ("text Name or e-mail address", "state Account", "role Standing team"),
    AccountForm: ("full_name* Full name", "email* E-mail address", "job_title Job title", "telephone Telephone"),
    MakeAccountForm: ("full_name* Full name", "email* E-mail address", "job_title Job title", "telephone Telephone"),
    ChangeAccountForm: (
        "full_name* Full name", "email* E-mail address", "job_title Job title", "telephone Telephone",
        "reason* Reason",
    ),
    DeactivateForm: ("reason* Reason",),
    ReactivateForm: ("reason* Reason",),
    JoinTeamForm: (
        "role* Role", "partnership* Partnership", "organisation Organisation they come from", "reason* Reason",
    ),
    LeaveTeamForm: ("reason* Reason",),
    OwnAccountForm: ("wants_digest Send me the daily e-mail",),
    AnswerActionForm: (
        "status* Where does it stand?", "progress What was done since, or what stands in the way?",
        "outcome What changed?", "completed_on When was it done?", "expected_on When do you expect it to be done?",
        "reason Why is it not yours, or why will you not do it?",
    ),
    EvidenceForm: ("text* What does it show?", "upload File"),
    ActionTermsForm: (
        "update_every_months* Months between two askings",
        "reply_days* Days until a reply to a recommendation is due", "reason* Reason",
    ),
    SheetForm: ("file* Returned sheet",),
    ProtectManyForm: ("kind* What are they?", "lines* Words"),
    PastedTextForm: ("text* Text",),
    AddCriterionForm: ("text* Question", "source Where it comes from", "reason* Reason"),
    ChangeCriterionForm: (
        "text* Question", "source Where it comes from", "position* Place in the order", "is_used In use",
        "reason* Reason",
    ),
    LetterForm: ("text* Text", "reason* Reason"),
    ShippedLetterForm: ("reason* Reason",),
    NewCaseForm: (
        "token*", "partnership* Partnership", "referred_by* Who referred the death?", "route Route of the referral",
        "referred_on* When was it referred?", "aware_on When did the partnership chair become aware?",
        "death_date When did the person die?", "death_type Type of death", "death_place_type Type of place",
        "has_multiple_deaths More than one person died", "pseudonym Pseudonym",
        "successor_of_csp Partnership that held it before", "is_another_death This referral is about another death",
    ),
    OrganisationListFilter: ("text Name, also a former one", "kind Kind", "exists Exists today"),
    AddOrganisationForm: (
        "name* Full name", "short_name Short name", "kind* Kind", "starts_on Exists from",
        "contact_email Contact e-mail", "section_9* Is it listed in section 9(4)(a)?",
        "is_statutory_partner Responsible authority of the partnership",
        "is_domestic_abuse_specialist Domestic abuse specialist", "reason* Source",
    ),
    RenameForm: ("name* New name", "until* Last day of the old name", "reason* Source"),
    SectionNineForm: ("section_9* Is it listed?", "starts_on From when?", "source* Source"),
    EndOrganisationForm: (
        "ends_on* Last day", "successors Who follows?", "shape* How do its duties pass?",
        "is_planned This is planned and may still change", "reason* Source",
    ),
    OrderForm: (
        "file_format* Format", "recipient* Who is this copy for?",
        "copy_number Number of the copy, if copies are numbered", "organisation* Which agency is it for?",
    ),
    TemplateForm: ("kind* For which paper is it?", "upload* Word template", "reason* Reason"),
    RetireTemplateForm: ("reason* Reason",),
    ContactForm: (
        "name* Name of the partnership", "contact_email Shared mailbox", "contact_telephone Telephone",
        "contact_address Address", "reason* Reason",
    ),
    ColoursForm: ("brand* Brand colour", "link* Link colour", "reason* Reason"),
    WordsForm: ("label_shown* Name of a review on screen", "title_pattern* Pattern of public titles", "reason* Reason"),
    BodiesForm: ("bodies Organisations", "reason* Reason"),
    LifeSpanForm: ("starts_on Exists from", "ends_on Last day", "successor Followed by", "reason* Reason"),
    AddPartnershipForm: (
        "name* Name of the partnership", "code* Short code", "contact_email Shared mailbox", "starts_on Exists from",
        "reason* Reason",
    ),
    LocalClockForm: ("count How long?", "unit Counted in", "reason* Reason"),
    PlanForm: ("file* Action plan",),
    PublicFilter: (
        "year Year of death", "partnership Partnership", "state Where it stands",
        "learning Has a briefing or learning to read",
    ),
    LetterTextForm: ("text Paste the text of the letter", "upload Or choose the letter's file"),
    LetterFactsForm: (
        "letter_on* Date of the letter", "board_on Date of the board", "outcome* What does it say?",
        "praise What does the letter praise?",
    ),
    PointRowForm: (
        "number Number", "text What it asks", "section Section of the report", "criterion Criterion",
        "is_removed Leave this point out",
    ),
    ReaderCommentForm: ("text* Your comment",),
    FinishReadingForm: (
        "words What would you say of the draft as a whole?",
        "has_disagreement I disagree with the draft, and this is to be recorded in my words",
    ),
    FindingForm: (
        "judgement* What is to be done with these words?", "replacement What is printed instead?", "reason Why?",
        "everywhere Decide the same wherever these words were found in this file",
    ),
    SectionTextForm: ("text* Text of the section", "note What changed?", "based_on*"),
    TypingForm: ("text", "based_on*"),
    MarkForm: ("state* How far is it?",),
    AuthorForm: ("author Who writes it?",),
    CommentForm: ("comment* Your comment",),
    JoinForm: ("text* The joined text", "seen*"),
    FillForm: ("keeps_present* Where do the record's words go?", "based_on*", "seen*"),
    CompareForm: ("earlier* From", "later* To"),
    WordFileForm: ("upload* Word file",),
    ReturnForm: (
        "kind* What does your agency have?", "text Your summary or report",
        "is_author_independent For a report: had you no part in the case, and managed nobody who had?",
    ),
    SignOffForm: ("upload The report, when it is a file",),
    SetUpForm: (
        "name* Name of the partnership", "code* Short code", "label_shown* What is a review called here?",
        "contact_email* Shared mailbox", "contact_telephone Telephone",
        "has_kent_and_medway Load the public bodies of Kent and Medway",
        "administrator_name* Name of the administrator", "administrator_email* E-mail address of the administrator",
        "administrator_password* Password of the administrator",
        "administrator_again* The administrator's password again", "coordinator_name* Name of the coordinator",
        "coordinator_email* E-mail address of the coordinator", "coordinator_password* Password of the coordinator",
        "coordinator_again* The coordinator's password again",
    ),
    TakeOnForm: (
        "reference* Reference", "partnership* Lead partnership", "pseudonym Pseudonym", "death_date Date of death",
        "death_type Type of death", "partnership_before Partnership that held it before",
        "stage* At which stage does it stand?", "outcome What was decided?",
        "stood_at Where did it stand before its ending was proposed?",
        "letter_outcome What did the Home Office's letter ask for?",
        "chair_email E-mail address of the independent chair's account", "hold_reason Is it on hold, and why?",
        "hold_since Since when?", "hold_stops What stops?", "hold_note Note on the hold",
    ),
    TakeOnFileForm: ("file* File",),
    CorrectPersonForm: (
        "part* Part in the events", "relationship Relationship to the person who died", "pseudonym Pseudonym",
        "pseudonym_reason Who chose the pseudonym, and why", "family_asked_on When was the family asked to choose?",
        "forename_consent Consent to the real forename", "data_subject_status* Data protection status",
        "name Real name", "aliases Other names", "date_of_birth Date of birth", "address Address",
        "contact Contact details", "age_at_death_event Age at the time of the death", "sex Sex",
        "ethnicity Ethnicity", "is_trial_witness* May they be a witness at a trial?",
        "wishes Wishes about contact and involvement", "medium Wants to be reached by", "advocate_name Advocate",
        "advocate_offered_on When was an advocate offered?", "reason* Reason",
    ),
    ShowNamesForm: ("reason* Why do you need to see the names?",),
}  # fmt: skip  # a form and its questions in one glance
"""The boxes of each form as it is written down, a star behind what must be filled in; one unseen has no label."""


@pytest.mark.parametrize("form", BOXES, ids=lambda form: form.__name__)
def test_asks_these_questions_in_this_order(form: type[forms.Form]) -> None:
    asked = tuple(
        f"{name}{'*' * field.required} {field.label or ''}".strip() for name, field in vars(form)["base_fields"].items()
    )
    assert asked == BOXES[form]


def test_shows_every_question_of_a_form_in_groups_once() -> None:
    """Where questions stand in groups none is left out, but for those carried unseen."""
    for form in (NewCaseForm, SetUpForm, TakeOnForm):
        shown = [name for _title, names in form.fieldsets for name in names]
        seen = {name for name, field in form.base_fields.items() if not field.widget.is_hidden}
        assert len(shown) == len(set(shown)), form
        assert seen <= set(shown), form
    assert [title for title, _names in NewCaseForm.fieldsets] == ["Who referred", "The death", "How the case is shown"]
    assert [title for title, _names in SetUpForm.fieldsets] == [
        "The partnership", "The first administrator", "The first coordinator",
    ]  # fmt: skip
    assert [title for title, _names in TakeOnForm.fieldsets][:3] == ["The case", "Where it stands", "An open hold"]


HEADED: dict[type[SiteForm], tuple[str, str, str]] = {
    MakeAccountForm: (
        "Make an account", "Make the account",
        "The account is made and the invitation is on its way. Now join the person to a team, if they need one.",
    ),
    ChangeAccountForm: ("Change the details of an account", "Change the details", "The details are changed."),
    DeactivateForm: ("Deactivate the account", "Deactivate the account", "The account is deactivated."),
    ReactivateForm: ("Reactivate the account", "Reactivate the account", "The account is active."),
    JoinTeamForm: ("Join a standing team", "Join the team", "The person has joined the team."),
    LeaveTeamForm: ("Leave the team", "End the membership", "The membership has ended."),
    OwnAccountForm: ("Daily e-mail", "Save my choice", "Your choice is saved."),
    ActionTermsForm: ("How action plans are followed", "Save the settings", "The settings are changed."),
    AddCriterionForm: ("Add a criterion", "Add the criterion", "The criterion is added."),
    ChangeCriterionForm: ("Change a criterion", "Save the criterion", "The criterion is changed."),
    LetterForm: ("Wording of a letter", "Save the wording", "The settings are changed."),
    ShippedLetterForm: (
        "Back to the shipped wording", "Use the shipped wording",
        "The shipped wording is used again. Your own stays in history.",
    ),
    AddOrganisationForm: ("Add an organisation", "Add the organisation", "The organisation is added."),
    RenameForm: ("Record a new name", "Record the new name", "The new name is recorded."),
    SectionNineForm: ("Record whether section 9 lists it", "Record the status", "The status is recorded."),
    EndOrganisationForm: ("Record when it ends and who follows", "Record the end", "The end is recorded."),
    ContactForm: ("Name and contact", "Save the settings", "The settings are changed."),
    ColoursForm: ("Colours", "Save the settings", "The settings are changed."),
    WordsForm: ("What a review is called", "Save the settings", "The settings are changed."),
    BodiesForm: ("Organisations we work with", "Save the settings", "The settings are changed."),
    LifeSpanForm: ("From when to when, and who follows", "Save the settings", "The settings are changed."),
    AddPartnershipForm: ("Add a partnership", "Add the partnership", "The partnership is added."),
    LocalClockForm: ("A limit of our own", "Save the settings", "The settings are changed."),
}  # fmt: skip  # heading, button and closing words in one glance
"""What stands at the head of a form, on its button, and what is said when it is done."""


@pytest.mark.parametrize("form", HEADED, ids=lambda form: form.__name__)
def test_is_headed_and_closed_in_these_words(form: type[SiteForm]) -> None:
    assert (form.title, form.submit_label, form.done) == HEADED[form]


INTROS: dict[type[SiteForm], str] = {
    MakeAccountForm: "The person is sent an invitation to sign in by a code. No password is sent by e-mail.",
    DeactivateForm: (
        "The person is signed out at once. Tasks they had taken are free again. Their name stays in history."
    ),
    ReactivateForm: "The person can sign in again, with the roles that have not ended meanwhile.",
    JoinTeamForm: "A team's people work on every case of its partnership, as far as their role sees.",
    LeaveTeamForm: "The person loses what the team's role allows with their next request.",
    OwnAccountForm: "One message a working day that says how many tasks wait, and nothing about any case.",
    ActionTermsForm: "A body gets one message a cycle, however many of its actions are due.",
    ChangeCriterionForm: "Findings already made stay as they are.",
    RenameForm: "The name it has now is kept as a former one.",
    SectionNineForm: (
        "Section 9(4)(a) of the Domestic Violence, Crime and Victims Act 2004 names the bodies that must take part."
    ),
    EndOrganisationForm: "What it still owes is shown as owed by a body that is gone, until another takes it over.",
    ColoursForm: "Your council's own. A colour that would be hard to read is refused.",
    BodiesForm: "Those that exist today. They are offered first when a panel is formed and when agencies are asked.",
    LifeSpanForm: "A partnership that ends keeps its closed reviews; running ones are handed to the one that follows.",
    AddPartnershipForm: "One that commissions jointly with yours, or that comes after one that ends.",
}
"""What is said before the first question."""


def test_says_before_it_asks_what_follows() -> None:
    assert {form: form.intro for form in HEADED if form.intro} == INTROS


def test_warns_of_an_end_and_shows_what_follows_before_it_is_done() -> None:
    assert {form for form in HEADED if form.is_grave} == {DeactivateForm, LeaveTeamForm, EndOrganisationForm}
    assert {form for form in HEADED if form.checks_answers} == {LocalClockForm}


def test_says_where_questions_that_can_stay_open_are_not_marked_as_such() -> None:
    """A filter and a form of which nearly all may stay open would be full of the word."""
    quiet = {form for form in BOXES if vars(form).get("hides_optional")}
    assert quiet == {AccountListFilter, OrganisationListFilter, PublicFilter, PointRowForm, ReturnForm}
