"""After the record of a case is destroyed its words are nowhere: planted in every table, looked for in every table."""

import datetime
import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet, MultiFernet
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from config.sealing import seal
from dhr_cases.actions import forgetting
from dhr_cases.actions.anonymity import end_legal_hold, start_legal_hold
from dhr_cases.actions.forgetting import digest_of, files_left, forget, outlook_of
from dhr_cases.actions.people import PersonFacts, record_person
from dhr_cases.anonymisation.belongings import Rows, rows_of, stays
from dhr_cases.anonymity_terms import TokenKind
from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.hold_scopes import HoldReason, ProceedingKind
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
    Person,
    ProtectedToken,
    PublicFile,
    PublicRecord,
    PublicState,
    User,
    append_only,
)
from dhr_cases.models.history import AuditedModel, SilentWriteError, change
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.stages import Stage
from funding.models import CostLine
from funding.terms import CostClass
from tests.conftest import Cast

WORD = "Quillfeather"
NAME = f"Zebedee {WORD}"
DAY = datetime.date(2020, 3, 17)
SEALED = re.compile(r"gAAAA[\w=-]{60,}")


@pytest.fixture(autouse=True)
def reason() -> Iterator[None]:
    """Rows made straight in the database name a reason as well."""
    with change("Test forgetting", None):
        yield


@pytest.fixture
def closed(case: Case, cast: Cast) -> Case:
    """A case put away, with a person whose words must go; the way there is not what is tested."""
    facts = PersonFacts(part=Part.DECEASED, name=NAME, pseudonym="Robin", pseudonym_reason=f"Chosen for {WORD}")
    record_person(case=case, by=cast.coordinator, facts=facts)
    put(ProtectedToken(case=case, kind=TokenKind.NAME, value=WORD, replacement="Robin"))
    put_away(case)
    return case


def put(row: Model) -> Any:
    """Write a row without its listeners, and its history where it keeps one."""
    if isinstance(row, AuditedModel):
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


def destroy(case: Case, cast: Cast) -> forgetting.Forgotten:
    """The act, by two coordinators' right."""
    return forget(case=case, by=cast.coordinator, approved_by=cast.administrator, reason="Seven years have passed")


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
    ours = [model for app in ("dhr_cases", "workflows") for model in apps.get_app_config(app).get_models()]
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


def test_leaves_a_planted_word_in_no_table_and_no_file(closed: Case, other_case: Case, cast: Cast) -> None:
    planted = plant(closed)
    version = a_file(closed, cast)
    session = SessionStore()
    session.update({"kept_words": seal(f"words={NAME}")})
    session.save()
    cache.set("page", f"<p>{WORD}</p>")
    record_person(case=other_case, by=cast.coordinator, facts=PersonFacts(part=Part.FAMILY, name="Ada Invented"))
    others = dump(other_case)
    assert len(planted) > 60
    assert planted <= tables_with(WORD)
    forgotten = destroy(closed, cast)
    assert tables_with(WORD) == set()
    assert cache.get("page") is None
    assert dump(other_case) == others
    assert str(version.file.name) in {file.name for file in forgotten.files}


def a_file(case: Case, cast: Cast) -> PaperVersion:
    """A paper with a file on the disk."""
    paper = put(Paper(case=case, kind=PaperKind.OVERVIEW_REPORT, title="Report"))
    version = PaperVersion(
        paper=paper,
        number=1,
        file_name="report.txt",
        size=1,
        sha256="0" * 64,
        marking="official",
        added_by=cast.auditor,
    )
    version.file.save("planted.txt", ContentFile(NAME.encode()), save=False)
    put(version)
    return version


def test_puts_a_minimal_case_in_the_place(closed: Case, cast: Cast) -> None:
    QuerySet(Case).filter(pk=closed.pk).update(referred_by=NAME, public_title=f"{WORD}/2018", pseudonym="Robin")
    forgotten = destroy(closed, cast)
    left = Case.objects.get(pk=closed.pk)
    assert (left.reference, left.pseudonym, left.stage) == (closed.reference, "Robin", Stage.CLOSED)
    assert (left.referred_by, left.public_title) == ("", "")
    assert (left.stage_since, left.forgotten_on) == (DAY.replace(day=1), timezone.localdate())
    assert Person.objects.count() == 0
    told = {event.kind: event for event in CaseEvent.objects.filter(case=left)}
    assert str(told[Event.CLOSED].on) == "March 2020"
    assert told[Event.CLOSED].detail == {}
    assert Event.PANEL_MET not in told
    assert told[Event.CASE_FORGOTTEN].detail["certificate"] == forgotten.digest == digest_of(forgotten.certificate)
    assert told[Event.CASE_FORGOTTEN].detail["approved by"] == cast.administrator.full_name


