"""How is a case filled with words that must go, and how does a test look for them, table by table?

The search is independent of the one the product makes.
"""

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.db import connection, models
from django.db.models import Model, QuerySet
from django.utils import timezone

from dhr_cases.actions import forgetting
from dhr_cases.actions.forgetting import forget
from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.anonymisation.belongings import Rows, rows_of, stays
from dhr_cases.anonymity_terms import TokenKind
from dhr_cases.events import Event
from dhr_cases.models import (
    Case,
    CaseEvent,
    Hold,
    LegalHold,
    OrderState,
    Paper,
    PaperOrder,
    PaperVersion,
    ParallelProceeding,
    Part,
    PartialDate,
    PartialDateField,
    ProtectedToken,
    User,
    append_only,
)
from dhr_cases.models.history import AuditedModel, change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.stages import Stage
from tests.conftest import Cast

WORD = "Quillfeather"
NAME = f"Zebedee {WORD}"
DAY = datetime.date(2020, 3, 17)
SEALED = re.compile(r"gAAAA[\w=-]{60,}")


def put(row: Model) -> Any:
    """Write a row without its listeners, and its history where it keeps one."""
    if isinstance(row, AuditedModel):
        with change("Test planting", None):
            row.save()
        return row
    table: QuerySet[Any] = QuerySet(type(row))
    return table.bulk_create([row])[0]


def put_away(case: Case) -> None:
    """The case stands closed since a day, with the events that brought it there."""
    QuerySet(Case).filter(pk=case.pk).update(stage=Stage.CLOSED, stage_since=DAY)
    case.refresh_from_db()
    for kind in (Event.DECISION_RECORDED, Event.PANEL_MET, Event.CLOSED):
        by = User.objects.first()
        put(CaseEvent(case=case, kind=kind, on=PartialDate.on(DAY), stage=Stage.CLOSED, by=by, detail={"w": NAME}))


def everything() -> Iterator[tuple[str, str]]:
    """Every stored value of every table as a person with the keys could read it: an independent reading."""
    keys = MultiFernet([Fernet(key) for key in settings.FIELD_ENCRYPTION_KEYS])
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # a table of our own
            values = [value for row in cursor.fetchall() for value in row]
        for value in values:
            text = bytes(value).decode("utf-8", "replace") if isinstance(value, (bytes, memoryview)) else str(value)
            if table == "django_session":
                text = json.dumps(SessionStore().decode(text)) if ":" in text and " " not in text else text
            yield table, SEALED.sub(lambda found: keys.decrypt(found.group().encode()).decode(), text)


def tables_with(word: str) -> set[str]:
    """The tables in which a word stands."""
    return {table for table, text in everything() if word.casefold() in text.casefold()}


def dump(case: Case) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of a case, table by table, as stored."""
    rows = sorted(rows_of((case,)).items(), key=lambda row: row[0]._meta.db_table)
    return {
        model._meta.db_table: list(model._meta.base_manager.filter(pk__in=keys).order_by("pk").values_list())
        for model, keys in rows
    }


def plant(case: Case) -> set[str]:
    """Put a row in every table that can belong to the case and the word in every free column; answer the tables."""
    empty, rows = tables_of_cases(), rows_of((case,))
    for _ in range(4):  # a table may need a row of another first
        for model in empty:
            row = None if rows.get(model) else filled(model, rows)
            if row is not None:
                put(row)
        rows = rows_of((case,))
    append_only.remove(connection)
    for model, keys in rows.items():
        planted = {column.name: planted_value(column) for column in free_columns(model)}
        if planted:
            QuerySet(model).filter(pk__in=keys).update(**planted)
    append_only.install(connection)
    let_go(case)
    return {model._meta.db_table for model in rows if free_columns(model)}


def let_go(case: Case) -> None:
    """End whatever keeps the record."""
    for model in (Hold, LegalHold, ParallelProceeding):
        QuerySet(model).filter(case=case).update(ends_on=DAY)
    QuerySet(PaperOrder).filter(case=case).update(state=OrderState.DONE)
    QuerySet(ProtectedToken).filter(case=case).update(is_retired=False)


def tables_of_cases() -> list[type[Model]]:
    """Tables of ours that may hold rows of a case, without their histories."""
    ours = [
        model
        for app in ("dhr_cases", "learning", "governance", "workflows")
        for model in apps.get_app_config(app).get_models()
    ]
    return [model for model in ours if not hasattr(model, "instance_type") and not stays(model) and model is not Case]


def filled(model: type[Model], rows: Rows) -> Model | None:
    """A row of the case with its keys and what else it needs; None while it needs a row that is not there."""
    values: dict[str, Any] = {}
    leads_to_case = False
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            target = field.remote_field.model
            of_case = rows.get(target, frozenset())
            leads_to_case |= bool(of_case)
            found = min(of_case, default=None) or target._meta.base_manager.values_list("pk", flat=True).first()
            if found is None and not field.null:
                return None
            values[field.attname] = found
        elif not field.has_default() and not field.null and not field.primary_key:
            values[field.name] = needed_value(field)
    return model(**values) if leads_to_case else None


def needed_value(field: models.Field[Any, Any]) -> Any:
    """Something a column takes."""
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    if isinstance(field, models.DateField):
        return DAY
    if isinstance(field, (models.IntegerField, models.DecimalField)):
        return 1
    if isinstance(field, models.BooleanField):
        return False
    choices = list(field.choices or ())
    return choices[0][0] if choices else "x"


def free_columns(model: type[Model]) -> list[models.Field[Any, Any]]:
    """Columns into which a person or the product may write words."""
    return [field for field in model._meta.local_concrete_fields if is_free(field)]


def is_free(field: models.Field[Any, Any]) -> bool:
    if isinstance(field, models.JSONField):
        return True
    if field.choices or field.unique or isinstance(field, (PartialDateField, models.SlugField)):
        return False
    is_text = isinstance(field, (models.CharField, models.TextField))
    return is_text and (field.max_length or 99) >= len(WORD) and field.name not in {"history_type", "pseudonym"}


def planted_value(field: models.Field[Any, Any]) -> Any:
    return {"who": [f"told of {WORD}"]} if isinstance(field, models.JSONField) else WORD


def a_file(case: Case, cast: Cast, digest: str = "0" * 64) -> PaperVersion:
    """A paper with a file on the disk."""
    paper = put(Paper(case=case, kind=PaperKind.OVERVIEW_REPORT, title="Report"))
    version = PaperVersion(
        paper=paper,
        number=1,
        file_name="report.txt",
        size=1,
        sha256=digest,
        marking="official",
        added_by=cast.auditor,
    )
    version.file.save("planted.txt", ContentFile(NAME.encode()), save=False)
    put(version)
    return version


def closed_case(case: Case, cast: Cast) -> Case:
    """A case put away, with a person whose words must go; the way there is not what is tested."""
    facts = PersonFacts(part=Part.DECEASED, name=NAME, pseudonym="Robin", pseudonym_reason=f"Chosen for {WORD}")
    record_person(case=case, by=cast.coordinator, facts=facts)
    put(ProtectedToken(case=case, kind=TokenKind.NAME, value=WORD, replacement="Robin"))
    put_away(case)
    return case


def destroy(case: Case, cast: Cast) -> forgetting.Forgotten:
    """The act, by two coordinators' right."""
    return forget(case=case, by=cast.coordinator, approved_by=cast.administrator, reason="Seven years have passed")
