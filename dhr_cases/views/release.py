"""Which files of a review may the public have, what was found in them, who approved them, and what stands where?"""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from dhr_cases.actions.public_register import format_of, name_of, releasable, standing_of
from dhr_cases.actions.release import decide
from dhr_cases.anonymity_terms import FindingKind, Judgement
from dhr_cases.deadlines import long_date
from dhr_cases.disclosure import Material
from dhr_cases.errors import ReviewError
from dhr_cases.forms.release import FindingForm
from dhr_cases.models import Case, PaperVersion, PublicFile, PublicRecord, PublicState, ReleaseApproval
from dhr_cases.permissions import can
from dhr_cases.policies.release import (
    WRITTEN_AS,
    Found,
    approvals_of,
    authors_of,
    findings_of,
    newest_scan,
    record_of,
    unread_of,
)
from dhr_cases.release_gate import NotServed, ReleaseState, release_state, release_states, served_bytes
from dhr_cases.verbs import Verb
from dhr_cases.views.case_frame import case_context
from dhr_cases.views.gate import SignedInRequest, case_page
from dhr_cases.views.offers import offered
from dhr_cases.views.sending import is_sent, status_of, typed

UP_HEADS = (
    {"label": "File"},
    {"label": "Put up"},
    {"label": "Taken down"},
    {"label": "Handed out"},
    {"label": "Why corrected or taken down"},
)
FINDING_HEADS = (
    {"label": "Where"},
    {"label": "What"},
    {"label": "Words"},
    {"label": "Around them"},
    {"label": "Decision"},
)
APPROVAL_HEADS = ({"label": "Approved by"}, {"label": "When"}, {"label": "Counts"})
COUNTS = "Yes"
HIDDEN_WORDS = "Shown to those who may see names"


@case_page(Material.PUBLICATION)
def case_release(request: SignedInRequest, case: Case) -> HttpResponse:
    """Files for the public and how far each is; what stands on the register. How far is for those who check."""
    checks = can(Verb.SCAN_FOR_RELEASE, request.user, case)
    record = record_of(case)
    context = {
        "case": case,
        "checks": checks,
        "tasks": [_task(case, state) for state in release_states(releasable(case))] if checks else [],
        **(_on_the_register(request, case, record) if record else {}),
    }
    return render(request, "cases/release.html", _framed(request, case) | context)


def _on_the_register(request: SignedInRequest, case: Case, record: PublicRecord) -> dict[str, object]:
    """What stands on the register, and what can be done about it."""
    return {
        "record": _record_rows(record),
        "up_heads": UP_HEADS,
        "up": _up_rows(record),
        "offers": offered(request.user, case, _record_verbs(record)),
    }


def _framed(request: SignedInRequest, case: Case) -> dict[str, object]:
    """The frame of the case, with Publication as the page of the menu that this belongs to."""
    return case_context(request, case, "case_publication")


def _record_verbs(record: PublicRecord) -> list[Verb]:
    """What can be done about the place on the register; what is down is not taken down again."""
    is_down = record.state != PublicState.PUBLISHED
    return [Verb.REFRESH_PROGRESS] if is_down else [Verb.REFRESH_PROGRESS, Verb.TAKE_DOWN]


def _task(case: Case, state: ReleaseState) -> dict[str, object]:
    """One file as a line of the task list: what is missing as its hint, how far it is as its status."""
    mark, words = _how_far(state)
    return {
        "label": name_of(state.version),
        "url": reverse("case_release_file", args=(case.reference, state.version.pk)),
        "hint": " ".join(state.missing),
        "state": mark,
        "status": words,
    }


def _how_far(state: ReleaseState) -> tuple[str, str]:
    if state.is_released:
        return "done", "Released"
    if state.may_be_approved:
        return "running", "Waits for approval"
    return ("overdue", "Not released") if state.scan else ("not_started", "Not looked through")


def _record_rows(record: PublicRecord) -> list[dict[str, object]]:
    address = reverse("public_record", args=(record.slug,))
    return [
        {"label": "Title", "value": record.title},
        {"label": "State", "value": PublicState(record.state).label},
        {"label": "Address", "value": address, "value_url": address},
        {"label": "Put up on", "value": long_date(record.put_up_on) if record.put_up_on else ""},
        {"label": "Reason given to the public", "value": record.reason or "none"},
        {"label": "What remains", "value": record.what_remains or "none"},
        {"label": "Steps of the action plan shown", "value": str(len(record.progress))},
    ]