def test_certificate_names_nobody_and_tells_where_words_stood(closed: Case, cast: Cast) -> None:
    certificate = destroy(closed, cast).certificate
    assert WORD not in json.dumps(certificate)
    assert certificate["rows"]["dhr_cases_person"] == 1
    assert all(row["before"] and not row["after"] for row in certificate["words"])


def test_keeps_what_the_public_was_given_and_what_the_review_cost(closed: Case, cast: Cast) -> None:
    version = a_file(closed, cast)
    record = put(
        PublicRecord(
            partnership=cast.partnership,
            case=closed,
            slug="robin-2018",
            title="Robin/2018",
            state=PublicState.PUBLISHED,
        )
    )
    public = PublicFile(
        record=record, paper_version=version, label="Report", file_name="robin.txt", file_format="txt", size=1,
        sha256="0" * 64, put_up_on=DAY, put_up_by=cast.coordinator,
    )  # fmt: skip
    public.file.save("robin.txt", ContentFile(b"Robin"), save=False)
    put(public)
    line = put(CostLine(partnership=cast.partnership, case=closed, cost_class=CostClass.CHAIR, description="Chair"))
    destroy(closed, cast)
    record.refresh_from_db()
    public.refresh_from_db()
    line.refresh_from_db()
    assert (record.case, public.paper_version) == (None, None)
    assert public.file.read() == b"Robin"
    assert line.case.reference == closed.reference
    assert [row.history_change_reason for row in record.history.all()] == [forgetting.REASON]


def test_changes_nothing_when_the_word_stands_elsewhere(closed: Case, cast: Cast) -> None:
    put(CostLine(partnership=cast.partnership, cost_class=CostClass.CHAIR, description=f"For {NAME}"))
    before = dump(closed)
    with pytest.raises(NotNow, match="funding_costline"), transaction.atomic():
        destroy(closed, cast)
    assert dump(closed) == before


def test_lets_the_same_name_stand_in_another_case(closed: Case, other_case: Case, cast: Cast) -> None:
    record_person(case=other_case, by=cast.coordinator, facts=PersonFacts(part=Part.FAMILY, name=NAME))
    certificate = destroy(closed, cast).certificate
    assert any(row["after"] == {"dhr_cases_person": 1, "dhr_cases_historicalperson": 1} for row in certificate["words"])
    assert Person.objects.get().name == NAME


