"""A released file is put on the public register, corrected or taken down; its address stays for good.

Every file is a copy of its own, hashed while it is copied and asked of the gate before the act ends.
Source: domain 4.3, published files are immutable [D]; funding-and-reporting 5.6, what public lists carry [V].
"""

import datetime
import uuid
from collections.abc import Collection, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.utils.text import slugify

from dhr_cases.actions.core import Act, acting, require, today
from dhr_cases.anonymisation.corners import read_file
from dhr_cases.anonymisation.derive import PublicFacts, check_words, one_line, public_facts, shows_progress
from dhr_cases.errors import Incomplete, NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, PaperVersion, Publication, PublicFile, PublicRecord, PublicState, User
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.policies.release import WRITTEN_AS, check_report_may_stand, record_of
from dhr_cases.release_gate import (
    ReleaseState,
    live_files,
    release_state,
    release_states,
    seal_of,
    served_bytes,
    stored_bytes,
)
from dhr_cases.verbs import Verb

LABELS: Mapping[PaperKind, str] = {
    PaperKind.PUBLISHED_REPORT: "Overview report",
    PaperKind.PUBLISHED_SUMMARY: "Executive summary",
    PaperKind.PUBLISHED_PLAN: "Action plan",
    PaperKind.BRIEFING: "Case briefing",
}
"""What the public reads a file is; a briefing may be given a label of its own."""

REPLACED = "A newer version was put up."
KEPT_WORDS = frozenset({"of"})
"""Words that are part of other addresses of the register."""


@dataclass(frozen=True)
class PublicWords:
    """What the public reads where a report does not stand: why, and what remains."""

    reason: str
    what_remains: str = ""


def releasable(case: Case) -> list[PaperVersion]:
    """The newest version of each paper for the public, in each format it was made in."""
    versions = PaperVersion.objects.filter(paper__case=case, paper__kind__in=WRITTEN_AS).select_related("paper__case")
    newest = {(version.paper_id, format_of(version)): version for version in versions.order_by("number")}
    return sorted(newest.values(), key=lambda version: (version.paper_id, format_of(version)))


def format_of(version: PaperVersion) -> str:
    """The ending of a version's file name, small."""
    return PurePath(version.file_name).suffix.lower().removeprefix(".")


def name_of(version: PaperVersion) -> str:
    """What a file for the public is, in which version and format; never its title or the name it was added under."""
    return f"{LABELS[PaperKind(version.paper.kind)]}, version {version.number} ({format_of(version).upper()})"


def standing_of(version: PaperVersion) -> PublicFile | None:
    """The file of the same paper in the same format that is on the register now, None when there is none."""
    record = record_of(version.paper.case)
    return _standing(record, version) if record is not None else None


def put_up_file(*, case: Case, by: User, version: PaperVersion, label: str = "") -> PublicFile:
    """Put one released file on the register after the publication, such as a case briefing.

    Raises Incomplete while it is not released or its label holds a protected word, NotNow while the report is withheld
    or an earlier version of the file stands: that one is corrected.
    """
    with ExitStack() as undo:
        with acting(Verb.PUT_UP_FILE, case, by) as act:
            record = _record_for(act, version)
            _check_stands_not(_standing(record, version))
            put_up = _put_up(act, undo, record, release_state(version), label=label)
            _refresh(act, record)
            _clear_withdrawal(record, version)
        undo.pop_all()
    return put_up


def correct_file(*, case: Case, by: User, version: PaperVersion, reason: str) -> PublicFile:
    """A released newer version takes the place of the file that stands; the public reads why.

    Raises Incomplete without a reason, while it is not released, or when the reason holds a protected word.
    """
    with ExitStack() as undo:
        with acting(Verb.CORRECT_FILE, case, by, reason=reason) as act:
            require((bool(reason.strip()), "Enter the reason for the correction."))
            check_words(case, {"The reason": reason})
            record = _record_for(act, version)
            standing = _standing(record, version)
            replaced = _other_than(version, standing)
            put_up = _put_up(act, undo, record, release_state(version), label=replaced.label, reason=reason)
            _refresh(act, record)
        undo.pop_all()
    return put_up


def check_goes_up(version: PaperVersion) -> None:
    """Pass for a released file of which no version stands; raise NotNow or Incomplete as putting it up would."""
    check_report_may_stand(record_of(version.paper.case), PaperKind(version.paper.kind))
    _check_stands_not(standing_of(version))
    _check_released(release_state(version))


def check_corrects(version: PaperVersion) -> None:
    """Pass for a released file of which another version stands; raise NotNow or Incomplete as the correction would."""
    check_report_may_stand(record_of(version.paper.case), PaperKind(version.paper.kind))
    _other_than(version, standing_of(version))
    _check_released(release_state(version))


