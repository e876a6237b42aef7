"""A file is looked through before release, and two people who did not write it approve its exact bytes.

Source: ambition 3: freeze the bytes, two reviewers, neither the author [D]; domain 4.3 [D].
"""

import json
from collections.abc import Sequence

from dhr_cases.actions.anonymity import Judged, decide_findings
from dhr_cases.actions.core import acting, require
from dhr_cases.anonymisation.checking import FileCheck, check_file
from dhr_cases.anonymisation.derive import allowed_words
from dhr_cases.anonymisation.register import fingerprint_key, register_digest, tokens_of
from dhr_cases.anonymisation.suggesting import Suggestion
from dhr_cases.anonymisation.text_findings import TextFinding
from dhr_cases.anonymity_terms import Judgement
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, FindingDecision, PaperVersion, ReleaseApproval, ReleaseScan, User
from dhr_cases.paper_kinds import KINDS, PaperKind
from dhr_cases.permissions import check_can
from dhr_cases.policies.release import WRITTEN_AS, Found, approvals_of, approvals_with, authors_of
from dhr_cases.release_gate import release_state, stored_bytes
from dhr_cases.verbs import Verb


def scan_for_release(*, case: Case, by: User, version: PaperVersion) -> ReleaseScan:
    """Look through the file's exact bytes for protected words and pointers to a person, and keep what was found.

    The look itself runs before the case is locked, since a long report takes seconds. Raises Incomplete for a paper
    that is never public, NotServed when the bytes are not those added, NotNow when the protected words changed
    meanwhile.
    """
    check_can(Verb.SCAN_FOR_RELEASE, by, case)
    _check_of_case(case, version)
    register = register_digest(case)
    check = check_file(
        stored_bytes(version), version.file_name, tokens_of(case), key=fingerprint_key(), allowed=allowed_words(case)
    )
    with acting(Verb.SCAN_FOR_RELEASE, case, by) as act:
        if register_digest(case) != register:
            raise NotNow("The protected words changed while the file was looked through. Look through it again.")
        scan: ReleaseScan = ReleaseScan.objects.create(
            version=version,
            sha256=check.sha256,
            register=register,
            is_readable=check.is_readable,
            blocking=len(check.blocking),
            undecided=len(check.suggestions),
            findings=_kept(check),
            by=by,
        )
        found = {"protected words": len(check.blocking), "other findings": len(check.suggestions)}
        act.record(Event.RELEASE_SCANNED, about=scan, detail=_told(version) | found)
    return scan


def _kept(check: FileCheck) -> str:
    """The findings as the scan keeps them, encrypted in the row."""
    findings = [
        {
            "kind": row.kind.value,
            "words": row.words,
            "where": row.where,
            "context": row.context,
            "fingerprint": row.fingerprint,
        }
        for row in check.findings
    ]
    unreadable = [{"where": part.where, "why": part.why} for part in check.unreadable]
    return json.dumps({"findings": findings, "unreadable": unreadable})


def approve_release(*, case: Case, by: User, version: PaperVersion) -> ReleaseApproval:
    """One person approves the exact bytes of a version, after a look that found nothing open.

    Raises Incomplete while anything but approvals is missing, NotPermitted for an author, NotNow for a second time.
    """
    with acting(Verb.APPROVE_RELEASE, case, by) as act:
        _check_of_case(case, version)
        scan = check_may_approve(by, version)
        approval: ReleaseApproval = ReleaseApproval.objects.create(
            version=version, scan=scan, sha256=version.sha256, is_given=True, by=by
        )
        act.record(Event.RELEASE_APPROVED, about=approval, detail=_told(version))
    return approval


def check_may_approve(by: User, version: PaperVersion) -> ReleaseScan | None:
    """Pass for a file that lacks nothing but approvals, and a person who may still give one; the newest look at it.

    Raises Incomplete, NotPermitted for an author, NotNow for who has approved since the look.
    """
    state = release_state(version)
    if state.missing_before_approval:
        raise Incomplete(" ".join(state.missing_before_approval), state.missing_before_approval)
    if by.pk in authors_of(version):
        raise NotPermitted("You wrote, ordered or added this file. Two other people must approve it.")
    if state.scan is not None and by.pk in {row.by_id for row in approvals_with(version, state.scan.register)}:
        raise NotNow("You have approved this file already.")
    return state.scan


def withdraw_approval(*, case: Case, by: User, version: PaperVersion, reason: str) -> ReleaseApproval:
    """A person takes their own approval back; a file that is up is not served from that moment.

    Raises Incomplete without a reason, NotNow when there is no approval of theirs.
    """
    with acting(Verb.WITHDRAW_APPROVAL, case, by, reason=reason) as act:
        _check_of_case(case, version)
        require((bool(reason.strip()), "Enter why you take your approval back."))
        check_has_approved(by, version)
        taken_back: ReleaseApproval = ReleaseApproval.objects.create(
            version=version, sha256=version.sha256, is_given=False, reason=reason, by=by
        )
        act.record(Event.RELEASE_APPROVAL_WITHDRAWN, about=taken_back, detail=_told(version))
    return taken_back


def check_has_approved(by: User, version: PaperVersion) -> None:
    """Pass for a person whose approval stands; raise NotNow."""
    if by.pk not in {row.by_id for row in approvals_of(version)}:
        raise NotNow("You have not approved this file.")


def _check_of_case(case: Case, version: PaperVersion) -> None:
    """Pass for a paper of this case that can become public; raise NotPermitted or Incomplete."""
    if version.paper.case_id != case.pk:
        raise NotPermitted("This paper is of another case.")
    require((PaperKind(version.paper.kind) in WRITTEN_AS, "This kind of paper is not for the public."))


def _told(version: PaperVersion) -> dict[str, object]:
    kind = KINDS[PaperKind(version.paper.kind)].label
    return {"kind": kind, "version": version.number, "sha256": version.sha256}


def decide(
    *, case: Case, by: User, found: Sequence[Found], judgement: Judgement, replacement: str = "", reason: str = ""
) -> list[FindingDecision]:
    """Decide the same about findings of a look at a file; later looks at the same words carry the decision.

    Raises Incomplete for a protected word that is to be kept, for words kept without a reason, and where what is
    printed instead is not said.
    """
    require((judgement is not Judgement.KEEP or bool(reason.strip()), "Say why the words may stay as they are."))
    judged = [Judged(_in_text(row, replacement), judgement, replacement) for row in found]
    return decide_findings(case=case, by=by, judged=judged, reason=reason)


def _in_text(row: Found, replacement: str) -> TextFinding:
    """A finding of a file as one of a text: the words stand for themselves."""
    suggestion = Suggestion(0, len(row.words), row.words, row.kind, replacement, row.kind.label)
    return TextFinding(suggestion, row.fingerprint, "", "")