def test_undoes_everything_when_it_breaks_half_way(closed: Case, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(closed)

    def breaks(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(forgetting, "_stand_in", breaks)
    with pytest.raises(RuntimeError, match="power cut"), transaction.atomic():
        destroy(closed, cast)
    assert dump(closed) == before
    with pytest.raises(Exception, match="never changed or deleted"), transaction.atomic():
        QuerySet(CaseEvent).filter(case=closed).update(reason="other")


def test_guards_append_only_tables_again_afterwards(closed: Case, cast: Cast) -> None:
    destroy(closed, cast)
    with pytest.raises(Exception, match="never changed or deleted"), transaction.atomic():
        QuerySet(CaseEvent).filter(case=closed).update(reason="other")
    with pytest.raises(SilentWriteError):
        CaseEvent.objects.filter(case=closed).delete()


@pytest.mark.parametrize(
    ("by", "approved_by"),
    [
        ("coordinator", "coordinator"),
        ("coordinator", "csp_chair"),
        ("auditor", "administrator"),
        ("outsider", "outsider"),
    ],
)
def test_needs_two_people_who_may(closed: Case, cast: Cast, by: str, approved_by: str) -> None:
    with pytest.raises(NotPermitted, match="[Tt]wo"):
        forget(case=closed, by=getattr(cast, by), approved_by=getattr(cast, approved_by), reason="Time")


def hold(case: Case) -> Model:
    return Hold(case=case, reason=HoldReason.OTHER, starts_on=DAY, scope=[])


def proceeding(case: Case) -> Model:
    return ParallelProceeding(case=case, kind=next(iter(ProceedingKind)))


def order(case: Case) -> Model:
    return PaperOrder(case=case, kind="x", file_format="pdf", ordered_by=User.objects.first(), state=OrderState.WAITING)


@pytest.mark.parametrize(
    ("row", "sentence"), [(hold, "on hold"), (proceeding, "no end recorded"), (order, "being made")]
)
def test_waits_for_holds_proceedings_and_papers(closed: Case, cast: Cast, row: Any, sentence: str) -> None:
    put(row(closed))
    with pytest.raises(NotNow, match=sentence):
        destroy(closed, cast)


def test_waits_until_a_legal_hold_ends(closed: Case, cast: Cast) -> None:
    kept = start_legal_hold(case=closed, by=cast.coordinator, reason="The coroner asked.")
    with pytest.raises(NotNow, match="legal hold keeps"):
        destroy(closed, cast)
    end_legal_hold(case=closed, by=cast.coordinator, hold=kept, reason="Inquest ended")
    assert destroy(closed, cast).digest


def test_destroys_no_open_case(case: Case, cast: Cast) -> None:
    with pytest.raises(NotNow, match="Only a closed case"):
        destroy(case, cast)


def test_lets_nothing_be_done_with_what_is_left(closed: Case, cast: Cast) -> None:
    destroy(closed, cast)
    with pytest.raises(NotNow, match="destroyed"):
        start_legal_hold(case=closed, by=cast.coordinator, reason="Late")
    with pytest.raises(NotNow, match="destroyed"):
        destroy(closed, cast)


def test_takes_a_relatives_account_along_but_nobody_elses(closed: Case, cast: Cast) -> None:
    cast.family_advocate.full_name = NAME
    cast.family_advocate.save()
    destroy(closed, cast)
    assert not User.objects.filter(full_name=NAME).exists()
    assert User.objects.filter(pk=cast.panel_member.pk).exists()


def test_dry_run_counts_and_shows_words_only_when_asked(closed: Case) -> None:
    told, shown = StringIO(), StringIO()
    call_command("forget_case", closed.reference, "--dry-run", stdout=told)
    call_command("forget_case", closed.reference, "--dry-run", "--show", stdout=shown)
    assert "dhr_cases_person: 1" in told.getvalue()
    assert WORD not in told.getvalue()
    assert NAME in shown.getvalue()
    assert outlook_of(closed).rows["dhr_cases_case"] == Person.objects.count()


def test_command_destroys_takes_files_away_and_hands_over_the_certificate(
    closed: Case, cast: Cast, tmp_path: Path
) -> None:
    version = a_file(closed, cast)
    out = tmp_path / "certificate.json"
    people = ("--by", cast.coordinator.email, "--approved-by", cast.administrator.email, "--reason", "Time")
    call_command("forget_case", closed.reference, *people, "--out", str(out))
    told = json.loads(out.read_text())
    assert told["sha256"] == digest_of(told["certificate"])
    assert told["afterwards"]["files left"] == []
    assert not version.file.storage.exists(str(version.file.name))


def test_command_takes_away_what_a_crash_left(closed: Case, cast: Cast) -> None:
    version = a_file(closed, cast)
    destroy(closed, cast)
    assert [file.name for file in files_left(closed)] == [version.file.name]
    call_command("forget_case", closed.reference, stdout=StringIO())
    assert files_left(closed) == ()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["NOWHERE-1", "--dry-run"], "no case"),
        ([], "Say why"),
        (["--reason", "Time", "--by", "nobody@example.test"], "--by needs"),
        (["--reason", "Time", "--by", "coordinator@example.test"], "--approved-by needs"),
        (
            ["--reason", "Time", "--by", "coordinator@example.test", "--approved-by", "coordinator@example.test"],
            "Two different",
        ),
    ],
)
def test_command_says_what_is_missing(closed: Case, arguments: list[str], sentence: str) -> None:
    case = [] if "NOWHERE-1" in arguments else [closed.reference]
    with pytest.raises(CommandError, match=sentence):
        call_command("forget_case", *case, *arguments)
