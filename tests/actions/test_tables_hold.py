"""What does the database itself refuse: a second row of what there is one of, and a change to what is only added?

Asked of every table of the reviews that says so, on a review that has a row of every kind.
"""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model, OneToOneField, QuerySet, UniqueConstraint

from dhr_cases.anonymisation.belongings import rows_of
from dhr_cases.models import Case
from dhr_cases.models.history import AppendOnlyModel, AuditedModel, SilentWriteError, change
from tests.conftest import Cast
from tests.every_row import give_every_row, tables_of_reviews
from tests.remembered import remembered

pytestmark = [pytest.mark.django_db, pytest.mark.first_database]


@pytest.fixture
def tables(case: Case, cast: Cast) -> list[type[Model]]:
    """The tables that hold a row of the review now."""
    remembered("every row", lambda: _give(case))
    rows = rows_of((case,))
    return [model for model in tables_of_reviews() if rows.get(model)]


def _give(case: Case) -> None:
    give_every_row(case)


def first(model: type[Model]) -> Any:
    """The oldest row of a table."""
    return model._base_manager.order_by("pk")[0]


def told(write: Any) -> str:
    """With what the database or the program refuses; "" when it lets pass. Nothing is kept."""
    try:
        with transaction.atomic():
            write()
            transaction.set_rollback(True)
    except (IntegrityError, SilentWriteError) as refusal:
        return type(refusal).__name__
    return ""


def copied(model: type[Model]) -> None:
    """The oldest row once more, past the program."""
    row = first(model)
    row.pk = None
    rows: QuerySet[Any] = QuerySet(model)
    rows.bulk_create([row])


def is_one_of(model: type[Model]) -> bool:
    """Whether the table holds but one row of some kind."""
    alone = any(isinstance(field, OneToOneField) and not field.null for field in model._meta.fields)
    together = [*model._meta.unique_together, *model._meta.constraints]
    return alone or any(isinstance(rule, UniqueConstraint | tuple) for rule in together)


def test_holds_one_row_where_there_is_one(tables: list[type[Model]]) -> None:
    """A second submission of a round, request to a body, version of a number and so on is no row."""
    asked = [model for model in tables if is_one_of(model)]
    assert len(asked) > 15
    assert [model.__name__ for model in asked if told(lambda model=model: copied(model)) != "IntegrityError"] == []


def test_holds_many_rows_where_there_may_be_many(tables: list[type[Model]]) -> None:
    """The same again is refused nowhere else but where a column alone is unique."""
    asked = [
        model
        for model in tables
        if not is_one_of(model) and not any(field.unique and not field.primary_key for field in model._meta.fields)
    ]
    assert len(asked) > 20
    assert [model.__name__ for model in asked if told(lambda model=model: copied(model))] == []


def test_changes_and_deletes_nothing_that_is_only_added(tables: list[type[Model]]) -> None:
    """The program says so first; past the program the database does."""
    added = [model for model in tables if issubclass(model, AppendOnlyModel)]
    assert len(added) > 15
    for model in added:
        row, past = first(model), QuerySet[Any](model).filter(pk=first(model).pk)
        field = next(field for field in model._meta.concrete_fields if not field.primary_key)
        value = {field.attname: getattr(row, field.attname)}
        assert told(row.save) == told(row.delete) == "SilentWriteError", model
        assert told(model._default_manager.all().delete) == "SilentWriteError", model
        assert told(lambda past=past, value=value: past.update(**value)) == "IntegrityError", model
        assert told(lambda past=past: past._raw_delete(past.db)) == "IntegrityError", model


def test_keeps_every_version_of_what_is_changed(tables: list[type[Model]], cast: Cast) -> None:
    """With who changed it and why, in the history of its own table; nothing of it is deleted."""
    audited = [model for model in tables if issubclass(model, AuditedModel)]
    assert len(audited) > 25
    for model in audited:
        row: Any = first(model)
        before = row.history.count()
        with change("A test of history", cast.auditor):
            row.save()
        newest = row.history.first()
        assert row.history.count() == before + 1, model
        assert (newest.history_change_reason, newest.history_user, newest.history_type) == (
            "A test of history", cast.auditor, "~",
        )  # fmt: skip
        assert told(row.delete) == told(model._default_manager.all().delete) == "SilentWriteError", model
        assert told(lambda model=model: model._default_manager.update(pk=0)) == "SilentWriteError", model
