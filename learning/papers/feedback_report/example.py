"""Invented feedback reports, to look at and to test with: the hundred replies, too few, and figures as printed."""

import datetime
from dataclasses import replace

from learning.feedback_facts import ActionLine
from learning.feedback_scales import QUESTIONS, FeedbackKind
from learning.feedback_statistics import figures, printed_figures
from learning.headcounts import exactly, over
from learning.papers.feedback_report.facts import ReportFacts

_COUNTS = {
    "overall": {"excellent": 45, "very_good": 40, "good": 12, "fair": 2, "poor": 1},
    "content": {"excellent": 40, "very_good": 44, "good": 14},
    "presentation": {"good": 3},
    "before": {"good": 12, "some": 40, "little": 38, "none": 8},
    "after": {"good": 61, "some": 33, "little": 3},
    "wants_more": {"yes": 99, "no": 1},
}

EXAMPLE = ReportFacts(
    title="Learning from reviews: asking again",
    partnership="Testshire Community Safety Partnership",
    brand="#34355e",
    kind="Seminar",
    held="2 November 2026",
    place="Testshire Guildhall",
    theme="Asking again when things change",
    sentence="One seminar was delivered to over 100 practitioners.",
    said=figures(QUESTIONS[FeedbackKind.DAY], _COUNTS, 100, registered=exactly(130), attended=exactly(112)),
    later=figures(QUESTIONS[FeedbackKind.FOLLOW_UP], {"has_changed": {"yes": 14, "partly": 9, "not_yet": 8}}, 31),
    words=(
        ("What people will do differently", ("Ask a second time.", "Write down who was told.")),
        ("Topics asked for", ("Coercive control after separation",)),
    ),
    actions=(
        ActionLine(
            event="Learning from reviews: asking again",
            theme="Increasing training",
            text="Roll out training to the workforce and to partners",
            owner="Testshire NHS Trust",
            due_on=datetime.date(2027, 3, 31),
            state="Under way",
            is_late=False,
        ),
        ActionLine(
            "Learning from reviews: asking again", "", "Map local services", "", None, "Under way", is_late=False
        ),
    ),
    source="",
    made_on=datetime.date(2026, 12, 1),
)
"""A seminar with a hundred replies."""

TOO_FEW = replace(
    EXAMPLE, said=figures((), {}, 3, attended=exactly(112)), later=figures((), {}, 2), words=(), actions=()
)
"""The same with three replies, and two after three months."""

AS_PRINTED = replace(
    EXAMPLE,
    said=printed_figures(
        [("Excellent or very good", 85), ("Excellent, very good or good", 97), ("Would like future seminars", 99)],
        attended=over(300),
    ),
    later=figures((), {}, 0),
    sentence="Three seminars were delivered to over 300 practitioners.",
    words=(),
    source="A working group report of March 2018, section 5.4",
)
"""A summary taken over from a report, without a base."""