def _up_rows(record: PublicRecord) -> list[dict[str, object]]:
    files = PublicFile.objects.filter(record=record).select_related("record", "paper_version")
    return [{"cells": _up_cells(each)} for each in files]


def _up_cells(public_file: PublicFile) -> list[dict[str, object]]:
    down = public_file.taken_down_on
    mark, words = _handed_out(public_file)
    return [
        {"text": f"{public_file.label}, version {public_file.number} ({public_file.file_format.upper()})"},
        {"text": f"{long_date(public_file.put_up_on)} by {public_file.put_up_by}"},
        {"text": long_date(down) if down else "no"},
        {"text": words, "state": mark},
        {"text": public_file.taken_down_reason or public_file.correction_reason or "none"},
    ]


def _handed_out(public_file: PublicFile) -> tuple[str, str]:
    """Whether the gate lets the file out now; the sentence of its refusal tells the partnership why not."""
    if public_file.taken_down_on:
        return "met", "No"
    try:
        served_bytes(public_file)
    except NotServed as refusal:
        return "overdue", f"No. {refusal.sentence}"
    return "done", "Yes"


@case_page(Material.PUBLICATION)
def case_release_file(request: SignedInRequest, case: Case, version_id: int) -> HttpResponse:
    """One file: what was found in it, who approved it, what is missing, and what can be done now."""
    version = _version(request, case, version_id)
    state = release_state(version)
    sees = can(Verb.SHOW_NAMES, request.user, case)
    context = {
        "case": case,
        "name": name_of(version),
        "facts": _facts(state),
        "missing": state.missing,
        "unread": unread_of(state.scan) if state.scan else (),
        "approvals": _approval_rows(version, state),
        "approval_heads": APPROVAL_HEADS,
        "finding_heads": FINDING_HEADS,
        "findings": _finding_rows(case, version, state.found, sees),
        "offers": offered(request.user, case, _fitting(state, request.user.pk), version),
        "file_url": reverse("paper_file", args=(case.reference, version.pk)),
    }
    return render(request, "cases/release_file.html", _framed(request, case) | context)


def _version(request: SignedInRequest, case: Case, version_id: int) -> PaperVersion:
    """A file for the public of this case, for those who check; Http404 for anything else."""
    if not can(Verb.SCAN_FOR_RELEASE, request.user, case):
        raise Http404
    files = PaperVersion.objects.filter(paper__case=case, paper__kind__in=WRITTEN_AS)
    found: PaperVersion = get_object_or_404(files.select_related("paper__case", "added_by"), pk=version_id)
    return found


def _fitting(state: ReleaseState, person: int) -> list[Verb]:
    """Acts that the state of the file leaves to this person; who and when is asked by the offer and by the act."""
    fitting = [Verb.SCAN_FOR_RELEASE, *_fitting_word(state, person)]
    return fitting + _fitting_place(state.version) if state.is_released else fitting


def _fitting_word(state: ReleaseState, person: int) -> list[Verb]:
    """The person's own word about the file: given, to be given, or not theirs to give."""
    if person in {row.by_id for row in approvals_of(state.version)}:
        return [Verb.WITHDRAW_APPROVAL]
    may_approve = state.may_be_approved and person not in authors_of(state.version)
    return [Verb.APPROVE_RELEASE] if may_approve else []


def _fitting_place(version: PaperVersion) -> list[Verb]:
    """How a released file comes to the register: for the first time, or where an older version stands."""
    standing = standing_of(version)
    if standing is None:
        return [Verb.PUT_UP_FILE]
    return [Verb.CORRECT_FILE] if standing.sha256 != version.sha256 else []


def _facts(state: ReleaseState) -> list[dict[str, object]]:
    version, scan = state.version, state.scan
    mark = f"{long_date(timezone.localdate(scan.at))} by {scan.by}" if scan else "not yet"
    return [
        {"label": "State", "value": _how_far(state)[1]},
        {"label": "Format", "value": format_of(version).upper()},
        {"label": "Added", "value": f"{long_date(timezone.localdate(version.added_at))} by {version.added_by}"},
        {"label": "Last looked through", "value": mark},
        {"label": "SHA-256", "value": version.sha256},
    ]


def _approval_rows(version: PaperVersion, state: ReleaseState) -> list[dict[str, object]]:
    authors = authors_of(version)
    return [{"cells": _approval_cells(row, state, row.by_id in authors)} for row in approvals_of(version)]


