"""Are the bytes of a paper still those that were filed? Whatever is built from a file asks here."""

import hashlib

from dhr_cases.errors import Incomplete
from dhr_cases.models import PaperVersion
from dhr_cases.paper_kinds import KINDS, PaperKind


def content_of(version: PaperVersion) -> bytes:
    """The bytes of a version. Raises Incomplete when they are gone or are not those that were filed."""
    try:
        with version.file.open("rb") as opened:
            content: bytes = opened.read()
    except FileNotFoundError:
        raise Incomplete(f"{_named(version)}: the file is gone. Tell the administrator.") from None
    if hashlib.sha256(content).hexdigest() != version.sha256:
        raise Incomplete(f"{_named(version)}: the file is not the one that was filed. Tell the administrator.")
    return content


def _named(version: PaperVersion) -> str:
    """The kind and number of a version; never the name of its file, which may say more than it should."""
    return f"{KINDS[PaperKind(version.paper.kind)].label}, version {version.number}"
