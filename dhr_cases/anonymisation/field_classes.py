"""Which classes can a field have, and how is a record's line written? Imports no Django."""

from collections.abc import Mapping
from enum import StrEnum


class FieldClass(StrEnum):
    """How far the content of a field may travel."""

    IDENTIFYING = "identifying"
    SENSITIVE = "sensitive"
    OPEN = "open"


def classes(*, identifying: str = "", sensitive: str = "", open_: str = "") -> Mapping[str, FieldClass]:
    """The class of each field of a record, from three lists of names."""
    groups = (
        (FieldClass.IDENTIFYING, identifying),
        (FieldClass.SENSITIVE, sensitive),
        (FieldClass.OPEN, open_),
    )
    return {name: group for group, names in groups for name in names.split()}