def _check_stands_not(standing: PublicFile | None) -> None:
    if standing is not None:
        raise NotNow("A version of this file stands on the register. Correct it with the reason.")


def _other_than(version: PaperVersion, standing: PublicFile | None) -> PublicFile:
    """The file that stands, when it is another than this version; raises NotNow."""
    if standing is None or standing.sha256 == version.sha256:
        raise NotNow("There is no other version of this file on the register.")
    return standing


def _check_released(state: ReleaseState) -> None:
    if not state.is_released:
        raise Incomplete(" ".join(state.missing), state.missing)


def _record_for(act: Act, version: PaperVersion) -> PublicRecord:
    """The case's record, made when it has none; refused for a paper of another case or a withheld report."""
    if version.paper.case_id != act.case.pk:
        raise NotPermitted("This paper is of another case.")
    record = record_of(act.case)
    check_report_may_stand(record, PaperKind(version.paper.kind))
    return record if record is not None else _made(act, public_facts(act.case), PublicState.PUBLISHED)


def put_up_released(act: Act, undo: ExitStack) -> PublicRecord | None:
    """Put up every file that is released, as part of the publication; None when none is.

    Raises Incomplete when the register says that the report is withheld and no file of it is released.
    """
    released = _released(act.case)
    record = record_of(act.case)
    if {state.version.paper.kind for state in released} <= {PaperKind.BRIEFING}:
        _check_not_withheld(record)
        return None
    record = record or _made(act, public_facts(act.case), PublicState.PUBLISHED)
    _stand_again(record)
    for state in released:
        _bring_up_to_date(act, undo, record, state)
    _refresh(act, record)
    return record


def _released(case: Case) -> list[ReleaseState]:
    return [state for state in release_states(releasable(case)) if state.is_released]


def _check_not_withheld(record: PublicRecord | None) -> None:
    if record is not None and record.state != PublicState.PUBLISHED:
        raise Incomplete("The public register says that the report is not published. Release its files first.")


def _bring_up_to_date(act: Act, undo: ExitStack, record: PublicRecord, state: ReleaseState) -> None:
    """Put up a released file unless these very bytes stand; an older version that stands is replaced."""
    standing = _standing(record, state.version)
    if standing is None or standing.sha256 != state.version.sha256:
        _put_up(act, undo, record, state, reason=REPLACED if standing else "")


def _made(act: Act, facts: PublicFacts, state: PublicState) -> PublicRecord:
    record: PublicRecord = PublicRecord.objects.create(
        partnership=facts.partnership,
        case=act.case,
        slug=_slug(facts.title),
        title=facts.title,
        pseudonym=facts.pseudonym,
        year=facts.year,
        state=state,
        progress=list(facts.progress),
        put_up_on=today(),
        version=1,
    )
    return record


