"""How does every tracked row keep who changed it, when and why, and how are silent writes refused?

simple_history writes its row in ``post_save``, outside Django's own transaction; ``AuditedModel`` closes
that gap. Bulk writes leave no history, so the audited queryset refuses them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, NoReturn

from django.db import models, transaction
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from dhr_cases.models.accounts import User

_change: ContextVar[tuple[str, User | None] | None] = ContextVar("change", default=None)


class SilentWriteError(Exception):
    """A write that history would not see was tried."""


@contextmanager
def change(reason: str, by: User | None) -> Iterator[None]:
    """Rows saved inside carry this reason and person in their history."""
    token = _change.set((reason, by))
    try:
        yield
    finally:
        _change.reset(token)


def current_reason() -> str:
    """The reason of the change in progress, "" outside one."""
    held = _change.get()
    return held[0] if held else ""


def _history_user(**_: object) -> User | None:
    held = _change.get()
    return held[1] if held else None


class Versions(HistoryManager):
    """The manager of a history. The package makes its class anew at every save: a third of the time of a save."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: type[models.QuerySet[Any]], class_name: str | None = None) -> Any:
        """The manager with the methods of the queryset, made once."""
        return super().from_queryset(queryset_class, class_name)


class AuditedRecords(HistoricalRecords):
    """History that takes its reason and person from the change in progress."""

    def __init__(self, **options: Any) -> None:
        super().__init__(get_user=_history_user, history_manager=Versions, **options)

    def get_change_reason_for_object(self, instance: models.Model, history_type: str, using: str) -> str:
        """The reason of the change in progress."""
        return current_reason()


class AuditedQuerySet(models.QuerySet[Any]):
    """A queryset that refuses every write history would not see."""

    def _refuse(self, verb: str) -> NoReturn:
        raise SilentWriteError(f"{verb} would leave no history. Save the rows one by one.")

    def update(self, **kwargs: Any) -> int:
        """Refused."""
        self._refuse("update()")

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Refused."""
        self._refuse("bulk_create()")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        """Refused."""
        self._refuse("bulk_update()")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused: nothing of a review is deleted."""
        self._refuse("delete()")


class AuditedModel(models.Model):
    """A row whose every version is kept, with who and why; row and version are written or neither is."""

    objects = AuditedQuerySet.as_manager()
    history = AuditedRecords(inherit=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row and its history row in one transaction."""
        with transaction.atomic():
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: nothing of a review is deleted; it is ended, withdrawn or corrected."""
        raise SilentWriteError(f"A {self._meta.verbose_name} is never deleted.")


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A queryset that can add and read, nothing else."""

    def update(self, **kwargs: Any) -> int:
        """Refused."""
        raise SilentWriteError("These rows are never changed.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        """Refused."""
        raise SilentWriteError("These rows are never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise SilentWriteError("These rows are never deleted.")


class AppendOnlyModel(models.Model):
    """A row that is written once; the database refuses a change as well (see the trigger migration)."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; raise SilentWriteError when it is already there."""
        if self.pk is not None and not self._state.adding:
            raise SilentWriteError(f"A {self._meta.verbose_name} is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise SilentWriteError(f"A {self._meta.verbose_name} is never deleted.")
