"""How does a test write rows past the program, to see what the database itself lets pass?"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError, QuerySet

Row = TypeVar("Row", bound=Model)


def entered(row: Row) -> Row:
    """The row as it stands in the database now."""
    rows: QuerySet[Any] = QuerySet(type(row))
    rows.bulk_create([row])
    return row


def is_refused(row: Model) -> bool:
    """Whether the database refuses the row; one that it lets pass is taken back."""
    try:
        with transaction.atomic():
            entered(row)
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


def refused_of(rows: Sequence[Model]) -> list[int]:
    """The places, from nought, of those rows that the database refuses, each asked alone."""
    return [place for place, row in enumerate(rows) if is_refused(row)]


def stands_in_the_way(row: Model) -> set[str]:
    """The tables whose rows keep this one from being deleted past the program; empty where nothing does."""
    rows: QuerySet[Any] = QuerySet(type(row))
    try:
        with transaction.atomic():
            rows.filter(pk=row.pk).delete()
            transaction.set_rollback(True)
    except ProtectedError as refusal:
        return {type(each).__name__ for each in refusal.protected_objects}
    return set()
