"""How does a test change a row that the database refuses to change? By taking the triggers off first.

Only for showing that a proof turns red; the test's transaction puts the triggers back.
"""

from typing import Any

from django.db import connection, models

from dhr_cases.models.append_only import remove


def tamper(row: models.Model, **changes: Any) -> None:
    """Write over columns of one row, past Python and past the triggers."""
    _unguarded()
    plain: models.QuerySet[models.Model] = models.QuerySet(type(row))
    assert plain.filter(pk=row.pk).update(**changes) == 1


def take_out(row: models.Model) -> None:
    """Delete one row, past Python and past the triggers."""
    _unguarded()
    plain: models.QuerySet[models.Model] = models.QuerySet(type(row))
    plain.filter(pk=row.pk)._raw_delete(connection.alias)


def _unguarded() -> None:
    """Take the triggers off; PostgreSQL lets them go only once what waits to be checked has been checked."""
    connection.check_constraints()
    remove(connection)
