"""A pack is planned, asked for, made in the background, and approved by two people who did not write it.

Source: background orders of papers [D]; two reviewers, neither the author [D].
"""

import datetime
import uuid
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils import timezone

from dhr_cases.actions.core import require, today
from dhr_cases.actions.order_queue import LEASE, change, claim
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import OrderState, Partnership, PublicRecord, PublicState, User
from dhr_cases.papers.uploads import digest_of
from dhr_cases.permissions import team_memberships
from dhr_cases.roles import Role
from learning.actions.core import acting, acting_by_itself
from learning.models import Event, PackApproval, PackEdition, PackFile, PackOrder, PackReview, SeminarPack
from learning.pack_checks import faults_of, ingredients_of
from learning.pack_gate import (
    authors_of,
    digest_of_files,
    kept_findings,
    look_through,
    newest_edition,
    registers_digest,
    standing_approvals,
    state_of,
)
from learning.pack_terms import MOST_REVIEWS
from learning.papers.pack.files import MadeFile, files_of
from learning.papers.pack.material import Material, material_of
from learning.verbs import LearningVerb


@dataclass(frozen=True)
class PackPlan:
    """What a pack tells of: reviews by key, those whose family agreed, and our own words, one point a line."""

    records: tuple[int, ...]
    family_agreed: tuple[int, ...] = ()
    aims: str = ""
    themes: str = ""
    practice: str = ""
    questions: str = ""
    routes: str = ""


def plan_pack(*, event: Event, by: User, plan: PackPlan) -> SeminarPack:
    """Choose reviews and themes, and write what the day needs besides.

    Raises Incomplete without a review, for more than a seminar can do justice to, for a review that is not published,
    or for a theme that names a paragraph there is not.
    """
    with acting(LearningVerb.PLAN_PACK, event.partnership, by) as act:
        records = list(PublicRecord.objects.filter(pk__in=plan.records, state=PublicState.PUBLISHED))
        require(
            (bool(plan.records), "Choose at least one published review."),
            (len(plan.records) <= MOST_REVIEWS, f"Choose at most {MOST_REVIEWS} reviews."),
            (len(records) == len(set(plan.records)), "One of the reviews is no longer published. Choose again."),
        )
        pack = SeminarPack.objects.filter(event=event).first() or SeminarPack(event=event)
        for name in ("aims", "themes", "practice", "questions", "routes"):
            setattr(pack, name, getattr(plan, name).replace("\r\n", "\n").strip())
        pack.save()
        _choose(pack, records, plan)
        _check_whole(material_of(pack))
        act.record(about=pack, detail={"event": event.code, "reviews": [record.slug for record in records]})
    return pack


def _check_whole(material: Material) -> None:
    """Pass for a pack that can be made; raise Incomplete with everything that is missing."""
    faults = faults_of(material)
    if faults:
        raise Incomplete(" ".join(faults), faults)


def _choose(pack: SeminarPack, records: Sequence[PublicRecord], plan: PackPlan) -> None:
    wanted = {record.pk for record in records}
    present = {row.record_id: row for row in PackReview.objects.filter(pack=pack)}
    for record_id in sorted(wanted | set(present)):
        row = present.get(record_id) or PackReview(pack=pack, record_id=record_id)
        row.is_chosen = record_id in wanted
        row.has_family_agreed = record_id in wanted and record_id in plan.family_agreed
        row.save()


def order_pack(*, pack: SeminarPack, by: User) -> PackOrder:
    """Ask for the files; they are made in the background. Asked for twice while it waits, it is made once.

    Raises Incomplete while something is missing.
    """
    with acting(LearningVerb.ORDER_PACK, pack.event.partnership, by) as act:
        _check_whole(material_of(pack))
        waiting: PackOrder | None = PackOrder.objects.filter(pack=pack, state=OrderState.WAITING).first()
        order: PackOrder = waiting or PackOrder.objects.create(pack=pack, ordered_by=by)
        act.record(about=order, detail={"event": pack.event.code})
    return order


MAKING = 6
"""A pack has some twenty files: it is left alone for so many times as long as one paper [D]."""


def claim_pack(now: datetime.datetime) -> PackOrder | None:
    """The next pack to be made, marked as begun; None when none waits."""
    return claim(PackOrder.objects.select_related("pack__event__partnership"), now, MAKING * LEASE)


