"""Which rows and files belong to a case and to nothing else? Found from the models themselves, so that none is missed.

A row belongs to the case when a key of it leads there, over whatever other rows, with every version its history
keeps of it. Money, the public register and accounts do not: their rows stay and only lose the key.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import chain

from django.apps import apps
from django.core.files.storage import Storage
from django.db.models import FileField, ForeignKey, Model

from dhr_cases.models import Case, PublicFile, PublicRecord, User

Rows = Mapping[type[Model], frozenset[int]]

STAYING_APPS = frozenset({"funding"})
"""The books are kept whole: what a review cost is owed to those who paid. Source: ours [D]."""

STAYING = frozenset({PublicRecord, PublicFile, User})
"""What the public was given, and accounts: each stays and loses its key to the case."""

BATCH = 400
"""Keys asked for at once, below what SQLite takes."""


@dataclass(frozen=True)
class StoredFile:
    """One file on disk: where it is kept and its name there, which names nobody."""

    storage: Storage
    name: str

    def delete(self) -> None:
        """Take it off the disk; one that is gone already is no fault."""
        self.storage.delete(self.name)

    @property
    def exists(self) -> bool:
        """True while it is on the disk."""
        return bool(self.storage.exists(self.name))


def stays(model: type[Model]) -> bool:
    """True for a table whose rows outlive the case, and for the history of one."""
    kept = getattr(model, "instance_type", model)
    return kept in STAYING or kept._meta.app_label in STAYING_APPS


def rows_of(roots: Iterable[Model]) -> Rows:
    """The rows of these and every row that a key leads from to one of them, by model."""
    found: dict[type[Model], set[int]] = defaultdict(set)
    for root in roots:
        found[type(root)].add(root.pk)
    fresh = _settled(found)
    while fresh:
        fresh = _besides(_grown(fresh), found)
        for model, keys in fresh.items():
            found[model] |= keys
    return _settled(found)


def _settled(found: Mapping[type[Model], set[int]]) -> Rows:
    return {model: frozenset(keys) for model, keys in found.items()}


def _besides(rows: Rows, known: Mapping[type[Model], set[int]]) -> Rows:
    """The rows that are not known yet."""
    unknown = {model: keys - known.get(model, set()) for model, keys in rows.items()}
    return {model: keys for model, keys in unknown.items() if keys}


def _grown(rows: Rows) -> Rows:
    """Rows one key away from these, what they are part of, and their history."""
    grown: dict[type[Model], set[int]] = defaultdict(set)
    for model, keys in chain(_one_key_away(rows), _parents_and_versions(rows)):
        grown[model] |= keys
    return {model: frozenset(keys) for model, keys in grown.items() if keys and not stays(model)}


def _one_key_away(rows: Rows) -> Iterator[tuple[type[Model], frozenset[int]]]:
    yield from ((model, _pointing(model, key, rows[_target(key)])) for model, key in _keys_to(rows))


def _parents_and_versions(rows: Rows) -> Iterator[tuple[type[Model], Set[int]]]:
    for model, keys in rows.items():
        yield from ((parent, keys) for parent in model._meta.parents)
        yield from ((version_table(model), _versions(model, batch)) for batch in _batches(keys))


def _keys_to(rows: Rows) -> Iterator[tuple[type[Model], "ForeignKey[Model, Model]"]]:
    for model in apps.get_models(include_auto_created=True):
        if not stays(model):
            yield from ((model, key) for key in keys_of(model) if _target(key) in rows)


def keys_of(model: type[Model]) -> "list[ForeignKey[Model, Model]]":
    """The keys of a table that lead to a row of another."""
    return [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]


def _target(key: "ForeignKey[Model, Model]") -> type[Model]:
    return key.remote_field.model


def version_table(model: type[Model]) -> type[Model]:
    """The table that keeps the versions of this one; the model itself when none does."""
    manager = getattr(model._meta, "simple_history_manager_attribute", None)
    return getattr(model, manager).model if manager and not hasattr(model, "instance_type") else model


def _versions(model: type[Model], keys: list[int]) -> set[int]:
    history = version_table(model)
    if history is model:
        return set(keys)
    key = model._meta.pk.attname
    return set(history._meta.base_manager.filter(**{f"{key}__in": keys}).values_list("pk", flat=True))


def files_of(rows: Rows) -> tuple[StoredFile, ...]:
    """The files that these rows keep on disk, each once, unless a row that stays keeps the same one."""
    found = {file.name: file for model, keys in rows.items() for file in _files_of_table(model, keys)}
    kept = _kept_by_public_rows()
    return tuple(file for name, file in found.items() if name not in kept)


def _files_of_table(model: type[Model], keys: Iterable[int]) -> Iterator[StoredFile]:
    for field in _file_fields(model):
        for batch in _batches(keys):
            names = model._meta.base_manager.filter(pk__in=batch).values_list(field.name, flat=True)
            yield from (StoredFile(field.storage, name) for name in names if name)


def _file_fields(model: type[Model]) -> list[FileField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, FileField)]


def _kept_by_public_rows() -> frozenset[str]:
    """Names of files that the public register keeps."""
    return frozenset(PublicFile.objects.values_list("file", flat=True))


def keys_left(rows: Rows) -> Iterator[tuple[type[Model], str, frozenset[int]]]:
    """Keys by which rows that stay point at rows that go: model, field and the rows pointing there.

    A key to the case itself stays where it is money's, since the case stands again under the same key.
    """
    for model, key in _keys_that_stay():
        if _target(key) in rows and not _is_money_of_case(model, key):
            yield model, key.attname, _pointing(model, key, rows[_target(key)])


def _keys_that_stay() -> Iterator[tuple[type[Model], "ForeignKey[Model, Model]"]]:
    """The keys of every table whose rows stay; versions of such rows are not asked."""
    for model in apps.get_models(include_auto_created=True):
        if stays(model) and not hasattr(model, "instance_type"):
            yield from ((model, key) for key in keys_of(model))


def _is_money_of_case(model: type[Model], key: "ForeignKey[Model, Model]") -> bool:
    return _target(key) is Case and model._meta.app_label in STAYING_APPS


def _pointing(model: type[Model], key: "ForeignKey[Model, Model]", targets: frozenset[int]) -> frozenset[int]:
    found: set[int] = set()
    for batch in _batches(targets):
        found |= set(model._meta.base_manager.filter(**{f"{key.attname}__in": batch}).values_list("pk", flat=True))
    return frozenset(found)


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    yield from (ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH))
