"""How is a whole file of years taken in? Read, checked against the records, written: all of it or nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from dhr_cases.models import Partnership, User
from dhr_cases.models.history import change
from funding.actions.core import FundingAct, acting, acting_by_itself, lock, today
from funding.actions.successions import take_up_successions
from funding.file_values import FileFault
from funding.imports.checking import faults_of, known_in
from funding.imports.grants import write_grants
from funding.imports.keys import Row
from funding.imports.reading import FileFaults, FundingFile, read_file
from funding.imports.writing.bodies import FROM_A_FILE, write_bodies, write_models, write_successions
from funding.imports.writing.years import Writing, write_year
from funding.models import Journal
from funding.verbs import FundingVerb

Whose = tuple[Partnership | None, list[FileFault]]


@dataclass(frozen=True)
class TakenIn:
    """What came of a file: for whom, the years, the journals, and how many requests successions raised."""

    partnership: Partnership
    file: FundingFile
    journals: tuple[Journal, ...]
    requests: int


def take_in_text(text: str, *, code: str | None = None, is_rehearsal: bool = False) -> TakenIn:
    """Take in a JSON file at the terminal; its entries count at once. A rehearsal undoes everything.

    Raises FileFaults with every fault found; nothing is then written.
    """
    file = read_file(text)
    with transaction.atomic():
        found = take_in(file, code=code)
        if is_rehearsal:
            transaction.set_rollback(True)
    return found


def take_in(file: FundingFile, *, code: str | None = None, by: User | None = None) -> TakenIn:
    """Take in what was read. With a person, nothing counts until another approves. Raises FileFaults."""
    with transaction.atomic():
        partnership = _checked(file, code) or _new_partnership(file)
        with _acting(partnership, by) as act:
            journals = _write(act, file)
        requests = take_up_successions(partnership, today()) if by is None else []
    return TakenIn(partnership, file, journals, len(requests))


def _checked(file: FundingFile, code: str | None) -> Partnership | None:
    """The partnership, its money locked before the look at the records, so that two at once take in once."""
    partnership, faults = _whose(file, code)
    if partnership is not None:
        lock(partnership)
    faults += faults_of(file, known_in(partnership, today()))
    if faults:
        raise FileFaults(faults)
    return partnership


@contextmanager
def _acting(partnership: Partnership, by: User | None) -> Iterator[FundingAct]:
    if by is None:
        with acting_by_itself(FundingVerb.IMPORT_YEARS, partnership, reason=FROM_A_FILE) as act:
            yield act
    else:
        with acting(FundingVerb.IMPORT_YEARS, partnership, by, reason=FROM_A_FILE) as act:
            yield act


def _write(act: FundingAct, file: FundingFile) -> tuple[Journal, ...]:
    bodies = write_bodies(file)
    write_successions(file, bodies)
    write_models(act.partnership, file, bodies)
    writing = Writing(act, bodies, file.source)
    journals = [write_year(writing, row) for row in file.years]
    write_grants(act, file.grants, bodies)
    if not file.years:
        act.record(detail={"organisations": len(file.organisations), "grants": len(file.grants)})
    return tuple(journal for journal in journals if journal is not None)


def _whose(file: FundingFile, code: str | None) -> Whose:
    """The partnership the file is for; None for one that is to be made."""
    known: dict[str, Partnership] = {row.code: row for row in Partnership.objects.order_by("-is_home", "code")}
    if file.partnership is not None:
        return _named(file.partnership, code, known)
    if not code:
        return _only(known)
    return (known[code], []) if code in known else (None, [_unknown(code, known)])


def _named(named: Row, code: str | None, known: Mapping[str, Partnership]) -> Whose:
    """The partnership the file names; one with a name may be new."""
    wanted: str = named["code"]
    if code is not None and wanted != code:
        return None, [named.fault("code", f"the file is for “{wanted}”, the command for “{code}”.")]
    if wanted in known:
        return known[wanted], []
    return None, [] if named["name"] else [_unknown(wanted, known)]


def _only(known: Mapping[str, Partnership]) -> Whose:
    """The only partnership, or the one that runs this installation."""
    first = next(iter(known.values()), None)
    if first is not None and (len(known) == 1 or first.is_home):
        return first, []
    return None, [FileFault("partnership", "missing: say with code and name whose money it is.")]


def _unknown(code: str, known: Mapping[str, Partnership]) -> FileFault:
    there = f" Known here: {', '.join(known)}." if known else ""
    return FileFault("partnership", f"there is no partnership “{code}”; give its name to have it made.{there}")


def _new_partnership(file: FundingFile) -> Partnership:
    if file.partnership is None:
        raise FileFaults([FileFault("partnership", "missing.")])
    with change(FROM_A_FILE, None):
        made: Partnership = Partnership.objects.create(
            code=file.partnership["code"],
            name=file.partnership["name"],
            is_home=not Partnership.objects.exists(),
        )
    return made
