"""How does the benchmark get hundreds of whole cases in seconds? By copying every row of cases driven through the acts.

Every table that hangs on the case is copied in bulk, foreign keys led over to the copies; history tables are not.
"""

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import connection, models
from viewflow.workflow.models import Process

from dhr_cases.models import Case, InformationRequest, User
from workflows.models import CaseProcess

NOBODY: Mapping[int, int] = {}
BATCH = 400
Rows = dict[type[models.Model], dict[int, list[Any]]]
"""For each table, the copies of each row by the row's key, one for every copy of the case."""


def copies_of(model: Case, count: int, stem: str, crews: Sequence[Mapping[int, int]] = (NOBODY,)) -> list[Case]:
    """Write ``count`` copies of a case with all its rows; each copy's people are stood in for by a crew in turn."""
    copied: Rows = {Case: {model.pk: [_fresh(model, {}, NOBODY) for _ in range(count)]}}
    for number, case in enumerate(copied[Case][model.pk]):
        case.reference = f"{stem}-{number:05}"
    _write(Case, copied[Case])
    for table in _tables():
        rows = list(_rows_of(table, copied))
        copied[table] = {row.pk: _row_copies(row, count, copied, crews) for row in rows}
        _write(table, copied[table])
        if table is CaseProcess:
            copied[Process] = copied[table]
    found: list[Case] = copied[Case][model.pk]
    return found


def _tables() -> Iterator[type[models.Model]]:
    """Tables below the case in an order in which what is pointed at comes first."""
    waiting = [table for table in apps.get_models(include_auto_created=True) if _is_live(table)]
    while waiting:
        ready = [table for table in waiting if not _parents(table) & set(waiting)]
        yield from ready
        waiting = [table for table in waiting if table not in ready]


def _is_live(table: type[models.Model]) -> bool:
    """True for the rows of a case, not for their history nor for what is the same for all cases."""
    is_ours = table._meta.app_label in ("dhr_cases", "workflows", "viewflow")
    return is_ours and table is not Case and not table.__name__.startswith("Historical") and _hangs_on_case(table)


def _hangs_on_case(table: type[models.Model]) -> bool:
    parents = _parents(table)
    return Case in parents or any(_hangs_on_case(parent) for parent in parents)


def _parents(table: type[models.Model]) -> set[type[models.Model]]:
    """What a table points at. The engine's processes come with ours, which know their case."""
    if table is CaseProcess:
        return {Case, InformationRequest}
    if table is Process:
        return set()
    found = {field.related_model for field in _keys(table)} - {table, User}
    return {CaseProcess if parent is Process else parent for parent in found}


def _keys(table: type[models.Model]) -> list[Any]:
    return [field for field in table._meta.concrete_fields if field.is_relation]


def _rows_of(table: type[models.Model], copied: Rows) -> models.QuerySet[Any]:
    """The rows of the case driven that hang on a row already copied."""
    hangs = models.Q(pk__in=())
    for field in _keys(table):
        parent = copied.get(field.related_model)
        if parent:
            hangs |= models.Q(**{f"{field.attname}__in": list(parent)})
    return table._default_manager.filter(hangs).order_by("pk")


def _row_copies(row: Any, count: int, copied: Rows, crews: Sequence[Mapping[int, int]]) -> list[Any]:
    made = []
    for number in range(count):
        keys = {name: copies[number].pk for name, copies in _led_over(row, copied)}
        made.append(_fresh(row, keys, crews[number % len(crews)]))
    return made


def _led_over(row: Any, copied: Rows) -> Iterator[tuple[str, list[Any]]]:
    for field in _keys(type(row)):
        copies = copied.get(field.related_model, {}).get(getattr(row, field.attname))
        if copies is not None:
            yield field.attname, copies


def _fresh(row: Any, keys: Mapping[str, int], crew: Mapping[int, int]) -> Any:
    """One unsaved copy; a key to its own table is emptied, since rows are written together."""
    made = copy.copy(row)
    made._state = models.base.ModelState()
    made.pk = None
    for field in _keys(type(row)):
        value = keys.get(field.attname, getattr(row, field.attname))
        if field.related_model is User:
            value = crew.get(value, value)
        setattr(made, field.attname, None if field.related_model is type(row) else value)
    return made


def _write(table: type[models.Model], copied: dict[int, list[Any]]) -> None:
    """Insert all copies past the audited querysets, which would refuse a write without history."""
    rows: dict[int, list[Any]] = defaultdict(list, copied)
    every = [row for copies in rows.values() for row in copies]
    if not every:
        return
    if table is CaseProcess:
        _write_processes(every)
        return
    plain: models.QuerySet[Any] = models.QuerySet(table)
    plain.bulk_create(every, batch_size=BATCH)


def _write_processes(every: list[Any]) -> None:
    """A process is a row of the engine and a row of ours."""
    names = [field.attname for field in Process._meta.concrete_fields if not field.primary_key]
    parents = [Process(**{name: getattr(row, name) for name in names}) for row in every]
    Process.objects.bulk_create(parents, batch_size=BATCH)
    for row, parent in zip(every, parents, strict=True):
        row.pk = parent.pk
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO workflows_caseprocess (process_ptr_id, case_id, request_id) VALUES (%s, %s, %s)",
            [(row.pk, row.case_id, row.request_id) for row in every],
        )
