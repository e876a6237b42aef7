"""What do forms begin with and say where that depends on the case, its partnership and who fills them in?"""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from dhr_cases.actions.referral import Referral, refer_death
from dhr_cases.forms.accounts import JoinTeamForm, OwnAccountForm, team_roles
from dhr_cases.forms.acts import ActForm
from dhr_cases.forms.assessment import ChangeCriterionForm
from dhr_cases.forms.new_case import NewCaseForm, same_month
from dhr_cases.forms.organisations import EndOrganisationForm
from dhr_cases.forms.public_filter import PublicFilter
from dhr_cases.forms.registry import FORMS
from dhr_cases.forms.taking_on import TakeOnForm
from dhr_cases.models import (
    Case,
    Consultation,
    CriteriaFacts,
    Criterion,
    Organisation,
    Outcome,
    PartialDate,
    Partnership,
    Publication,
    User,
)
from dhr_cases.models.history import change
from dhr_cases.policy.load import regimes
from dhr_cases.public_list import Search
from dhr_cases.roles import ROLES, Holding, Role
from dhr_cases.verbs import Verb
from tests.by_form import boxes
from tests.conftest import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]

V = Verb
TODAY = timezone.localdate()
ONE = datetime.timedelta(days=1)


def put(table: Any, **values: Any) -> Any:
    """A row as an action would leave it."""
    with change("Test", None):
        return table.objects.create(**values)


def begins(form: Any) -> dict[str, Any]:
    """What a form begins with, where it begins with something."""
    first = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in first.items() if value not in (None, "", [])}


def choices(form: Any, name: str) -> list[tuple[str, str]]:
    """Codes and words that a question offers."""
    return [(str(code), str(words)) for code, words in form.fields[name].choices]


def opened(verb: Verb, case: Case, by: User) -> ActForm:
    """The form of an act as it opens."""
    return FORMS[verb](case=case, by=by)


STANDS_ALONE = {
    V.START_SCOPING, V.RECORD_AWARENESS, V.TRANSFER, V.RECORD_SCOPING_RETURN, V.RECORD_CRITERIA, V.CONSULT_PARTNER,
    V.RECORD_SCRUTINY, V.RECORD_FAMILY_CONTACT, V.TELL_FAMILY, V.PROTECT_WORDS, V.START_LEGAL_HOLD,
    V.DECLARE_INTERESTS, V.ADD_QUOTE, V.APPOINT_CHAIR, V.APPOINT_AUTHOR, V.SEAT_AGENCY, V.FORM_PANEL, V.DRAFT_TERMS,
    V.AGREE_TERMS, V.SECURE_RECORDS, V.START_PANEL_WORK, V.START_INTERVIEWS, V.ADD_DRAFT, V.COMMENT_ON_SECTION,
    V.RECORD_BOARD, V.RECORD_QA_LETTER, V.SET_PUBLICATION_TERMS, V.LIST_RECIPIENT, V.PREPARE_PUBLICATION,
    V.CHECK_PUBLICATION, V.TELL_FAMILY_OF_PUBLICATION, V.PUBLISH, V.WITHHOLD, V.TAKE_DOWN, V.START_LEARNING,
    V.SHARE_LEARNING, V.START_MONITORING, V.REFRESH_PROGRESS, V.RECORD_RECOMMENDATION, V.CLOSE, V.REOPEN,
    V.START_HOLD, V.EXTEND, V.EXPLAIN_LATENESS, V.RECORD_PROCEEDING, V.GRANT_ROLE,
}  # fmt: skip
"""Acts whose form begins empty on a review of which nothing is known yet."""


