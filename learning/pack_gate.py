"""May the files of a pack go out? Looked through for protected words of every review it tells of, approved by two.

A file with a protected word, or with a part that cannot be read, is never kept. What may be a name is judged by those
who approve. Every byte that leaves is read from disk and compared with what was approved.
Source: release gate of published papers [D]; an approval of a pack is of all its files at once, by their digest [D].
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings

from dhr_cases.actions.core import today
from dhr_cases.anonymisation.checking import FileCheck, check_file
from dhr_cases.anonymisation.derive import allowed_words
from dhr_cases.anonymisation.register import RegisterRow, fingerprint_key, register_digest, register_of
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.deadlines import long_date
from dhr_cases.errors import Incomplete
from dhr_cases.models import Case, PublicRecord
from dhr_cases.policies.release import APPROVALS_NEEDED
from dhr_cases.release_gate import NotServed
from learning.models import Event, PackApproval, PackEdition, PackFile, PackOrder, PackReview, SeminarPack, Speaker
from learning.pack_terms import HELPLINES, PackPart
from learning.papers.pack.files import MadeFile


@dataclass(frozen=True)
class Looked:
    """What one look at a file showed that a person judges: the words, where they stand, and what is around them."""

    words: str
    where: str
    context: str


def look_through(files: Iterable[MadeFile], pack: SeminarPack, records: Sequence[PublicRecord]) -> list[FileCheck]:
    """Look through every file. Raises Incomplete when one holds a protected word or cannot be read wholly.

    The words themselves are not said: whoever makes a pack need not know them.
    """
    rows = [row for case in cases_of(records) for row in register_of(case)]
    allowed, speakers = _allowed(records), _named(pack.event)
    checks = [_check(file, rows, allowed, speakers) for file in files]
    faults = tuple(fault for check in checks for fault in _faults(check))
    if faults:
        raise Incomplete(" ".join(faults), faults)
    return checks


def _allowed(records: Sequence[PublicRecord]) -> set[str]:
    """Words that people have let stand in any of the reviews, and the names under which they are published."""
    kept = {word for case in cases_of(records) for word in allowed_words(case)}
    return kept | {record.pseudonym for record in records}


def cases_of(records: Iterable[PublicRecord]) -> list[Case]:
    """The cases of reviews whose case has not been destroyed."""
    return [record.case for record in records if record.case is not None]


def registers_digest(records: Iterable[PublicRecord]) -> str:
    """A digest of the protected words of all reviews; another one as soon as any word differs."""
    joined = "\n".join(sorted(register_digest(case) for case in cases_of(records)))
    return hmac.new(fingerprint_key(), joined.encode(), hashlib.sha256).hexdigest()


def _named(event: Event) -> frozenset[str]:
    """Speakers who agreed to be named, in small letters."""
    return frozenset(row.name.strip().casefold() for row in Speaker.objects.filter(event=event, is_named=True))


def _check(file: MadeFile, rows: Iterable[RegisterRow], allowed: set[str], speakers: frozenset[str]) -> FileCheck:
    tokens = tuple(row.token for row in rows if not _is_speaker(row, file.part, speakers))
    return check_file(file.content, file.name, _once(tokens), allowed=allowed | set(speakers))


def _once(tokens: Iterable[Token]) -> tuple[Token, ...]:
    return tuple({token.value.casefold(): token for token in tokens}.values())


def _is_speaker(row: RegisterRow, part: PackPart, speakers: frozenset[str]) -> bool:
    """True for somebody who works on a review, speaks at the event and agreed to be named: on the programme only."""
    is_staff = row.person is None and row.recorded is None
    return part is PackPart.PROGRAMME and is_staff and row.token.value.casefold() in speakers


def _faults(check: FileCheck) -> Iterator[str]:
    if check.blocking:
        places = ", ".join(dict.fromkeys(finding.where for finding in check.blocking))
        yield f"{check.name} holds a protected word ({places}). Write the pack without it."
    yield from (f"{check.name} cannot be read wholly: {part.where}, {part.why}" for part in check.unreadable)


def kept_findings(check: FileCheck, pack: SeminarPack) -> str:
    """What a person judges, each word once a file, as a row keeps it. What we wrote ourselves for all is left out."""
    ours = _ours(pack)
    found = {row.words: row for row in check.suggestions if not _is_ours(row.words, ours)}
    return json.dumps([{"words": row.words, "where": row.where, "context": row.context} for row in found.values()])


def _is_ours(words: str, ours: str) -> bool:
    """True for an address of this site, and for whole words of ours: 2 May is not within 22 May."""
    return words.startswith(settings.SITE_URL) or re.search(rf"(?<!\w){re.escape(words)}(?!\w)", ours) is not None


def _ours(pack: SeminarPack) -> str:
    """Days, numbers and addresses that a pack must have: of the event, of the office, of lines of help and routes."""
    partnership = pack.event.partnership
    lines = (" ".join(line) for line in HELPLINES)
    return " ".join((str(pack.event.on), long_date(today()), partnership.contact_email, pack.routes, *lines))


def findings_of(file: PackFile) -> tuple[Looked, ...]:
    """What the look at a file left to be judged."""
    return tuple(Looked(**row) for row in json.loads(file.findings or "[]"))


def digest_of_files(digests: Iterable[str]) -> str:
    """One digest for all files of an edition, in order."""
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


@dataclass(frozen=True)
class EditionState:
    """How far the release of an edition is. ``missing`` are sentences; there are none when it may go out."""

    edition: PackEdition
    approvals: tuple[PackApproval, ...]
    missing_before_approval: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def is_released(self) -> bool:
        """True when its files may go out."""
        return not self.missing


def newest_edition(pack: SeminarPack) -> PackEdition | None:
    """The edition made last, None while there is none."""
    found: PackEdition | None = PackEdition.objects.filter(pack=pack).order_by("-number").first()
    return found


def state_of(edition: PackEdition) -> EditionState:
    """How far the release of an edition is today."""
    approvals = tuple(standing_approvals(edition))
    before = tuple(_missing_before(edition))
    left = APPROVALS_NEEDED - len(approvals)
    return EditionState(edition, approvals, before, (*before, *((_needed(left),) if left > 0 else ())))


def _needed(left: int) -> str:
    if left == 1:
        return "1 more person must approve it, who is not its author."
    return f"{left} more people must approve it, neither of them its author."


def _missing_before(edition: PackEdition) -> Iterator[str]:
    newest = newest_edition(edition.pack)
    if newest is None or newest.pk != edition.pk:
        yield "A newer edition has been made. Look at that one."
    records = [row.record for row in told_of(edition.pack)]
    if any(record.state != "published" for record in records):
        yield "A review it tells of is no longer published. Make the pack anew."
    elif registers_digest(records) != edition.register:
        yield "The reviews it tells of, or their protected words, have changed since. Make the pack anew."


def told_of(pack: SeminarPack) -> list[PackReview]:
    """Every review chosen for the pack, published or not."""
    rows = PackReview.objects.filter(pack=pack, is_chosen=True).select_related("record__case")
    return list(rows.order_by("pk"))


def authors_of(edition: PackEdition) -> frozenset[int]:
    """Keys of those who never approve it: who ordered it, and whoever wrote what it is made from."""
    pack = edition.pack
    wrote = pack.history.values_list("history_user", flat=True)
    orders = PackOrder.objects.filter(pack=pack).order_by().values_list("ordered_by", flat=True)
    return frozenset(key for key in (*wrote, *orders, edition.ordered_by_id) if key is not None)


def standing_approvals(edition: PackEdition) -> list[PackApproval]:
    """The newest word of each person about exactly these files, where it is an approval and they are no author."""
    rows = PackApproval.objects.filter(edition=edition, digest=edition.digest).select_related("by")
    newest = {row.by_id: row for row in rows.order_by("pk")}
    authors = authors_of(edition)
    return [row for row in newest.values() if row.is_given and row.by_id not in authors]


def stored_bytes(file: PackFile) -> bytes:
    """The bytes of a file as they lie on disk; raises NotServed unless they are those that were made."""
    try:
        with file.file.storage.open(str(file.file.name), "rb") as opened:
            content: bytes = opened.read()
    except OSError:
        raise NotServed("The file is not where it was kept. Make the pack anew.") from None
    if not hmac.compare_digest(hashlib.sha256(content).hexdigest(), file.sha256):
        raise NotServed("The bytes of the file are not those that were made. Make the pack anew.")
    return content


def released_bytes(file: PackFile) -> bytes:
    """The bytes of a file that may go out; raises NotServed while two approvals do not stand on its edition."""
    edition = file.edition
    digests = PackFile.objects.filter(edition=edition).values_list("sha256", flat=True)
    missing = state_of(edition).missing
    if missing:
        raise NotServed(" ".join(missing))
    if digest_of_files(digests) != edition.digest:
        raise NotServed("The files of this edition are not those that were approved.")
    return stored_bytes(file)
