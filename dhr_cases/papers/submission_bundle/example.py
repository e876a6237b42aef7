"""How does a bundle look? An invented one of two files."""

import hashlib
from datetime import UTC, datetime

from dhr_cases.papers.invented import FRAME
from dhr_cases.papers.submission_bundle.facts import BundledFile, BundleFacts

_REPORT, _PLAN = b"the report", b"the plan"

EXAMPLE = BundleFacts(
    frame=FRAME,
    round=1,
    made_at=datetime(2026, 3, 16, 9, 30, tzinfo=UTC),
    files=(
        BundledFile("1-overview-report-v3.pdf", "Overview report", 3, _REPORT, hashlib.sha256(_REPORT).hexdigest()),
        BundledFile("2-action-plan-v1.docx", "Action plan", 1, _PLAN, hashlib.sha256(_PLAN).hexdigest()),
    ),
    missing=("Family involvement statement",),
)
