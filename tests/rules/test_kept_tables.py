"""What holds for every table of all four apps: what is only added, what keeps its versions, what goes along, what fits?

Nothing here needs a database: the tables are asked as they are declared.
"""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.db.models import CASCADE, PROTECT, SET_NULL, CharField, Field, Model, OneToOneField, UniqueConstraint

from dhr_cases.models import TeamEvent
from dhr_cases.models.append_only import SENTENCE, _postgresql, _sqlite, append_only_tables
from dhr_cases.models.encrypted import EncryptedTextField
from dhr_cases.models.history import AppendOnlyModel, AuditedModel, SilentWriteError
from funding.models import FundingEvent
from governance.models import GovernanceEvent
from learning.models import LearningEvent

APPS = ("dhr_cases", "funding", "learning", "governance")
OURS = [model for app in APPS for model in apps.get_app_config(app).get_models() if not hasattr(model, "instance_type")]
ADDED = [model for model in OURS if issubclass(model, AppendOnlyModel)]
VERSIONED = [model for model in OURS if issubclass(model, AuditedModel)]
SEALED = [(model, field) for model in OURS for field in model._meta.fields if isinstance(field, EncryptedTextField)]

FREE = {
    "User",  # an account; what was done to it is in a table of its own
    "CaseUserPermission", "CaseGroupPermission", "RequestUserPermission",  # an index of memberships
    "Notice", "EventMessage",  # waiting to be sent
    "PaperOrder", "PackOrder",  # waiting to be made
    "SectionTyping",  # not yet saved
    "Speaker", "Attendee", "Invitation", "FeedbackReply",  # people, forgotten on their day
    "IndexedSummary", "PublishedPassage", "SearchWord", "RecommendationTheme",  # made anew from other rows
}  # fmt: skip

GOES_ALONG = {
    ("CaseUserPermission", "user"), ("CaseUserPermission", "permission"), ("CaseUserPermission", "content_object"),
    ("CaseGroupPermission", "group"), ("CaseGroupPermission", "permission"),
    ("CaseGroupPermission", "content_object"), ("RequestUserPermission", "user"),
    ("RequestUserPermission", "permission"), ("RequestUserPermission", "content_object"),
    ("EventMessage", "attendee"), ("EventMessage", "invitation"),
    ("IndexedSummary", "record"), ("PublishedPassage", "summary"), ("RecommendationTheme", "recommendation"),
}  # fmt: skip
"""What goes when the row goes that it names."""


def ids(model: object) -> str:
    """A table by its name in the list of tests."""
    return model.__name__ if isinstance(model, type) else ""


def test_keeps_versions_of_every_table_or_only_adds_to_it() -> None:
    """But for the rows that are no record, each with its reason; never both."""
    assert {model.__name__ for model in OURS if model not in (*ADDED, *VERSIONED)} == FREE
    assert {model.__name__ for model in ADDED} & {model.__name__ for model in VERSIONED} == set()
    assert len(ADDED) > 30
    assert len(VERSIONED) > 80


def test_takes_nothing_along_with_a_row_but_what_is_no_record() -> None:
    """Every other key protects the row it names; only a part of a programme stays without its speaker."""
    keys = [(model, key) for model in OURS for key in model._meta.fields if key.remote_field]
    rules = {(model.__name__, key.name): key.remote_field.on_delete for model, key in keys if key.remote_field}
    assert {key for key, rule in rules.items() if rule is CASCADE} == GOES_ALONG
    assert {key for key, rule in rules.items() if rule is SET_NULL} == {("ProgrammeItem", "speaker")}
    assert set(rules.values()) == {CASCADE, SET_NULL, PROTECT}
    assert {name for name, _key in GOES_ALONG} <= FREE


# what is only added


def refusals(model: type[Model]) -> dict[str, Callable[[], object]]:
    """Each way to change or delete a row of the table, without a row of it."""
    row = model(pk=1)
    row._state.adding = False
    rows = model._default_manager.all()
    return {
        "save": row.save,
        "delete": row.delete,
        "update": lambda: rows.update(pk=2),
        "bulk_update": lambda: rows.bulk_update([row], ["pk"]),
        "bulk_create": lambda: rows.bulk_create([row]),
        "delete all": rows.delete,
    }


def told(write: Callable[[], object]) -> str:
    """The sentence with which the program refuses."""
    with pytest.raises(SilentWriteError) as refusal:
        write()
    return str(refusal.value)


@pytest.mark.parametrize("model", ADDED, ids=ids)
def test_changes_no_row_that_is_only_added(model: type[Model]) -> None:
    """Neither the row itself nor many at once; the sentence names the table in words."""
    ways, name = refusals(model), str(model._meta.verbose_name)
    assert told(ways["save"]) == f"A {name} is never changed."
    assert told(ways["delete"]) == f"A {name} is never deleted."
    assert told(ways["update"]) == told(ways["bulk_update"]) == "These rows are never changed."
    assert told(ways["delete all"]) == "These rows are never deleted."
    assert "_" not in name


@pytest.mark.parametrize("model", VERSIONED, ids=ids)
def test_writes_nothing_that_history_would_not_see(model: type[Model]) -> None:
    ways, name = refusals(model), str(model._meta.verbose_name)
    assert told(ways["delete"]) == f"A {name} is never deleted."
    for verb in ("update", "bulk_update", "bulk_create"):
        assert told(ways[verb]) == f"{verb}() would leave no history. Save the rows one by one."
    assert told(ways["delete all"]) == "delete() would leave no history. Save the rows one by one."


