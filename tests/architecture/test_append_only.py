"""The database itself refuses to change what is only ever added."""

import pytest
from django.db import DatabaseError, connection, transaction

from dhr_cases.models import Case, CaseEvent
from dhr_cases.models.append_only import append_only_tables
from dhr_cases.models.history import SilentWriteError


@pytest.mark.parametrize("verb", ["UPDATE dhr_cases_caseevent SET reason = 'x'", "DELETE FROM dhr_cases_caseevent"])
def test_the_database_refuses_to_touch_an_event(case: Case, verb: str) -> None:
    """Raw SQL gets the same answer as Python."""
    before = CaseEvent.objects.count()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)
    assert CaseEvent.objects.filter(reason="").count() == before


def test_python_refuses_to_touch_an_event(case: Case) -> None:
    """Neither a row nor a queryset can be changed or deleted."""
    event = CaseEvent.objects.filter(case=case).first()
    assert event is not None
    with pytest.raises(SilentWriteError):
        event.save()
    with pytest.raises(SilentWriteError):
        event.delete()
    with pytest.raises(SilentWriteError):
        CaseEvent.objects.update(reason="x")


TRIGGERS = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


@pytest.mark.django_db(transaction=True)
def test_the_triggers_are_on_every_append_only_table(transactional_db: None) -> None:
    """Each table has one for updates and one for deletions, also after the tables were emptied."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        found = {row[0] for row in cursor.fetchall()}
    wanted = {f"{table}_{moment}" for table in append_only_tables() for moment in ("update", "delete")}
    assert wanted <= found