def test_begins_empty_where_nothing_is_known(case: Case, cast: Cast) -> None:
    """A form that fills something in that nobody said fails here until it is told below."""
    first = {
        verb: begins(opened(verb, case, cast.coordinator)) for verb, form in FORMS.items() if not form.needs_subject
    }
    assert {verb for verb, values in first.items() if not values} == STANDS_ALONE
    assert first[V.AGREE_LEAD] == {"lead": cast.partnership.pk}
    assert first[V.TELL_HOME_OFFICE] == {"sent_to": "Home Office"}
    assert first[V.RECORD_PERSON] == {"data_subject_status": "unknown", "is_trial_witness": "unknown"}
    assert first[V.RECORD_INTERVIEW] == {"agreed_with_police": "unknown"}
    assert first[V.RECORD_MEETING] == {"was_quorate": True}
    assert first[V.ADD_PAPER] == {"marking": "official_sensitive"}
    assert first[V.ADD_DATE_TO_AVOID] == {"days_around": 0}
    for verb in (V.START_DRAFTING, V.SEND_FOR_READING, V.SIGN_OFF, V.PROPOSE_END, V.RECORD_CLEARANCE, V.SEND_COPY):
        assert first[verb] == {"on": TODAY}, verb
    assert first[V.SUBMIT] == first[V.RESUBMIT] == {"sent_to": "Home Office", "on": TODAY}
    assert set(first[V.SEND_REQUESTS]) == set(first[V.ADD_REQUEST]) == {"asks_for", "due_on"}
    assert first[V.SEND_REQUESTS]["due_on"] == TODAY + datetime.timedelta(weeks=8)


def test_decides_under_a_law_that_is_in_force_and_asks_of_partners_where_none_spoke(case: Case, cast: Cast) -> None:
    """The facts suggest how the tests fall; nobody is asked why no partner was heard once one was."""
    form = opened(V.DECIDE, case, cast.csp_chair)
    assert choices(form, "regime") == [(row.id, row.law) for row in regimes() if row.enabled]
    assert begins(form) == {"regime": case.regime}
    assert "not_consulted_because" in form.fields
    links = {
        "is_relative": "yes", "is_intimate": "no", "is_same_household": "yes", "is_same_household_only": "no",
    }  # fmt: skip
    facts = {"relationship": "mother", "age_deceased": 60, "age_other": 30, "conduct_types": ["neglect"], **links}
    put(CriteriaFacts, case=case, **facts)
    put(Consultation, case=case, organisation=cast.police, on=TODAY, view=Outcome.REVIEW)
    again = opened(V.DECIDE, case, cast.csp_chair)
    assert "not_consulted_because" not in again.fields
    assert begins(again) == {"regime": case.regime, "meets_section_9": "yes", "meets_section_8a": "no"}
    known = begins(opened(V.RECORD_CRITERIA, case, cast.coordinator))
    assert known == {"relationship": "mother", "age_deceased": 60, "age_other": 30, "conduct": ["neglect"], **links}


def test_begins_publication_with_what_was_planned(case: Case, cast: Cast) -> None:
    """The embargo by the clock on the wall, which in summer is an hour ahead."""
    until = datetime.datetime(2026, 7, 15, 8, 30, tzinfo=datetime.UTC)
    put(
        Publication,
        case=case,
        planned_on=TODAY + ONE,
        embargo_until=until,
        media_lines="We grieve",
        shows_progress=True,
    )
    assert begins(opened(V.TELL_FAMILY_OF_PUBLICATION, case, cast.coordinator)) == {"planned_on": TODAY + ONE}
    assert begins(opened(V.SET_PUBLICATION_TERMS, case, cast.coordinator)) == {
        "embargo_on": datetime.date(2026, 7, 15), "embargo_at": "09:30", "media_lines": "We grieve",
        "shows_progress": True,
    }  # fmt: skip


def test_says_who_is_owed_a_copy(case: Case, cast: Cast) -> None:
    fields = opened(V.SEND_COPY, case, cast.coordinator).fields
    assert fields["recipient"].help_text.startswith("Owed by statute: the ")
    assert fields["is_anonymised"].help_text == "Nothing else may go to the Commissioner."


DEATHS = [
    ("2026-02", {"2026-02", "2026-02-11", "2026"}),
    ("2026-02-28", {"2026-02", "2026-02-11", "2026"}),
    ("2026-03", {"2026-03", "2026"}),
    ("2026", {"2026-02", "2026-02-11", "2026-03", "2026"}),
    ("2025", set()),
    ("2025-02", set()),
    ("", set()),
]


