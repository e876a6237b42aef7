"""Which reviews stand on the public register of a test? With the seal of the gate, as after a destroyed case."""

import datetime
import hashlib
from typing import Any

from django.core.files.base import ContentFile

from dhr_cases.models import Partnership, PublicFile, PublicRecord, PublicState, User
from dhr_cases.models.history import change
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.release_gate import seal_of

PUT_UP = datetime.date(2026, 3, 2)
SUMMARY = b"""<!DOCTYPE html><html lang="en-GB"><head><title>Robin/2019</title></head><body>
<h1>What happened</h1><p>Robin died in 2019. Three services knew the family &amp; each held a part of it.</p>
<h2>What was learnt</h2><ul><li>Ask about control.</li><li>Share what is known.</li></ul>
<table><tr><th>Service</th><th>Change</th></tr><tr><td>Housing</td><td>New form</td></tr></table>
</body></html>"""
PDF = b"%PDF-1.7\nthe report for the public\n%%EOF\n"


def put_record(partnership: Partnership, slug: str = "robin-2019", **changed: Any) -> PublicRecord:
    """A published review; what is given differs from the usual."""
    usual = {"title": "Robin/2019", "pseudonym": "Robin", "year": 2019, "state": PublicState.PUBLISHED}
    with change("Test record", None):
        record: PublicRecord = PublicRecord.objects.create(
            partnership=partnership, slug=slug, **{**usual, "put_up_on": PUT_UP, **changed}
        )
    return record


def put_file(
    record: PublicRecord,
    by: User,
    content: bytes = PDF,
    kind: PaperKind = PaperKind.PUBLISHED_REPORT,
    file_format: str = "pdf",
    **changed: Any,
) -> PublicFile:
    """A sealed file of a review."""
    sha256 = hashlib.sha256(content).hexdigest()
    with change("Test file", by):
        file: PublicFile = PublicFile.objects.create(
            record=record,
            kind=kind,
            label=KINDS[kind].label,
            file=ContentFile(content, name=f"{sha256[:16]}.{file_format}"),
            file_name=f"{record.slug}-{kind.value}.{file_format}".replace("_", "-"),
            file_format=file_format,
            sha256=sha256,
            seal=seal_of(record, kind, sha256),
            put_up_by=by,
            **{"put_up_on": PUT_UP, "size": len(content), **changed},
        )
    return file


def put_summary(record: PublicRecord, by: User, content: bytes = SUMMARY) -> PublicFile:
    """The executive summary as HTML, which the page of the review shows."""
    return put_file(record, by, content, PaperKind.PUBLISHED_SUMMARY, "html")