def test_has_two_triggers_for_every_table_that_is_only_added() -> None:
    """One for a change and one for a deletion, on both databases, each with the same sentence."""
    tables = append_only_tables()
    assert sorted(tables) == sorted(model._meta.db_table for model in ADDED)
    (first, function), *on_postgresql = _postgresql()
    assert (first, SENTENCE in function) == ("", True)
    on_sqlite = list(_sqlite())
    for statements in (on_sqlite, on_postgresql):
        assert [table for table, _statement in statements] == [table for table in tables for _moment in range(2)]
        for table, statement in statements:
            assert any(
                f"{table}_{verb.lower()} BEFORE {verb} ON {table} " in statement for verb in ("UPDATE", "DELETE")
            )
        assert len({statement for _table, statement in statements}) == 2 * len(tables)
    assert all(SENTENCE in statement for _table, statement in on_sqlite)


@pytest.mark.parametrize("model", ADDED, ids=ids)
def test_has_no_column_that_is_set_again_on_a_row_only_added(model: type[Model]) -> None:
    assert [field.name for field in model._meta.fields if getattr(field, "auto_now", False)] == []


def test_records_acts_of_every_team_in_a_table_of_its_own() -> None:
    """With the same columns; only money has its year besides."""
    events = (FundingEvent, LearningEvent, GovernanceEvent)
    columns = [{field.name for field in model._meta.fields} for model in events]
    assert all(issubclass(model, TeamEvent) for model in events)
    assert columns[0] - columns[1] == {"year"}
    assert columns[1] == columns[2] <= columns[0]
    assert {model._meta.ordering for model in events} == {("pk",)}


# versions


@pytest.mark.parametrize("model", VERSIONED, ids=ids)
def test_keeps_every_column_in_the_versions_of_a_row(model: type[Model]) -> None:
    """What is unreadable at rest is so in its versions too."""
    history: type[Model] = model.history.model  # type: ignore[attr-defined]  # put there by simple_history
    kept = {field.name: field for field in history._meta.concrete_fields}
    for field in model._meta.concrete_fields:
        assert field.name in kept
        if isinstance(field, EncryptedTextField):
            assert isinstance(kept[field.name], EncryptedTextField), field.name


# what is unreadable at rest


@pytest.mark.parametrize(("model", "field"), SEALED, ids=lambda each: getattr(each, "name", None) or ids(each))
def test_searches_no_column_that_is_unreadable_at_rest(model: type[Model], field: EncryptedTextField) -> None:
    """Only whether there is anything at all can be asked; no index holds it, and no row is known by it."""
    for lookup in ("exact", "iexact", "contains", "in", "startswith", "gt"):
        with pytest.raises(FieldError, match=f"^{field.name} is encrypted and cannot be searched.$"):
            field.get_lookup(lookup)
    assert field.get_lookup("isnull") is not None
    rules = [rule for rule in model._meta.constraints if isinstance(rule, UniqueConstraint)]
    together = [name for rule in (*model._meta.indexes, *rules) for name in rule.fields]
    assert not field.unique
    assert field.name not in {name.lstrip("-") for name in (*together, *map(str, model._meta.ordering or ()))}


# choices


def chosen() -> "list[tuple[type[Model], Field[object, object]]]":
    """Every column with choices."""
    return [(model, field) for model in OURS for field in model._meta.concrete_fields if field.choices]


UNSHOWN = {"EventMessage.kind"}
"""A column whose codes stand on no page."""


def test_fits_every_answer_into_its_column() -> None:
    """Each code once, each in words of its own; what a row begins with is one of them, or nothing where it may be."""
    assert len(chosen()) > 90
    for model, field in chosen():
        where = f"{model.__name__}.{field.name}"
        codes = [str(code) for code, _label in field.flatchoices]
        labels = [str(label) for _code, label in field.flatchoices]
        assert len(set(codes)) == len(codes), where
        assert len(set(labels)) == len(labels), where
        assert where in UNSHOWN or not [label for label in labels if not label.strip() or "_" in label], where
        assert isinstance(field, CharField), where
        assert max(map(len, codes)) <= (field.max_length or 0), where
        begins = field.get_default()
        assert begins in codes or begins == "", where


def test_lets_a_column_of_choices_be_empty_only_where_that_is_said() -> None:
    """An answer that is empty has words only where the column may be left out."""
    empty = [(model, field) for model, field in chosen() if "" in dict(field.flatchoices)]
    assert len(empty) > 5
    assert [f"{model.__name__}.{field.name}" for model, field in empty if not field.blank] == []


def test_knows_one_row_where_one_row_belongs_to_another() -> None:
    """No partnership has two rows of settings, and no case two of what it has one of."""
    alone = {
        (model.__name__, field.name)
        for model in OURS
        for field in model._meta.fields
        if isinstance(field, OneToOneField)
    }
    assert alone == {
        ("ActionTerms", "partnership"), ("FundingSettings", "partnership"), ("EventSettings", "partnership"),
        ("FeedbackSettings", "partnership"), ("Team", "group"), ("CriteriaFacts", "case"), ("Publication", "case"),
        ("PublicRecord", "case"), ("CaseEvent", "replaces"), ("QALetter", "submission"), ("CostLine", "appointment"),
        ("JournalDecision", "journal"), ("Entry", "line"), ("YearEndDecision", "journal"),
        ("PartnerRequest", "funding_request"), ("Attendee", "booking"), ("FeedbackSummary", "event"),
        ("SeminarPack", "event"), ("IndexedSummary", "record"),
    }  # fmt: skip