@pytest.fixture
def five(case: Case, cast: Cast) -> dict[str, Case]:
    """Reviews of deaths of one year, by what is known of the day, beside one of which nothing is known."""
    told: dict[str, Any] = {
        "partnership": cast.partnership,
        "referred_by": "Testshire Police",
        "referred_on": PartialDate.parse("2026-04"),
    }
    found = {}
    for death in ("2026-02", "2026-02-11", "2026-03", "2026"):
        day = PartialDate.parse(death)
        found[death] = refer_death(by=cast.coordinator, referral=Referral(**told, death_date=day))
    return found


def test_finds_reviews_whose_death_can_be_of_the_same_month(cast: Cast, five: dict[str, Case]) -> None:
    """A year alone can be any of its months; a day nobody knows can be of none."""
    far = put(Partnership, code="far", name="Far CSP")
    for death, alike in DEATHS:
        known = PartialDate.parse(death)
        assert set(same_month(cast.coordinator, cast.partnership, known)) == {five[day] for day in alike}, death
        assert not same_month(cast.coordinator, far, known).exists()
        assert not same_month(cast.outsider, cast.partnership, known).exists()


def test_names_the_reviews_that_may_be_about_the_same_death(cast: Cast, five: dict[str, Case]) -> None:
    """Until the person says that it is another; the box that says so is seen only then."""
    answers = {
        "token": "t", "partnership": cast.partnership.pk, "referred_by": "Police", "referred_on_year": "2026",
        "death_date_month": "3", "death_date_year": "2026",
    }  # fmt: skip
    form = NewCaseForm(answers, by=cast.coordinator)
    listed = ", ".join(row.reference for row in form.duplicates) if form.errors else ""
    assert form.errors == {
        "is_another_death": [
            f"A case with a death in the same month is already there: {listed}. "
            "Confirm that this referral is about another death"
        ]
    }
    assert {row.pk for row in form.duplicates} == {five["2026-03"].pk, five["2026"].pk}
    assert not form.fields["is_another_death"].widget.is_hidden
    sure = NewCaseForm(answers | {"is_another_death": "on"}, by=cast.coordinator)
    assert sure.is_valid(), sure.errors
    other = NewCaseForm(answers | {"death_date_month": "", "death_date_year": "2024"}, by=cast.coordinator)
    assert other.is_valid(), other.errors
    assert (other.duplicates, other.fields["is_another_death"].widget.is_hidden) == ([], True)


def test_opens_reviews_for_the_partnerships_of_ones_own_teams(cast: Cast) -> None:
    """The only one is chosen; who may open none is offered none."""
    put(Partnership, code="far", name="Far CSP")
    for form in (NewCaseForm(by=cast.coordinator), TakeOnForm(by=cast.coordinator)):
        assert choices(form, "partnership")[1:] == [(str(cast.partnership.pk), "Testshire CSP")]
        assert form.fields["partnership"].initial == cast.partnership.pk
    none = NewCaseForm(by=cast.outsider)
    assert (choices(none, "partnership")[1:], none.fields["partnership"].initial) == ([], None)


def test_takes_the_account_of_a_chair_that_is_open(cast: Cast) -> None:
    unknown = "No account uses this e-mail address. Ask the administrator to make one."
    closed = cast.auditor
    User.objects.filter(pk=closed.pk).update(is_active=False)
    for email, fault in (("nobody@example.test", True), (closed.email, True), (cast.independent_chair.email, False)):
        errors = TakeOnForm({"chair_email": email.upper()}, by=cast.coordinator).errors
        assert errors.get("chair_email", []) == ([unknown] if fault else []), email
    part = TakeOnForm({"hold_reason": "inquest"}, by=cast.coordinator).errors
    said = ["A hold needs its reason, its first day and what it stops"]
    assert [list(part[name]) for name in ("hold_since", "hold_stops")] == [said, said]
    assert "hold_reason" not in part
    late = TakeOnForm({"hold_reason": "inquest", **boxes("hold_since", TODAY + ONE)}, by=cast.coordinator).errors
    assert late["hold_since"] == ["The first day of the hold must be today or in the past"]


