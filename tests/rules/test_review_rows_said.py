"""What do rows of a review answer about themselves: its stage for disclosure, its days, its words, its accounts?

Nothing here needs a database: the rows are made up.
"""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from dhr_cases.models import (
    AccountChange,
    Action,
    ActionEvidence,
    ActionUpdate,
    Appointment,
    Case,
    Criterion,
    DateToAvoid,
    Extension,
    HomeOfficeNotice,
    InformationRequest,
    NationalSending,
    OrderState,
    PaperOrder,
    PartialDate,
    PartialDateField,
    Partnership,
    PublicFile,
    PublicRecord,
    Quote,
    ReportSection,
    ScopingReturn,
    SectionComment,
    SectionVersion,
    Succession,
    User,
    WordTemplate,
)
from dhr_cases.models.accounts import UserManager
from dhr_cases.models.action_life import ActionTerms
from dhr_cases.models.case import REMEMBERING, regime_choices, stage_choices
from dhr_cases.models.drafting import CommentAnswer, SectionState
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.papers import paper_kind_choices
from dhr_cases.models.partnerships import role_choices
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.policy.load import regimes
from dhr_cases.request_states import RequestState
from dhr_cases.roles import ROLES, Role
from dhr_cases.stages import STAGES, Stage

DAY = datetime.date(2026, 2, 28)


# the case


@pytest.mark.parametrize("stage", list(Stage))
def test_shows_a_case_by_the_stage_it_would_return_to_only_at_an_end(stage: Stage) -> None:
    """Where nothing is remembered, and at every other stage, it is the stage itself that counts."""
    earlier = Stage.REFERRED if stage is not Stage.REFERRED else Stage.CLOSED
    remembers = stage in REMEMBERING
    assert Case(stage=stage).standing is stage
    assert Case(stage=stage, resumes_at=earlier).standing is (earlier if remembers else stage)
    assert (Case(stage=stage).at, Case(stage=stage).row) == (stage, STAGES[stage])


def test_remembers_an_earlier_stage_at_four_ends() -> None:
    assert {Stage.END_PROPOSED, Stage.LEARNING, Stage.MONITORING, Stage.CLOSED} == REMEMBERING


@pytest.mark.parametrize(
    ("written", "year"), [("", None), ("2018", 2018), ("2018-12", 2018), ("2019-01-01", 2019), ("2018-12-31", 2018)]
)
def test_knows_the_year_of_death_as_far_as_the_day_is_known(written: str, year: int | None) -> None:
    assert Case(death_date=PartialDate.parse(written)).year_of_death == year


# choices out of tables


def test_offers_every_row_of_a_table_in_the_tables_order() -> None:
    """And nothing besides; a code of a table fits its column."""
    assert stage_choices() == [(stage.value, row.label) for stage, row in STAGES.items()]
    assert [code for code, _label in role_choices()] == [role.value for role in ROLES]
    assert dict(role_choices())[Role.COORDINATOR.value] == ROLES[Role.COORDINATOR].label
    assert [code for code, _label in paper_kind_choices()] == [kind.value for kind in KINDS]
    assert {code for code, _label in paper_kind_choices()} == {kind.value for kind in PaperKind}
    assert regime_choices() == [(regime.id, regime.law) for regime in regimes()]
    assert {len(stage.value) <= 30 for stage in Stage} == {True}


# what nobody said yet


