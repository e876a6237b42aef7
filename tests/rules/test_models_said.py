"""What does a row say of itself before anything is written: its name, its state, and the days it does not know?

Nothing here needs a database: the rows are made up.
"""

import datetime
from itertools import product

import pytest
from django.apps import apps
from django.db.models import CharField, ForeignKey, Model, UniqueConstraint
from django.db.models.deletion import PROTECT

from dhr_cases.anonymity_terms import TokenKind
from dhr_cases.disclosure import Material
from dhr_cases.hold_scopes import HoldScope
from dhr_cases.models import (
    Action,
    ActionStatus,
    ActionTerms,
    Case,
    CaseEvent,
    Decision,
    FamilyContact,
    Hold,
    HomeOfficeNotice,
    InformationRequest,
    Milestone,
    Notice,
    Organisation,
    PanelSeat,
    Paper,
    PaperOrder,
    Part,
    PartialDate,
    PartialDateField,
    Partnership,
    Person,
    ProtectedToken,
    Publication,
    QAPoint,
    Recommendation,
    ReportSection,
    SectionTyping,
    Submission,
    Team,
    User,
)
from dhr_cases.models.history import AppendOnlyModel, AuditedModel
from dhr_cases.models.people import DataSubjectStatus
from dhr_cases.models.recommendations import ENDED_STATUSES
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.request_states import RequestState
from dhr_cases.stages import STAGES, START, Stage

OURS = [model for model in apps.get_app_config("dhr_cases").get_models() if not hasattr(model, "instance_type")]
KEPT = [model for model in OURS if issubclass(model, AuditedModel | AppendOnlyModel)]
DAY = datetime.date(2026, 5, 2)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Case(reference="KENT-2026-004", pseudonym="Robin"), "KENT-2026-004"),
        (Person(part=Part.FAMILY, name="Alexandra Example"), "Family member"),
        (Person(part=Part.FAMILY, name="Alexandra Example", pseudonym="Sky"), "Sky"),
        (Recommendation(position=3), "Recommendation 3"),
        (Recommendation(position=3, ref="4.1a"), "Recommendation 4.1a"),
        (InformationRequest(case_id=7, organisation=Organisation(name="Testshire Police")), "7: Testshire Police"),
        (CaseEvent(kind="closed", case_id=7), "closed 7"),
        (Notice(kind="task_late", to=User(full_name="Kim Reed")), "task_late to Kim Reed"),
        (User(email="kim@example.test"), "kim@example.test"),
        (User(email="kim@example.test", full_name="Kim Reed"), "Kim Reed"),
        (Team(role="csp_chair", partnership=Partnership(name="Kent CSP")), "Partnership chair, Kent CSP"),
        (ReportSection(heading="Equality and diversity"), "Equality and diversity"),
        (
            SectionTyping(section=ReportSection(heading="Equality and diversity"), text="Rosalind Tarrant said"),
            "Equality and diversity",
        ),
        (PaperOrder(kind="timeline", file_format="docx"), "timeline.docx"),
    ],
)
def test_calls_a_row_by_words_that_name_nobody(row: Model, words: str) -> None:
    """A person's account by the person's name; nobody of a case by theirs, and no draft by its words."""
    assert str(row) == words


def test_calls_an_account_by_its_persons_name_everywhere() -> None:
    assert User(email="kim@example.test", full_name="Kim Reed").get_full_name() == "Kim Reed"
    assert User(email="kim@example.test").get_full_name() == "kim@example.test"


@pytest.mark.parametrize("model", KEPT)
def test_knows_no_day_of_a_row_that_nobody_entered(model: type[Model]) -> None:
    """A day that may be known in part is a day from the start, also before the row is written."""
    row = model()
    for field in model._meta.concrete_fields:
        if isinstance(field, PartialDateField):
            assert getattr(row, field.attname) == PartialDate.unknown(), field.name
            assert not getattr(row, field.attname).is_known


def test_knows_which_rows_have_days_known_in_part() -> None:
    """So that the question above is asked of them."""
    with_days = {model for model in KEPT if any(isinstance(field, PartialDateField) for field in model._meta.fields)}
    assert {Case, Decision, HomeOfficeNotice, Submission, Publication, Action, Milestone, Person} <= with_days
    assert {FamilyContact, Hold} & with_days == {Hold}


# states


@pytest.mark.parametrize(
    ("status", "is_verified", "is_accepted"), list(product(ActionStatus, (False, True), (False, True)))
)
def test_has_ended_as_an_action_once_verified_given_up_or_accepted(
    status: ActionStatus, is_verified: bool, is_accepted: bool
) -> None:
    """Done is not ended until somebody looked; passed on or owned by nobody is not ended at all."""
    action = Action(status=status, verified_on=DAY if is_verified else None, is_end_accepted=is_accepted)
    ends_by_itself = {ActionStatus.BUSINESS_AS_USUAL, ActionStatus.REJECTED, ActionStatus.SUPERSEDED}
    assert action.has_ended is (
        is_accepted or status in ends_by_itself or (status == ActionStatus.DONE and is_verified)
    )
    assert set(ENDED_STATUSES) == ends_by_itself