def make_pack(order: PackOrder) -> PackEdition:
    """Make every file, look through each, and keep them as the next edition; all of them or none.

    Raises Incomplete when something is missing or a file holds a protected word; NotNow when another has taken the
    order up.
    """
    pack = order.pack
    material = material_of(pack)
    _check_whole(material)
    register = registers_digest(material.records)
    files = list(files_of(ingredients_of(material, today())))
    checks = look_through(files, pack, material.records)
    findings = [kept_findings(check, pack) for check in checks]
    with ExitStack() as undo:
        with acting_by_itself(LearningVerb.MAKE_PACK, pack.event.partnership, reason="Made in the background") as act:
            edition = _edition(order, register, [digest_of(file.content) for file in files])
            for file, found in zip(files, findings, strict=True):
                _keep(edition, file, found, undo)
            if not change(order, state=OrderState.DONE, ended_at=timezone.now()):
                raise NotNow("This order was taken up again elsewhere.")
            detail = {"event": pack.event.code, "edition": edition.number, "files": len(files)}
            act.record(about=edition, detail=detail | {"digest": edition.digest})
        undo.pop_all()
    return edition


def _edition(order: PackOrder, register: str, digests: Sequence[str]) -> PackEdition:
    newest = newest_edition(order.pack)
    made: PackEdition = PackEdition.objects.create(
        pack=order.pack,
        number=newest.number + 1 if newest else 1,
        digest=digest_of_files(digests),
        register=register,
        ordered_by=order.ordered_by,
    )
    return made


def _keep(edition: PackEdition, file: MadeFile, findings: str, undo: ExitStack) -> None:
    row = PackFile(
        edition=edition,
        part=file.part,
        label=file.label,
        file_name=file.name,
        size=len(file.content),
        sha256=digest_of(file.content),
        findings=findings,
    )
    ending = file.name.rpartition(".")[2]
    row.file.save(f"{uuid.uuid4().hex}.{ending}", ContentFile(file.content), save=False)
    undo.callback(row.file.storage.delete, str(row.file.name))
    row.save()


def approve_pack(*, edition: PackEdition, by: User, digest: str) -> PackApproval:
    """One person approves all files of an edition; ``digest`` is that of what they looked at.

    Raises NotPermitted for an author or an auditor, Incomplete when it has changed since, NotNow for a second time.
    """
    with acting(LearningVerb.APPROVE_PACK, edition.pack.event.partnership, by) as act:
        state = state_of(edition)
        if state.missing_before_approval:
            raise Incomplete(" ".join(state.missing_before_approval), state.missing_before_approval)
        require((digest == edition.digest, "Another edition was made since you looked. Look at the new one."))
        _check_may_approve(edition, by)
        approval: PackApproval = PackApproval.objects.create(
            edition=edition, digest=edition.digest, is_given=True, by=by
        )
        act.record(about=approval, detail=_which(edition))
    return approval


def _which(edition: PackEdition) -> dict[str, str | int]:
    """Which edition an act was about, and of which event's pack."""
    return {"event": edition.pack.event.code, "edition": edition.number, "digest": edition.digest}


def has_part_besides_auditor(person: User, partnership: Partnership) -> bool:
    """True for somebody who holds a part in the partnership that does more than read."""
    parts = team_memberships(person).filter(team__partnership=partnership)
    return parts.exclude(team__role=Role.AUDITOR).exists()


def _check_may_approve(edition: PackEdition, by: User) -> None:
    if not has_part_besides_auditor(by, edition.pack.event.partnership):
        raise NotPermitted("An auditor reads and approves nothing.")
    if by.pk in authors_of(edition):
        raise NotPermitted("You planned or asked for this pack. Two other people must approve it.")
    if by.pk in {row.by_id for row in standing_approvals(edition)}:
        raise NotNow("You have approved this pack already.")


def withdraw_pack_approval(*, edition: PackEdition, by: User, reason: str) -> PackApproval:
    """A person takes their own approval back; the files go out no more from that moment.

    Raises Incomplete without a reason, NotNow when there is no approval of theirs.
    """
    with acting(LearningVerb.WITHDRAW_PACK_APPROVAL, edition.pack.event.partnership, by, reason=reason) as act:
        require((bool(reason.strip()), "Enter why you take your approval back."))
        if by.pk not in {row.by_id for row in standing_approvals(edition)}:
            raise NotNow("You have not approved this pack.")
        taken_back: PackApproval = PackApproval.objects.create(
            edition=edition, digest=edition.digest, is_given=False, reason=reason, by=by
        )
        act.record(about=taken_back, detail=_which(edition))
    return taken_back
