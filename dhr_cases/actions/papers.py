"""A paper is added in a new version, or opened by somebody who may see it. Source: documents of each stage [K]."""

import uuid
from contextlib import ExitStack

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Max

from dhr_cases.actions.core import Recording, acting, as_partial, require, role_label
from dhr_cases.disclosure import Material
from dhr_cases.errors import NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, Organisation, Paper, PaperVersion, User
from dhr_cases.paper_kinds import KINDS, Marking, PaperKind
from dhr_cases.papers.uploads import CheckedUpload, check_upload
from dhr_cases.permissions import may_see
from dhr_cases.submission_set import all_sent
from dhr_cases.verbs import Verb

DRAFT_KINDS: tuple[PaperKind, ...] = tuple(kind for kind in PaperKind if KINDS[kind].material is Material.DRAFTS)
"""The papers the chair or author writes."""

ONE_A_CASE = frozenset(kind for kind in PaperKind if KINDS[kind].is_needed_for_submission) | {
    PaperKind.COMBINED_CHRONOLOGY,
    PaperKind.TERMS_OF_REFERENCE,
    PaperKind.SUBMISSION_BUNDLE,
    PaperKind.PUBLISHED_REPORT,
    PaperKind.PUBLISHED_SUMMARY,
    PaperKind.PUBLISHED_PLAN,
}
"""Kinds of which a case has one paper: whatever title or agency is given, the file becomes its next version."""


def add_paper(
    *,
    case: Case,
    by: User,
    kind: PaperKind,
    title: str,
    upload: File[bytes],
    organisation: Organisation | None = None,
    note: str = "",
    marking: Marking = Marking.OFFICIAL_SENSITIVE,
) -> PaperVersion:
    """A file of any kind becomes a paper of the case, or the next version of one.

    Raises Incomplete when the file is not of a kind we take or is not what it says.
    """
    return _add_version(
        Verb.ADD_PAPER,
        case,
        by,
        kind=kind,
        title=title,
        upload=upload,
        organisation=organisation,
        note=note,
        marking=marking,
    )


def add_draft(
    *, case: Case, by: User, kind: PaperKind, title: str = "", upload: File[bytes], note: str = ""
) -> PaperVersion:
    """The chair or author adds a version of the report, summary or action plan; always restricted.

    Raises Incomplete for another kind of paper or an unsound file, NotNow while a hold stops drafting.
    """
    require((kind in DRAFT_KINDS, "A draft is an overview report, an executive summary or an action plan."))
    return _add_version(
        Verb.ADD_DRAFT,
        case,
        by,
        kind=kind,
        title=title,
        upload=upload,
        organisation=None,
        note=note,
        marking=Marking.OFFICIAL_SENSITIVE,
    )


def _add_version(
    verb: Verb,
    case: Case,
    by: User,
    *,
    kind: PaperKind,
    title: str,
    upload: File[bytes],
    organisation: Organisation | None,
    note: str,
    marking: Marking,
) -> PaperVersion:
    with ExitStack() as undo:
        with acting(verb, case, by, reason=note) as act:
            version = file_version(
                act, undo, kind=kind, title=title, upload=upload, organisation=organisation, note=note, marking=marking
            )
        undo.pop_all()
    return version


def file_version(
    act: Recording,
    undo: ExitStack,
    *,
    kind: PaperKind,
    title: str,
    upload: File[bytes],
    organisation: Organisation | None = None,
    note: str = "",
    marking: Marking = Marking.OFFICIAL_SENSITIVE,
) -> PaperVersion:
    """A file becomes a paper, or a version of one, inside an act; ``undo`` takes the bytes away if the act fails.

    Raises Incomplete when the file is not of a kind we take or is not what it says.
    """
    checked = check_upload(upload)
    return file_checked(
        act, undo, kind=kind, title=title, checked=checked, organisation=organisation, note=note, marking=marking
    )


def file_checked(
    act: Recording,
    undo: ExitStack,
    *,
    kind: PaperKind,
    title: str,
    checked: CheckedUpload,
    organisation: Organisation | None = None,
    note: str = "",
    marking: Marking = Marking.OFFICIAL_SENSITIVE,
) -> PaperVersion:
    """The same for a file that was checked before, or made here."""
    paper = _paper(act.case, kind, title.strip() or KINDS[kind].label, organisation)
    version = _store(undo, paper, checked, marking, note, act.by)
    _record_added(act, paper, version)
    return version


def _paper(case: Case, kind: PaperKind, title: str, organisation: Organisation | None) -> Paper:
    same: dict[str, object] = {"case": case, "kind": kind}
    if kind not in ONE_A_CASE:
        same |= {"title": title, "organisation": organisation}
    found: Paper | None = Paper.objects.filter(**same).first()
    if found is not None:
        return found
    new = {"title": title, "organisation": organisation, "custodian": case.custodian}
    made: Paper = Paper.objects.create(**new | same)
    return made


def _store(
    undo: ExitStack, paper: Paper, checked: CheckedUpload, marking: Marking, note: str, by: User
) -> PaperVersion:
    """Write the bytes under a random name and their row; the name given is kept for giving back.

    ``undo`` takes the bytes away again when the row, or anything after it, cannot be written.
    """
    latest = paper.versions.aggregate(number=Max("number"))["number"] or 0
    version = PaperVersion(
        paper=paper,
        number=latest + 1,
        file_name=checked.name,
        size=checked.size,
        sha256=checked.sha256,
        marking=marking,
        note=note,
        added_by=by,
    )
    name = f"{uuid.uuid4().hex}.{checked.kind.ending}"
    version.file.save(name, ContentFile(checked.content), save=False)
    undo.callback(version.file.storage.delete, str(version.file.name))
    version.save()
    return version


def _record_added(act: Recording, paper: Paper, version: PaperVersion) -> None:
    detail = {"kind": KINDS[PaperKind(paper.kind)].label, "version": version.number, "sha256": version.sha256}
    act.record(Event.PAPER_ADDED, about=version, detail=detail)


def _sees(user: User, case: Case, version: PaperVersion) -> bool:
    if may_see(user, version.paper.material, case):
        return True
    return version.pk in all_sent(case) and may_see(user, Material.SUBMISSION, case)


@transaction.atomic
def open_paper(*, case: Case, by: User, version: PaperVersion) -> File[bytes]:
    """The file of one version, handed to a person who sees its kind now; the opening is recorded, or nothing is.

    A version sent to the Home Office belongs to the submission as well. Allowed at every stage and under every
    hold. Raises NotPermitted for a paper of another case or not
    disclosed to the person at this stage.
    """
    if version.paper.case_id != case.pk or not _sees(by, case, version):
        raise NotPermitted("This paper is not open to you at this stage. Ask the coordinator.")
    CaseEvent.objects.create(
        case=case,
        kind=Event.PAPER_OPENED,
        on=as_partial(None),
        stage=case.stage,
        by=by,
        by_role=role_label(by, case),
        subject=version._meta.model_name or "",
        subject_id=version.pk,
        detail={"kind": KINDS[PaperKind(version.paper.kind)].label, "version": version.number},
    )
    opened: File[bytes] = version.file.open("rb")
    return opened