def _slug(title: str) -> str:
    """An address nobody has yet, from the title."""
    stem = slugify(title.replace("/", "-"))[:60] or "review"
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    taken = set(PublicRecord.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | KEPT_WORDS
    return next(name for name in names if name not in taken)


def _stand_again(record: PublicRecord) -> None:
    """The record says that the report stands; why it did not is no longer told."""
    if record.state != PublicState.PUBLISHED:
        record.put_up_on = _first_put_up(record)
    record.state, record.reason, record.what_remains = PublicState.PUBLISHED, "", ""
    record.taken_down_on = None


def _first_put_up(record: PublicRecord) -> datetime.date:
    """The day on which the report first stood: today where only its withholding, or learning, was told before."""
    reports = PublicFile.objects.filter(record=record).exclude(kind=PaperKind.BRIEFING)
    return reports.order_by("put_up_on").values_list("put_up_on", flat=True).first() or today()


def _clear_withdrawal(record: PublicRecord, version: PaperVersion) -> None:
    """A report put up again after it was taken down stands again; a briefing alone changes nothing of that."""
    if record.state == PublicState.WITHDRAWN and version.paper.kind != PaperKind.BRIEFING:
        _stand_again(record)
        record.save()
        plan = Publication.objects.filter(case=record.case).first()
        if plan is not None:
            plan.withdrawn_on = None
            plan.save()


def _refresh(act: Act, record: PublicRecord) -> None:
    """Derive the record's facts again; words of the plan come from the files that now stand."""
    texts = [_text_of(each) for each in live_files(record)] if shows_progress(act.case) else []
    facts = public_facts(act.case, texts)
    record.title, record.pseudonym, record.year = facts.title, facts.pseudonym, facts.year
    record.progress = list(facts.progress)
    record.version += 1
    record.save()


def _text_of(public_file: PublicFile) -> str:
    reading = read_file(served_bytes(public_file), public_file.file_name)
    return one_line(" ".join(passage.text for passage in reading.passages))


def _standing(record: PublicRecord, version: PaperVersion) -> PublicFile | None:
    """The file of the same paper in the same format that is up."""
    same = (each for each in live_files(record) if _paper_of(each) == version.paper_id)
    return next((each for each in same if each.file_format == format_of(version)), None)


def _paper_of(public_file: PublicFile) -> int | None:
    return public_file.paper_version.paper_id if public_file.paper_version else None


def _put_up(
    act: Act, undo: ExitStack, record: PublicRecord, state: ReleaseState, *, label: str = "", reason: str = ""
) -> PublicFile:
    """Copy the bytes of a released version to a file of their own; the one it replaces comes down."""
    _check_released(state)
    version = state.version
    earlier = _standing(record, version)
    row = _row(act, record, version, label.strip(), reason)
    check_words(act.case, {"The label": row.label, "The name of the file": row.file_name})
    row.file.save(f"{uuid.uuid4().hex}.{row.file_format}", ContentFile(stored_bytes(version)), save=False)
    undo.callback(row.file.storage.delete, str(row.file.name))
    row.save()
    served_bytes(row)
    if earlier is not None:
        _take_down_file(earlier, reason)
    detail = {"file": row.label, "format": row.file_format, "version": row.number, "sha256": row.sha256}
    act.record(Event.FILE_PUT_UP, about=row, detail=detail)
    return row


def _row(act: Act, record: PublicRecord, version: PaperVersion, label: str, reason: str) -> PublicFile:
    kind, ending = PaperKind(version.paper.kind), format_of(version)
    words = label or LABELS[kind]
    return PublicFile(
        record=record,
        paper_version=version,
        kind=kind,
        label=words,
        file_name=f"{record.slug}-{slugify(words)}.{ending}",
        file_format=ending,
        size=version.size,
        sha256=version.sha256,
        seal=seal_of(record, kind, version.sha256),
        number=_number(record, version),
        correction_reason=reason,
        put_up_on=today(),
        put_up_by=act.by,
    )


def _number(record: PublicRecord, version: PaperVersion) -> int:
    """Which version of this paper in this format it is on the register, those taken down counted."""
    same = PublicFile.objects.filter(
        record=record, paper_version__paper=version.paper_id, file_format=format_of(version)
    )
    return same.count() + 1


def _take_down_file(public_file: PublicFile, reason: str) -> None:
    public_file.taken_down_on, public_file.taken_down_reason = today(), reason
    public_file.save()


def take_down_record(act: Act, words: PublicWords, keeps: Collection[int] = ()) -> PublicRecord | None:
    """Take the files of the record down but for those kept, by key; its address goes on saying why and what remains.

    None when the case has no record. Raises Incomplete without words for the public, or when they hold a protected one.
    """
    record = record_of(act.case)
    if record is None:
        return None
    _check_public(act.case, words)
    for each in live_files(record):
        if each.pk not in keeps:
            _take_down_file(each, words.reason)
    record.state, record.reason, record.what_remains = PublicState.WITHDRAWN, words.reason, words.what_remains
    record.taken_down_on = today()
    record.version += 1
    record.save()
    return record


def withhold_record(act: Act, state: PublicState, words: PublicWords) -> PublicRecord:
    """Tell on the register that a report is not published, or that its learning stands in its place, and why."""
    require((state in {PublicState.WITHHELD, PublicState.LEARNING}, "Say whether learning is published in its place."))
    _check_public(act.case, words)
    record = record_of(act.case) or _made(act, public_facts(act.case), state)
    for each in _reports(live_files(record)):
        _take_down_file(each, words.reason)
    record.state, record.reason, record.what_remains = state, words.reason, words.what_remains
    record.version += 1
    record.save()
    return record


def _reports(files: Iterable[PublicFile]) -> list[PublicFile]:
    return [each for each in files if each.kind != PaperKind.BRIEFING]


def _check_public(case: Case, words: PublicWords) -> None:
    require((bool(words.reason.strip()), "Enter the reason in words for the public."))
    check_words(case, {"The reason for the public": words.reason, "What remains": words.what_remains})


def refresh_progress(*, case: Case, by: User) -> PublicRecord:
    """Show the public where the action plan stands today; raises NotNow when the case is not on the register."""
    with acting(Verb.REFRESH_PROGRESS, case, by) as act:
        record = record_of(case)
        if record is None:
            raise NotNow("The review is not on the public register.")
        _refresh(act, record)
        act.record(Event.PUBLIC_PROGRESS_SHOWN, about=record, detail={"version": record.version})
    return record
