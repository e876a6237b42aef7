"""Does a row that is kept refuse every write its history would not see, each with its sentence?"""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import connection

from dhr_cases.models import Case, CaseEvent, Person, append_only
from dhr_cases.models.history import SilentWriteError, change
from tests.conftest import Cast

Write = Callable[[Case], object]
KEPT: tuple[tuple[str, Write], ...] = (
    ("update()", lambda case: Case.objects.filter(pk=case.pk).update(pseudonym="Wren")),
    ("bulk_create()", lambda case: Person.objects.bulk_create([Person(case=case)])),
    ("bulk_update()", lambda case: Case.objects.bulk_update([case], ["pseudonym"])),
    ("delete()", lambda case: Case.objects.filter(pk=case.pk).delete()),
)
ADDED: tuple[tuple[str, Write], ...] = (
    ("These rows are never changed.", lambda case: CaseEvent.objects.filter(case=case).update(reason="x")),
    (
        "These rows are never changed.",
        lambda case: CaseEvent.objects.bulk_update(CaseEvent.objects.filter(case=case), ["reason"]),
    ),
    ("These rows are never deleted.", lambda case: CaseEvent.objects.filter(case=case).delete()),
    ("A case event is never changed.", lambda case: CaseEvent.objects.filter(case=case)[0].save()),
    ("A case event is never deleted.", lambda case: CaseEvent.objects.filter(case=case)[0].delete()),
)


@pytest.mark.parametrize(("verb", "write"), KEPT, ids=[verb for verb, _ in KEPT])
def test_refuses_a_write_that_leaves_no_history(case: Case, verb: str, write: Write) -> None:
    with pytest.raises(SilentWriteError) as refused:
        write(case)
    assert str(refused.value) == f"{verb} would leave no history. Save the rows one by one."
    assert Case.objects.get(pk=case.pk).pseudonym == "Robin"
    assert not Person.objects.exists()


def test_deletes_no_row_of_a_review(case: Case) -> None:
    with pytest.raises(SilentWriteError, match="^A case is never deleted.$"):
        case.delete()
    assert Case.objects.filter(pk=case.pk).exists()


@pytest.mark.parametrize(("told", "write"), ADDED)
def test_refuses_to_touch_what_is_only_added(case: Case, told: str, write: Write) -> None:
    before = list(CaseEvent.objects.filter(case=case).values())
    with pytest.raises(SilentWriteError) as refused:
        write(case)
    assert str(refused.value) == told
    assert list(CaseEvent.objects.filter(case=case).values()) == before


def test_keeps_who_changed_a_row_and_why(case: Case, cast: Cast) -> None:
    """Outside a change nobody and nothing is named; an inner change ends with its own block."""
    with change("Outer", cast.coordinator):
        with change("Inner", cast.csp_chair):
            case.save()
        case.save()
    case.save()
    versions = case.history.order_by("-history_id")[:3]
    assert [(row.history_change_reason, row.history_user) for row in versions] == [
        ("", None), ("Outer", cast.coordinator), ("Inner", cast.csp_chair),
    ]  # fmt: skip


def guards() -> set[str]:
    """The triggers of the database that refuse a change."""
    statement = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db
def test_puts_the_guards_back_after_a_migration() -> None:
    """Of an app that has such tables; the migration of another one puts none back."""
    before = guards()
    append_only.remove(connection)
    assert not {name for name in guards() if name.startswith("dhr_cases_caseevent_")}
    append_only.install_after_migrate(apps.get_app_config("auth"), using="default")
    assert guards() < before
    append_only.install_after_migrate(apps.get_app_config("dhr_cases"), using="default")
    assert guards() == before


# what is unreadable at rest


def test_refuses_to_search_what_is_encrypted(case: Case) -> None:
    """Equal words do not look equal; that something is there can be asked."""
    with change("Test", None):
        for name in ("Ada Invented", "Ada Invented", ""):
            Person.objects.create(case=case, part="family", name=name)
    for lookup in ("name", "name__contains", "name__in"):
        with pytest.raises(FieldError, match="^name is encrypted and cannot be searched.$"):
            Person.objects.filter(**{lookup: ["Ada Invented"]}).exists()
    assert Person.objects.filter(name__isnull=False).count() == 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM dhr_cases_person ORDER BY id")
        first, second, third = (row[0] for row in cursor.fetchall())
    assert (third, first == second, "Ada" in first) == ("", False, False)
    assert [row.name for row in Person.objects.order_by("pk")] == ["Ada Invented", "Ada Invented", ""]