def _approval_cells(row: ReleaseApproval, state: ReleaseState, is_author: bool) -> list[dict[str, object]]:
    at = timezone.localtime(row.at)
    words = "No, by an author" if is_author else _counts(row, state)
    cells: list[dict[str, object]] = [{"text": str(row.by)}, {"text": f"{long_date(at.date())}, {at:%H:%M}"}]
    return [*cells, {"text": words, "state": "done" if words == COUNTS else "overdue"}]


def _counts(row: ReleaseApproval, state: ReleaseState) -> str:
    """Whether the approval was given with the protected words of the newest look."""
    is_old = state.scan is None or row.scan is None or row.scan.register != state.scan.register
    return "No, the protected words have changed since" if is_old else COUNTS


def _finding_rows(case: Case, version: PaperVersion, found: Sequence[Found], sees: bool) -> list[dict[str, object]]:
    return [_finding_row(case, version, number, row, sees) for number, row in enumerate(found, start=1)]


def _finding_row(case: Case, version: PaperVersion, number: int, row: Found, sees: bool) -> dict[str, object]:
    may_decide = sees and row.kind is not FindingKind.PROTECTED
    url = reverse("case_release_finding", args=(case.reference, version.pk, number)) if may_decide else ""
    words, around = _shown_words(row) if sees else (HIDDEN_WORDS, HIDDEN_WORDS)
    cells = (
        {"text": row.where},
        {"text": row.kind.label},
        {"text": words},
        {"text": around},
        {"text": decision_words(row), "state": "overdue" if row.is_open else "done"},
    )
    return {"cells": cells, "url": url}


def _shown_words(row: Found) -> tuple[str, str]:
    """The words found, and those around them."""
    return row.words, row.context or "nothing"


def decision_words(row: Found) -> str:
    """What was decided about a finding, and what follows while it still stands in the file."""
    if row.kind is FindingKind.MISSPELT and row.judgement is Judgement.KEEP:
        return "Another word: look through again"
    if row.kind.blocks_release:
        return "Make a new version"
    return _judged_words(row.judgement, row.is_open)


def _judged_words(judgement: Judgement | None, is_open: bool) -> str:
    if judgement is None:
        return "Not decided"
    return f"{judgement.label}: make a new version" if is_open else judgement.label


@case_page(Material.PUBLICATION)
def case_release_finding(request: SignedInRequest, case: Case, version_id: int, finding: int) -> HttpResponse:
    """One finding with the words around it, and what is decided about it; for those who may see names."""
    version = _version(request, case, version_id)
    if not can(Verb.DECIDE_FINDING, request.user, case):
        raise Http404
    found = _found(version)
    row = _decidable(found, finding)
    form = FindingForm(typed(request), initial={"judgement": row.judgement})
    if is_sent(request, form) and _decided(request, case, form, _same(found, row, form)):
        return redirect(reverse("case_release_file", args=(case.reference, version.pk)))
    context = {"case": case, "form": form, "row": row, "name": name_of(version), "version": version}
    framed = _framed(request, case) | context
    return render(request, "cases/release_finding.html", framed, status=status_of(request, form))


def _decidable(found: Sequence[Found], finding: int) -> Found:
    """The finding of this number, counted from 1; Http404 for none, and for a protected word."""
    if not 0 < finding <= len(found) or found[finding - 1].kind is FindingKind.PROTECTED:
        raise Http404
    return found[finding - 1]


def _found(version: PaperVersion) -> tuple[Found, ...]:
    scan = newest_scan(version)
    return findings_of(scan) if scan is not None else ()


def _same(found: Sequence[Found], row: Found, form: FindingForm) -> list[Found]:
    """The finding, and with it those of the same words when the person asked for that."""
    if not form.cleaned_data["everywhere"]:
        return [row]
    return [each for each in found if (each.kind, each.words.casefold()) == (row.kind, row.words.casefold())]


def _decided(request: SignedInRequest, case: Case, form: FindingForm, rows: Sequence[Found]) -> bool:
    answers = form.cleaned_data
    judgement, replacement = Judgement(answers["judgement"]), answers["replacement"]
    try:
        decide(
            case=case,
            by=request.user,
            found=rows,
            judgement=judgement,
            replacement=replacement,
            reason=answers["reason"],
        )
    except ReviewError as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True
