"""May a file be released? By its newest scan, what was decided about the findings, and two people's approvals.

Nothing here opens a file: ``release_gate`` puts the bytes beside these rows. Source: ambition 3 [D]; domain 4.3 [D].
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from dhr_cases.anonymity_terms import FindingKind, Judgement
from dhr_cases.errors import NotNow
from dhr_cases.events import Event
from dhr_cases.models import (
    Case,
    CaseEvent,
    FindingDecision,
    PaperOrder,
    PaperVersion,
    PublicRecord,
    PublicState,
    ReleaseApproval,
    ReleaseScan,
    SectionVersion,
)
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policies import Guard
from dhr_cases.policies.publication import check_embargo_over, drafters, unmet
from dhr_cases.verbs import Verb

APPROVALS_NEEDED = 2

WRITTEN_AS: Mapping[PaperKind, PaperKind] = {
    PaperKind.PUBLISHED_REPORT: PaperKind.OVERVIEW_REPORT,
    PaperKind.PUBLISHED_SUMMARY: PaperKind.EXECUTIVE_SUMMARY,
    PaperKind.PUBLISHED_PLAN: PaperKind.ACTION_PLAN,
    PaperKind.BRIEFING: PaperKind.BRIEFING,
}
"""Kinds of paper the public may have, each with the kind under which its sections are written."""


@dataclass(frozen=True)
class Found:
    """One finding of a scan. ``judgement`` is the newest decision about it, None while nobody has decided."""

    kind: FindingKind
    words: str
    where: str
    context: str
    fingerprint: str
    judgement: Judgement | None = None

    @property
    def is_open(self) -> bool:
        """True while it stops the release: a protected word always, a suggestion unless it is kept as it is."""
        return self.kind.blocks_release or self.judgement is not Judgement.KEEP


def newest_scan(version: PaperVersion) -> ReleaseScan | None:
    """The last look of the gate at the version, None when there was none."""
    found: ReleaseScan | None = ReleaseScan.objects.filter(version=version).order_by("-pk").first()
    return found


def findings_of(scan: ReleaseScan) -> tuple[Found, ...]:
    """What the scan found, each with the newest decision about it, in the order of the file."""
    rows = _kept(scan)["findings"]
    decided = _decisions(scan, {row["fingerprint"] for row in rows})
    return tuple(
        Found(
            FindingKind(row["kind"]), row["words"], row["where"], row["context"], row["fingerprint"],
            decided.get(row["fingerprint"]),
        )
        for row in rows
    )  # fmt: skip  # a row of the scan reads as one line


def unread_of(scan: ReleaseScan) -> tuple[str, ...]:
    """The parts of the file that the scan could not read, each with the reason, as sentences."""
    return tuple(f"{row['where']}: {row['why']}" for row in _kept(scan)["unreadable"])


def _kept(scan: ReleaseScan) -> dict[str, list[dict[str, str]]]:
    kept: dict[str, list[dict[str, str]]] = json.loads(scan.findings)
    return kept


def _decisions(scan: ReleaseScan, fingerprints: set[str]) -> dict[str, Judgement]:
    rows = FindingDecision.objects.filter(case=scan.version.paper.case_id, fingerprint__in=fingerprints)
    return {row.fingerprint: Judgement(row.judgement) for row in rows.order_by("pk")}


def authors_of(version: PaperVersion) -> frozenset[int]:
    """Primary keys of those who made the file and so never approve it.

    They are: whoever added this version or an earlier one of the paper; whoever ordered one of these to be made;
    whoever had written in a section it is made from (``WRITTEN_AS``) when it was added, whatever came of the words.
    Chairs and authors appointed to the case count among them when they did one of these. What is written later is of
    later versions. Source: ambition 3: two reviewers, neither the author [D].
    """
    paper = version.paper
    so_far = PaperVersion.objects.filter(paper=paper, number__lte=version.number)
    orders = PaperOrder.objects.filter(version__in=so_far.order_by())
    kinds = {paper.kind, WRITTEN_AS.get(PaperKind(paper.kind), paper.kind)}
    written = SectionVersion.objects.filter(
        section__case=paper.case_id, section__kind__in=kinds, at__lte=version.added_at
    )
    people = (so_far.values_list("added_by"), orders.values_list("ordered_by"), written.values_list("by"))
    return frozenset(chain.from_iterable(chain.from_iterable(rows.order_by() for rows in people)))


def approvals_of(version: PaperVersion) -> list[ReleaseApproval]:
    """The newest word of each person about the version's exact bytes, where it is an approval, oldest first."""
    rows = ReleaseApproval.objects.filter(version=version, sha256=version.sha256).select_related("by", "scan")
    newest = {row.by_id: row for row in rows.order_by("pk")}
    return sorted((row for row in newest.values() if row.is_given), key=lambda row: row.pk)


