"""How does a version of a funding model come to be: drafted by one person, brought into force by another?

A version once in force is never edited; a new one replaces it from its first year, and past years keep theirs.
Source: L5, L6, L10, L30, L31 [D].
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.models import Organisation, Partnership, User
from funding.actions.core import FundingAct, acting, check_not_future, require, today
from funding.file_values import FileFault
from funding.models import FundingEvent, FundingModel, ModelParty, ModelVersion
from funding.policies.funding_models import check_is_draft, check_keeps_past, check_no_draft
from funding.proposed_shares import parties_of
from funding.rule_files import RuleFaults, parse_rules
from funding.terms import ModelBasis, PartYear, VersionState
from funding.verbs import FundingVerb

_PLACE = re.compile(r"rules\[(?P<number>[0-9]+)\]\.?(?P<key>.*)")
DRAFTING = (FundingVerb.DRAFT_MODEL, FundingVerb.CHANGE_MODEL)


@dataclass(frozen=True, kw_only=True)
class ModelDraft:
    """What a version is to say. ``rules`` are objects in the vocabulary of ``rule_files``, parties by their codes."""

    first_year: int
    parties: Sequence[Organisation] = ()
    rules: Sequence[dict[str, object]] = ()
    basis: ModelBasis = ModelBasis.ANNUAL
    part_year: PartYear = PartYear.BY_DAYS
    underwriter: Organisation | None = None
    meeting: str = ""
    met_on: datetime.date | None = None
    minute: str = ""
    why: str = ""


def draft_model(*, partnership: Partnership, by: User, name: str, draft: ModelDraft, covers: str = "") -> ModelVersion:
    """Draft a version of the model of that name, which is made where there is none.

    Raises Incomplete for rules that cannot stand, NotNow while the model has a draft.
    """
    with acting(FundingVerb.DRAFT_MODEL, partnership, by, reason=draft.why) as act:
        require((bool(name.strip()), "Say what the model is called."))
        model, _ = FundingModel.objects.get_or_create(
            partnership=partnership, name=name.strip(), defaults={"covers": covers}
        )
        check_no_draft(model)
        last = model.versions.order_by("-number").first()
        version = ModelVersion(model=model, number=last.number + 1 if last else 1, first_year=draft.first_year)
        _write(version, draft)
        _record(act, version)
        return version


def change_model(*, version: ModelVersion, by: User, draft: ModelDraft, seen: str | None = None) -> ModelVersion:
    """Write a draft anew. Raises NotNow for a version that has been in force, Incomplete as ``draft_model``.

    With ``seen``, the mark of the state the change was made from, NotNow also when the draft has changed since.
    """
    with acting(FundingVerb.CHANGE_MODEL, version.model.partnership, by, reason=draft.why) as act:
        version.refresh_from_db()
        check_is_draft(version)
        if seen is not None and seen != mark_of(version):
            raise NotNow("Somebody has changed the draft since you opened this page. Look at it again.")
        _write(version, draft)
        _record(act, version)
        return version


def adopt_model(*, version: ModelVersion, by: User, reason: str = "") -> ModelVersion:
    """Bring a draft into force from its first year; the version before ends with the year before.

    Raises NotPermitted for whoever wrote the draft, NotNow where a year that is over would change its rules,
    Incomplete for a draft without parties or rules.
    """
    with acting(FundingVerb.ADOPT_MODEL, version.model.partnership, by, reason=reason) as act:
        version.refresh_from_db()
        check_is_draft(version)
        _check_not_drafter(version, by)
        check_keeps_past(version, today())
        require(
            (bool(version.rules), "Add at least one rule before the version comes into force."),
            (version.parties.filter(is_left_out=False).exists(), "Name the partners before it comes into force."),
        )
        _make_room(version)
        version.state, version.adopted_by, version.adopted_on = VersionState.IN_FORCE, by, today()
        version.save()
        _record(act, version)
        return version


def draft_of(version: ModelVersion, **changes: Any) -> ModelDraft:
    """What a version says now, with some of it changed: the start of the next draft."""
    said = ModelDraft(
        first_year=version.first_year,
        parties=parties_of(version),
        rules=version.rules,
        basis=ModelBasis(version.basis),
        part_year=PartYear(version.part_year),
        underwriter=version.underwriter,
        meeting=version.meeting,
        met_on=version.met_on,
        minute=version.minute,
        why=version.reason,
    )
    return replace(said, **changes)


def mark_of(version: ModelVersion) -> str:
    """A mark of the version's present state: every change gives it another."""
    return str(version.history.latest("history_id").history_id)


