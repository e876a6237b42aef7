"""Something that shows that an action was carried out is added, and opened by those who may see it.

A file goes through the same checks as every upload. Source: evidence attached to close an action [V]; nothing is
taken away again, ours [D].
"""

import uuid
from contextlib import ExitStack

from django.core.files.base import ContentFile, File
from django.db import transaction

from dhr_cases.action_queries import actions_of
from dhr_cases.actions.action_core import answering_for, check_of_case, lock_action
from dhr_cases.actions.core import Recording, acting, as_partial, require, role_label, today
from dhr_cases.disclosure import Material
from dhr_cases.errors import NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Action, ActionEvidence, Case, CaseEvent, EvidenceKind, User
from dhr_cases.papers.uploads import CheckedUpload, check_upload
from dhr_cases.permissions import granted, may_see
from dhr_cases.policies.action_life import check_action_runs
from dhr_cases.roles import ROLES, CasePermission, Role
from dhr_cases.verbs import Verb


def give_evidence(*, action: Action, by: User, text: str, upload: File[bytes] | None = None) -> ActionEvidence:
    """An owner's person adds a file, or a statement where there is none. Raises NotPermitted, NotNow, Incomplete."""
    with ExitStack() as undo:
        with answering_for(action, by, reason="The owner's evidence") as act:
            row = _add(act, undo, action, text, upload)
        undo.pop_all()
    return row


def add_evidence(
    *, case: Case, by: User, action: Action, text: str, upload: File[bytes] | None = None
) -> ActionEvidence:
    """The office adds evidence that it was given; whoever adds it does not verify the action."""
    with ExitStack() as undo:
        with acting(Verb.ADD_EVIDENCE, case, by) as act:
            check_of_case(case, action)
            lock_action(action)
            row = _add(act, undo, action, text, upload)
        undo.pop_all()
    return row


def _add(act: Recording, undo: ExitStack, action: Action, text: str, upload: File[bytes] | None) -> ActionEvidence:
    check_action_runs(action)
    require((bool(text.strip()), "Say what the evidence shows."))
    row = ActionEvidence(
        action=action,
        kind=EvidenceKind.FILE if upload else EvidenceKind.STATEMENT,
        text=text,
        organisation=action.owner,
        on=today(),
        added_by=act.by,
    )
    if upload is not None:
        _keep(undo, row, check_upload(upload))
    row.save()
    detail = {"number": action.recommendation.ref, "form": EvidenceKind(row.kind).label, "sha256": row.sha256}
    act.record(Event.ACTION_EVIDENCED, about=action, detail=detail)
    return row


def _keep(undo: ExitStack, row: ActionEvidence, checked: CheckedUpload) -> None:
    """Write the bytes under a random name; ``undo`` takes them away again when anything after it fails."""
    row.file_name, row.size, row.sha256 = checked.name, checked.size, checked.sha256
    row.file.save(f"{uuid.uuid4().hex}.{checked.kind.ending}", ContentFile(checked.content), save=False)
    undo.callback(row.file.storage.delete, str(row.file.name))


def sees_evidence(user: User, case: Case) -> bool:
    """True for those who watch the plan or close the case: what agencies show is not for every reader of the plan."""
    is_shown = may_see(user, Material.RECOMMENDATIONS, case)
    return is_shown and bool({CasePermission.MONITOR, CasePermission.CLOSE} & granted(user, case))


@transaction.atomic
def open_evidence(*, by: User, evidence: ActionEvidence) -> File[bytes]:
    """The file, handed to a person who watches the plan of its case or answers for its action; recorded.

    Raises NotPermitted for anybody else, and for a statement, which has no file.
    """
    case = evidence.action.recommendation.case
    is_owner = actions_of(by).filter(pk=evidence.action_id).exists()
    if not evidence.file or not (is_owner or sees_evidence(by, case)):
        raise NotPermitted("This file is not open to you. Ask the coordinator.")
    CaseEvent.objects.create(
        case=case,
        kind=Event.EVIDENCE_OPENED,
        on=as_partial(None),
        stage=case.stage,
        by=by,
        by_role=ROLES[Role.ACTION_OWNER].label if is_owner else role_label(by, case),
        subject=evidence._meta.model_name or "",
        subject_id=evidence.pk,
        detail={"number": evidence.action.recommendation.ref, "sha256": evidence.sha256},
    )
    opened: File[bytes] = evidence.file.open("rb")
    return opened