def standing_approvals(version: PaperVersion) -> list[ReleaseApproval]:
    """Approvals by people who are not among the authors, also when they became one later."""
    authors = authors_of(version)
    return [row for row in approvals_of(version) if row.by_id not in authors]


def approvals_with(version: PaperVersion, register: str) -> list[ReleaseApproval]:
    """Standing approvals given after a look with these protected words; others looked for other words."""
    return [row for row in standing_approvals(version) if row.scan is not None and row.scan.register == register]


def missing_of_scan(version: PaperVersion, scan: ReleaseScan | None, register: str) -> list[str]:
    """What the look at the file still lacks before anybody may approve, as sentences; nothing when it is clean."""
    if scan is None or scan.sha256 != version.sha256:
        return ["The file has not been looked through yet."]
    if scan.register != register:
        return ["The protected words have changed since the file was looked through. Look through it again."]
    unread = [] if scan.is_readable else ["A part of the file cannot be read. Make a version that can be read wholly."]
    return unread + _missing_of_findings(findings_of(scan))


def _missing_of_findings(found: Sequence[Found]) -> list[str]:
    """What findings still hold up: protected words, those nobody has decided about, those to be changed."""
    blocking = sum(row.kind.blocks_release for row in found)
    undecided = sum(row.judgement is None and not row.kind.blocks_release for row in found)
    unmended = sum(row.is_open for row in found) - blocking - undecided
    return unmet(
        (not blocking, f"{_times(blocking, 'protected word')} in the file. Make a new version without them."),
        (not undecided, f"{_times(undecided, 'finding')} nobody has decided about. Decide about each."),
        (not unmended, f"{_times(unmended, 'finding')} to be changed and still there. Make a new version."),
    )


def _times(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def missing_approvals(version: PaperVersion, register: str) -> list[str]:
    """What the approvals still lack, as sentences."""
    given = {row.by_id for row in approvals_with(version, register)}
    return unmet(
        (
            len(given) >= APPROVALS_NEEDED,
            f"Two people who did not write the file must approve it; approvals so far: {len(given)}.",
        ),
        (
            not given or bool(given - drafters(version.paper.case)),
            "One of those who approve must be from outside the drafting.",
        ),
    )


def record_of(case: Case) -> PublicRecord | None:
    """The case's place on the public register, None while it has none."""
    found: PublicRecord | None = PublicRecord.objects.filter(case=case).first()
    return found


def check_put_up_now(case: Case) -> None:
    """Pass when the review is on the public register or its publication is recorded, and no embargo lasts."""
    record = record_of(case)
    published = CaseEvent.objects.filter(case=case, kind=Event.PUBLISHED).exists()
    if record is None and not published:
        raise NotNow("The review was not published, so no file can be put up.")
    check_embargo_over(case)


def check_report_may_stand(record: PublicRecord | None, kind: PaperKind) -> None:
    """Pass unless the report is withheld: then a briefing may stand on the register and nothing else; raise NotNow."""
    withheld = record is not None and record.state in {PublicState.WITHHELD, PublicState.LEARNING}
    if withheld and kind is not PaperKind.BRIEFING:
        raise NotNow("Publication is withheld. Prepare publication again before the report is put up.")


GUARDS: Mapping[Verb, Guard] = {
    Verb.PUT_UP_FILE: check_put_up_now,
    Verb.CORRECT_FILE: check_put_up_now,
}