def drafters_of(version: ModelVersion) -> set[int]:
    """The keys of everybody who drafted or changed a version."""
    events = FundingEvent.objects.filter(kind__in=DRAFTING, subject="modelversion", subject_id=version.pk)
    return set(events.exclude(by=None).values_list("by", flat=True))


def _check_not_drafter(version: ModelVersion, by: User) -> None:
    if by.pk in drafters_of(version):
        raise NotPermitted("You worked on this draft yourself. Somebody else has to bring it into force.")


def _make_room(version: ModelVersion) -> None:
    """End the versions before with the year before, and this one before the next that covers a year already.

    One that was replaced may still cover years of this one; one that covers none counts for nothing.
    """
    others = version.model.versions.exclude(state=VersionState.DRAFT).order_by("first_year", "number")
    for other in filter(_covers_any, others):
        if other.first_year > version.first_year:
            version.last_year = other.first_year - 1
            return
        if other.last_year is None or other.last_year >= version.first_year:
            other.last_year, other.state = version.first_year - 1, VersionState.REPLACED
            other.save()


def _covers_any(version: ModelVersion) -> bool:
    """False for a version that another replaced from its own first year on."""
    return version.last_year is None or version.last_year >= version.first_year


def _write(version: ModelVersion, draft: ModelDraft) -> None:
    check_not_future(draft.met_on, "The day of the meeting")
    _check_rules(draft)
    version.first_year, version.basis, version.part_year = draft.first_year, draft.basis, draft.part_year
    version.underwriter, version.rules = draft.underwriter, list(draft.rules)
    version.meeting, version.met_on, version.minute, version.reason = (
        draft.meeting, draft.met_on, draft.minute, draft.why
    )  # fmt: skip
    version.save()
    _write_parties(version, draft.parties)


def _check_rules(draft: ModelDraft) -> None:
    codes = [body.code for body in draft.parties]
    require((len(set(codes)) == len(codes), "A partner is named twice. Keep one."))
    try:
        parse_rules(list(draft.rules), codes)
    except RuleFaults as faults:
        told = tuple(_told(fault) for fault in faults.faults)
        raise Incomplete(" ".join(told), told) from faults


def _told(fault: FileFault) -> str:
    """A fault with the number of its rule as people count: "Rule 3, percent: ..."."""
    found = _PLACE.fullmatch(fault.place)
    if found is None:
        return str(fault)
    key = f", {found['key'].replace('_', ' ')}" if found["key"] else ""
    return f"Rule {int(found['number']) + 1}{key}: {fault.sentence}"


def _write_parties(version: ModelVersion, parties: Sequence[Organisation]) -> None:
    """Let the version have these parties in this order; one dropped stays in the record as left out."""
    kept = {body.pk: order for order, body in enumerate(parties, start=1)}
    rows = {row.organisation_id: row for row in version.parties.all()}
    for key, order in kept.items():
        _place(rows.pop(key, None), version, key, order)
    for row in rows.values():
        _leave_out(row)


def _place(row: ModelParty | None, version: ModelVersion, body: int, order: int) -> None:
    """Let a body be a party at its place; a row that says so already is left as it is."""
    if row is None:
        ModelParty.objects.create(version=version, organisation_id=body, order=order)
    elif row.order != order or row.is_left_out:
        row.order, row.is_left_out = order, False
        row.save()


def _leave_out(row: ModelParty) -> None:
    if not row.is_left_out:
        row.is_left_out = True
        row.save()


def _record(act: FundingAct, version: ModelVersion) -> None:
    act.record(about=version, year=version.first_year, detail={"version": version.number, "rules": len(version.rules)})