def test_begins_with_what_was_not_said() -> None:
    """No reply, no finding, no price, no end: none of them is nought, no or today."""
    assert (NationalSending().reply, NationalSending().reply_on) == ("", None)
    assert (Quote().amount_pence, Appointment().fee_pence, Appointment().day_rate_pence) == (None, None, None)
    assert (InformationRequest().at, InformationRequest().times_chased) == (RequestState.ASKED, 0)
    assert (InformationRequest().is_author_independent, ScopingReturn().known) == (None, "checking")
    assert (HomeOfficeNotice().reply, Extension().is_home_office_told) == ("", False)
    assert (Succession().share, Succession().is_planned, Succession().successor) == (1, False, None)
    assert (ReportSection().state, SectionComment().answer) == (SectionState.EMPTY, CommentAnswer.OPEN)
    assert (SectionVersion().based_on, SectionVersion().is_beside) == (0, False)
    assert (PaperOrder().state, PaperOrder().percent, PaperOrder().tries) == (OrderState.WAITING, 0, 0)
    assert (WordTemplate().is_used, Criterion().is_used) == (True, True)
    assert (PublicRecord().version, PublicRecord().year, PublicFile().number) == (1, None, 1)
    assert (DateToAvoid().days_around, DateToAvoid().every_year, DateToAvoid().is_ended) == (0, False, False)
    assert (ActionEvidence().size, ActionUpdate().expected_on) == (0, PartialDate.unknown())
    assert (Partnership().label_shown, Partnership().is_home) == ("DHR", False)
    assert AccountChange().by_id is None


def test_shares_no_list_or_table_between_two_rows() -> None:
    """What is put into one row is not in the next."""
    PublicRecord().progress.append("done")
    PaperOrder().options["names"] = True
    assert (PublicRecord().progress, PaperOrder().options) == ([], {})


@pytest.mark.parametrize("name", ["update_every_months", "reply_days"])
def test_asks_owners_every_month_at_the_most(name: str) -> None:
    """One is the least for both: nought months would ask for ever."""
    field = next(field for field in ActionTerms._meta.concrete_fields if field.name == name)
    assert [field.clean(number, None) for number in (1, 12)] == [1, 12]
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        field.clean(0, None)
    assert getattr(ActionTerms(), name) > 1


# accounts


def test_makes_no_superuser_and_deletes_no_account() -> None:
    """The sentences say what to do instead."""
    with pytest.raises(NotImplementedError, match="^There are no superusers. Use: manage.py set_up$"):
        UserManager().create_superuser("kim@example.test", "a password")
    account = User(pk=1, email="kim@example.test", full_name="Kim Reed")
    with pytest.raises(ProtectedError) as refusal:
        account.delete()
    assert refusal.value.args[0] == "An account is never deleted; deactivate it instead."
    assert refusal.value.protected_objects == {account}
    assert (account.is_active, account.wants_digest, account.home_seen_at) == (True, True, None)


# columns


def test_keeps_text_unreadable_and_gives_it_back() -> None:
    """The same words never look the same twice; nothing stays nothing, and is not sealed."""
    field = EncryptedTextField()
    sealed = [field.get_prep_value("Kim Reed, née Tarrant") for _ in range(2)]
    assert sealed[0] != sealed[1]
    assert all(text is not None and "Kim" not in text for text in sealed)
    assert [field.from_db_value(text) for text in sealed] == ["Kim Reed, née Tarrant"] * 2
    assert (field.get_prep_value(""), field.get_prep_value(None)) == ("", None)
    assert (field.from_db_value(""), field.from_db_value(None)) == ("", None)


@pytest.mark.parametrize(
    ("given", "kept", "last"),
    [
        (DAY, "2026-02-28", DAY),
        ("2026-02", "2026-02", DAY),
        ("2024-02", "2024-02", datetime.date(2024, 2, 29)),
        ("2026", "2026", datetime.date(2026, 12, 31)),
        ("", "", None),
        (None, "", None),
        (PartialDate.parse("2026-02"), "2026-02", DAY),
    ],
)
def test_writes_a_day_no_finer_than_it_is_known(given: object, kept: str, last: datetime.date | None) -> None:
    """What is read back is what was written, with the last day it can mean."""
    field = Action._meta.get_field("target_date")
    assert isinstance(field, PartialDateField)
    assert field.get_prep_value(given) == kept
    read = field.from_db_value(kept)
    assert (read.iso, read.latest) == (kept, last)
    assert field.value_to_string(Action(target_date=field.to_python(given))) == kept
