"""Which versions of which papers went to the Home Office in each round? They belong to the submission from then on.

The Home Office reads the set it was sent and no other draft. Source: domain of who sees what, when [D].
"""

from collections.abc import Mapping

from dhr_cases.completeness import NEEDED_PAPERS
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, PaperVersion
from dhr_cases.paper_kinds import PaperKind

SENDING = (Event.SUBMITTED_TO_HO, Event.RESUBMITTED_TO_HO)
"""Events whose detail holds the round and the versions sent in it."""


def newest_of_each(case: Case) -> tuple[PaperVersion, ...]:
    """The newest version of each paper a submission needs, in the order of the kinds; what is missing is left out."""
    rows = PaperVersion.objects.filter(paper__case=case, paper__kind__in=NEEDED_PAPERS).select_related("paper")
    newest = {row.paper.kind: row for row in rows.order_by("pk")}
    return tuple(newest[kind] for kind in NEEDED_PAPERS if kind in newest)


def newest_bundle(case: Case) -> PaperVersion | None:
    """The newest bundle of the whole set in one file, None where none was made."""
    kind = PaperKind.SUBMISSION_BUNDLE
    rows = PaperVersion.objects.filter(paper__case=case, paper__kind=kind).select_related("paper")
    newest: PaperVersion | None = rows.order_by("-added_at", "-pk").first()
    return newest


def sent_by_round(case: Case) -> Mapping[int, tuple[int, ...]]:
    """Keys of the versions sent, by round; a round of which it was not recorded is not in it."""
    details = CaseEvent.objects.filter(case=case, kind__in=SENDING).values_list("detail", flat=True)
    return {detail["round"]: tuple(detail["papers"]) for detail in details if "papers" in detail}


def all_sent(case: Case) -> frozenset[int]:
    """Keys of every version that ever went to the Home Office."""
    return frozenset(key for keys in sent_by_round(case).values() for key in keys)
