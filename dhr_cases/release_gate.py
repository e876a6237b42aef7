"""May these exact bytes be public? The last gate: every byte the public gets was read, hashed and compared here.

A file has its release from two people's approvals on its SHA-256, given after a look with the protected words of
today. A file on the public register keeps it while the bytes on disk are those, both approvals stand, and no later
look found a protected word in them. Source: ambition 3 [D]; domain 4.3 [D].
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import Storage
from django.db.models.fields.files import FieldFile

from dhr_cases.anonymisation.register import register_digest
from dhr_cases.errors import ReviewError
from dhr_cases.models import PaperVersion, PublicFile, PublicRecord, ReleaseScan
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.plain_text import Part
from dhr_cases.policies.release import (
    APPROVALS_NEEDED,
    WRITTEN_AS,
    Found,
    findings_of,
    missing_approvals,
    missing_of_scan,
    newest_scan,
    standing_approvals,
)
from dhr_cases.published_text import READABLE_FORMATS, parts_of_file

ORDER = (PaperKind.PUBLISHED_SUMMARY, PaperKind.PUBLISHED_REPORT, PaperKind.PUBLISHED_PLAN, PaperKind.BRIEFING)
"""The order in which a reader wants the files of a review."""


class NotServed(ReviewError):
    """The gate does not let these bytes out; the sentence is for the partnership, not for the public."""


class Gone(NotServed):
    """The file was public once and has been taken down."""


@dataclass(frozen=True)
class ReleaseState:
    """How far the release of one version is. ``missing`` are sentences; there are none when it is released."""

    version: PaperVersion
    scan: ReleaseScan | None
    found: tuple[Found, ...]
    missing_before_approval: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def is_released(self) -> bool:
        """True when the public may have these bytes."""
        return not self.missing

    @property
    def may_be_approved(self) -> bool:
        """True when nothing but approvals is missing."""
        return not self.missing_before_approval


def stored_bytes(version: PaperVersion) -> bytes:
    """The bytes of a version as they lie on disk; raises NotServed unless they are those that were added."""
    return _bytes_of(version.file, version.sha256)


def _bytes_of(file: FieldFile, sha256: str) -> bytes:
    """Read through the storage, never from an open file, so that each call sees what is on disk now."""
    storage: Storage = file.storage
    try:
        with storage.open(str(file.name), "rb") as opened:
            content: bytes = opened.read()
    except OSError:
        raise NotServed("The file is not where it was kept. Add it again.") from None
    if not hmac.compare_digest(hashlib.sha256(content).hexdigest(), sha256):
        raise NotServed("The bytes of the file are not those that were added. Add the file again.")
    return content


def release_states(versions: Iterable[PaperVersion]) -> list[ReleaseState]:
    """How far each of several versions is; the register of a case is read once."""
    digests: dict[int, str] = {}
    states = []
    for version in versions:
        case = version.paper.case
        if case.pk not in digests:
            digests[case.pk] = register_digest(case)
        states.append(_state(version, digests[case.pk]))
    return states


def release_state(version: PaperVersion) -> ReleaseState:
    """What was looked at, found, decided and approved about one version, and what is missing for its release."""
    return _state(version, register_digest(version.paper.case))


def _state(version: PaperVersion, register: str) -> ReleaseState:
    scan = newest_scan(version)
    before = (*_missing_of_kind(version), *_missing_of_bytes(version), *missing_of_scan(version, scan, register))
    return ReleaseState(
        version=version,
        scan=scan,
        found=findings_of(scan) if scan is not None else (),
        missing_before_approval=before,
        missing=(*before, *missing_approvals(version, register)),
    )


def is_released(version: PaperVersion) -> bool:
    """True when two people have approved exactly these bytes and nothing has changed since."""
    return release_state(version).is_released


def _missing_of_kind(version: PaperVersion) -> list[str]:
    if PaperKind(version.paper.kind) in WRITTEN_AS:
        return []
    return ["This kind of paper is not for the public."]


def _missing_of_bytes(version: PaperVersion) -> list[str]:
    try:
        stored_bytes(version)
    except NotServed as refusal:
        return [refusal.sentence]
    return []


def served_bytes(public_file: PublicFile) -> bytes:
    """The bytes of a public file, read, hashed and compared on every call; the only way to a public byte.

    Raises Gone for a file taken down; NotServed when a byte differs, when it was never sealed, when an approval was
    taken back or belongs to an author, or when a later look found a protected word.
    """
    if public_file.taken_down_on is not None:
        raise Gone("The file was taken down.")
    content = _bytes_of(public_file.file, public_file.sha256)
    _check_sealed(public_file)
    if public_file.paper_version is not None:
        _check_still_approved(public_file.paper_version, public_file.sha256)
    return content


def _check_sealed(public_file: PublicFile) -> None:
    seals = _seals(public_file.record.slug, public_file.kind, public_file.sha256)
    if not any(hmac.compare_digest(public_file.seal, seal) for seal in seals):
        raise NotServed("The file was not put up by an act of this register.")


def _check_approvals(version: PaperVersion, sha256: str) -> None:
    standing = {row.by_id for row in standing_approvals(version) if row.sha256 == sha256}
    if version.sha256 != sha256 or len(standing) < APPROVALS_NEEDED:
        raise NotServed("Two approvals no longer stand on these bytes.")


def _check_still_approved(version: PaperVersion, sha256: str) -> None:
    """Approvals must still stand on these bytes. A changed register alone takes nothing down; a name found does."""
    _check_approvals(version, sha256)
    scan = newest_scan(version)
    if scan is None or scan.blocking or not scan.is_readable:
        raise NotServed("The last look at the file found a protected word in it.")


def seal_of(record: PublicRecord, kind: PaperKind, sha256: str) -> str:
    """A keyed digest that says: these bytes were released as this paper of this record. Made when a file is put up."""
    return next(_seals(record.slug, kind, sha256))


def _seals(slug: str, kind: str, sha256: str) -> Iterator[str]:
    """The seal under each field key, newest first, so that adding a key takes nothing down."""
    sealed = f"{slug}/{kind}/{sha256}".encode()
    for key in settings.FIELD_ENCRYPTION_KEYS:
        secret = hashlib.sha256(b"dhr_cases.release_gate" + str(key).encode()).digest()
        yield hmac.new(secret, sealed, hashlib.sha256).hexdigest()


def live_files(record: PublicRecord) -> tuple[PublicFile, ...]:
    """Files of the record that were not taken down, summary first, then report, plan and briefing; one query."""
    files = PublicFile.objects.filter(record=record, taken_down_on=None).select_related("record", "paper_version")
    return tuple(sorted(files, key=lambda each: (ORDER.index(PaperKind(each.kind)), each.file_format, each.pk)))


def servable_files(record: PublicRecord) -> tuple[PublicFile, ...]:
    """Those of the live files that the gate lets out now; each one's bytes are read and hashed."""
    return tuple(each for each in live_files(record) if _passes(each))


def _passes(public_file: PublicFile) -> bool:
    try:
        served_bytes(public_file)
    except NotServed:
        return False
    return True


def _readable_summaries(record: PublicRecord) -> list[PublicFile]:
    """The executive summary in the formats that can be read, the best to read first."""
    summaries = {each.file_format: each for each in live_files(record) if each.kind == PaperKind.PUBLISHED_SUMMARY}
    return [summaries[file_format] for file_format in READABLE_FORMATS if file_format in summaries]


def record_parts(record: PublicRecord) -> tuple[Part, ...]:
    """The executive summary as it stands in the approved file, read from its bytes on every call; () for none.

    HTML is taken before Word; a summary that is only there as PDF stays a file to open.
    """
    found = next(filter(_passes, _readable_summaries(record)), None)
    return parts_of_file(served_bytes(found), found.file_format) if found is not None else ()