def test_joins_a_team_for_the_body_that_a_role_speaks_for(cast: Cast) -> None:
    """Only such a role needs one; the home partnership is chosen."""
    first = JoinTeamForm(by=cast.administrator, about=cast.outsider)
    assert begins(first) == {"partnership": cast.partnership}
    assert choices(first, "role") == team_roles()
    assert {code for code, _words in team_roles()} == {
        role.value for role, row in ROLES.items() if row.holding is not Holding.CASE
    }
    for code, _words in team_roles():
        row = ROLES[Role(code)]
        answers = {"role": code, "partnership": cast.partnership.pk, "reason": "Agreed"}
        sent = JoinTeamForm(answers, by=cast.administrator, about=cast.outsider)
        said = [f"Select the organisation the {row.label.lower()} comes from"]
        assert sent.errors == ({"organisation": said} if row.needs_organisation else {}), code
    assert JoinTeamForm({}, by=cast.administrator, about=cast.outsider).errors == {
        "role": ["Select role"], "partnership": ["Select partnership"], "reason": ["Enter the reason"],
    }  # fmt: skip


def test_ends_a_body_that_others_follow(cast: Cast) -> None:
    """Never itself; a last day to come is a plan, today and earlier are not."""
    put(Organisation, code="gone", name="Gone before", kind="other", ends_on=TODAY - ONE)
    form = EndOrganisationForm(by=cast.administrator, about=cast.police)
    offered = {words for _code, words in choices(form, "successors")}
    assert str(cast.health) in offered
    assert not offered & {str(cast.police), "Gone before"}
    assert begins(form) == {"shape": "one_to_one"}
    needed = {"shape": "one_to_one", "reason": "An order"}
    plan = {"is_planned": ["The last day is to come: tick that this is planned"]}
    for days, ticked, errors in ((1, {}, plan), (1, {"is_planned": "on"}, {}), (0, {}, {}), (-1, {}, {})):
        answers = needed | boxes("ends_on", TODAY + days * ONE) | ticked
        assert EndOrganisationForm(answers, by=cast.administrator, about=cast.police).errors == errors, (days, ticked)


def test_begins_a_criterion_and_ones_own_choice_with_what_stands(cast: Cast) -> None:
    row = put(
        Criterion, partnership=cast.partnership, code="c", text="Asked?", source="s. 3", position=4, is_used=False
    )
    form = ChangeCriterionForm(by=cast.coordinator, about=row)
    assert begins(form) == {"text": "Asked?", "source": "s. 3", "position": 4, "is_used": False}
    for wants in (True, False):
        cast.coordinator.wants_digest = wants
        assert OwnAccountForm(by=cast.coordinator).fields["wants_digest"].initial is wants


@pytest.mark.parametrize(("years", "is_asked"), [((), False), ((2020,), False), ((2021, 2020), True)])
def test_asks_the_public_only_what_narrows(years: tuple[int, ...], *, is_asked: bool) -> None:
    """A question with fewer than two answers is not asked; an answer that makes no sense is passed over."""
    one, two = Partnership(code="north", name="North CSP"), Partnership(code="south", name="South CSP")
    form = PublicFilter({"year": "2020", "partnership": "south", "state": "x"}, years=years, partnerships=[one])
    assert ("year" in form.fields, "partnership" in form.fields) == (is_asked, False)
    assert form.wanted() == Search(year=2020 if is_asked else None, partnership="", state="", has_learning=False)
    assert not form.errors
    both = PublicFilter({"partnership": "south", "learning": "on"}, years=years, partnerships=[one, two])
    assert choices(both, "partnership") == [("", "Any"), ("north", "North CSP"), ("south", "South CSP")]
    assert both.wanted() == Search(year=None, partnership="south", state="", has_learning=True)