@pytest.mark.parametrize(
    ("is_accepted", "response", "is_answered"),
    [
        (None, "", False),
        (None, "Done in section 4", False),
        (True, "", False),
        (False, "", False),
        (True, "Done in section 4", True),
        (False, "Not in our gift", True),
    ],
)
def test_is_answered_as_a_point_by_a_yes_or_no_with_its_words(
    is_accepted: bool | None, response: str, is_answered: bool
) -> None:
    assert QAPoint(is_accepted=is_accepted, response=response).is_answered is is_answered


@pytest.mark.parametrize(
    ("is_excused", "ends_on", "is_filled"),
    [(False, None, True), (True, None, False), (False, DAY, False), (True, DAY, False)],
)
def test_is_filled_as_a_seat_while_somebody_sits(
    is_excused: bool, ends_on: datetime.date | None, is_filled: bool
) -> None:
    assert PanelSeat(is_excused=is_excused, ends_on=ends_on).is_filled is is_filled


def test_names_the_work_a_hold_stops_and_is_open_until_it_ends() -> None:
    hold = Hold(scope=["interviews", "drafting"])
    assert hold.scopes == {HoldScope.INTERVIEWS, HoldScope.DRAFTING}
    assert [Hold(ends_on=day).is_open for day in (None, DAY)] == [True, False]
    assert Hold().scopes == frozenset()


def test_lists_the_ways_a_protected_word_is_written() -> None:
    """One a line, without what stands around them and without empty lines."""
    token = ProtectedToken(kind=TokenKind.NAME, variants=" Rosie \n\n\tRose T.\r\n")
    assert token.all_variants == ("Rosie", "Rose T.")
    assert ProtectedToken(kind=TokenKind.NAME).all_variants == ()


@pytest.mark.parametrize(
    ("kind", "material"),
    [
        (PaperKind.IMR, Material.RETURNS),
        (PaperKind.QA_LETTER, Material.QA_LETTER),
        (PaperKind.OVERVIEW_REPORT, Material.DRAFTS),
        (PaperKind.PUBLISHED_REPORT, Material.PUBLICATION),
    ],
)
def test_belongs_as_a_paper_to_its_part_of_the_case(kind: PaperKind, material: Material) -> None:
    assert Paper(kind=kind).material is material


def test_begins_where_nothing_has_happened_yet() -> None:
    """A new row of each kind that has a state."""
    assert (Case().at, Case().row) == (START, STAGES[Stage.REFERRED])
    assert InformationRequest().at is RequestState.ASKED
    assert (Action().status, Action().has_ended) == (ActionStatus.NOT_STARTED, False)
    assert Person().data_subject_status == DataSubjectStatus.UNKNOWN
    assert (Person().is_trial_witness, QAPoint().is_accepted) == (None, None)
    assert (ActionTerms().update_every_months, ActionTerms().reply_days) == (4, 56)
    assert (Publication().is_withholding_agreed, Publication().shows_progress) == (False, False)


# what holds for every table


@pytest.mark.parametrize("model", KEPT)
def test_deletes_nothing_along_with_something_else(model: type[Model]) -> None:
    """Every key of a kept row protects what it names: no deletion runs on."""
    keys = [field for field in model._meta.fields if isinstance(field, ForeignKey)]
    assert [key.name for key in keys if key.remote_field.on_delete is not PROTECT] == []


@pytest.mark.parametrize("model", KEPT)
def test_says_each_state_in_words(model: type[Model]) -> None:
    """Choices have words, each its own, and none of them is a code."""
    for field in model._meta.concrete_fields:
        if isinstance(field, CharField) and field.choices and field.name != "kind":
            labels = [str(label) for _code, label in field.choices]
            assert len(set(labels)) == len(labels), field.name
            assert not [label for label in labels if "_" in label or not label.strip()], field.name


def test_has_one_row_of_each_of_these() -> None:
    """What the database itself refuses a second time."""
    found = {
        f"{model.__name__}: {', '.join(rule.fields)}"
        for model in OURS
        for rule in model._meta.constraints
        if isinstance(rule, UniqueConstraint)
    }
    assert found >= {
        "InformationRequest: case, organisation", "ScopingReturn: case, organisation",
        "AgencyApproval: case, organisation, round", "Submission: case, round", "TermsOfReference: case, version",
        "Recommendation: case, position", "Attendance: meeting, seat", "PaperVersion: paper, number",
        "ReportSection: case, kind, code", "SectionVersion: section, number", "SectionComment: case, number",
        "ReadingAccess: reading, reader", "ReadingPassage: reading, version", "Team: partnership, role",
        "LocalClock: partnership, clock", "LetterText: partnership, kind", "Criterion: partnership, code",
        "Assessment: case, criterion", "UpdateAsking: partnership, organisation, on",
    }  # fmt: skip
