"""The record of a closed case is destroyed: what stays is derived anew, and a search proves that the rest is gone.

Two people stand for it. All rows go in one transaction and the search runs inside it, so that a crash, or a word still
found, leaves everything as it was; files go after it. Source: domain 5.5 [V]/[U]: no period is known, so nothing here
runs by itself; design: anonymise by deriving [D].
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.db.models.sql.subqueries import DeleteQuery
from django.utils import timezone

from dhr_cases.actions.core import lock
from dhr_cases.actions.grants import refresh_teams
from dhr_cases.anonymisation.belongings import Rows, StoredFile, files_of, keys_left, rows_of, version_table
from dhr_cases.anonymisation.checking import check_file
from dhr_cases.anonymisation.minimal_case import Minimal, minimal_of
from dhr_cases.anonymisation.register import RegisterRow, register_of
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.anonymisation.traces import SESSIONS, Search, Trace, Words, readable, traces_in_database, words_of
from dhr_cases.anonymity_terms import FindingKind
from dhr_cases.errors import NotNow, NotPermitted
from dhr_cases.events import Event
from dhr_cases.models import Case, CaseEvent, PartialDate, PublicFile, PublicRecord, TeamMembership, User, append_only
from dhr_cases.models.history import change
from dhr_cases.permissions import active_on, roles_on
from dhr_cases.policies.forgetting import check_forgettable
from dhr_cases.release_gate import live_files, servable_files
from dhr_cases.roles import ROLES, Role, in_words

REASON = "Record destroyed"
MAY_FORGET = (Role.COORDINATOR, Role.ADMINISTRATOR)
OWN_APPS = frozenset({"dhr_cases", "funding", "learning", "governance", "workflows", "workflow"})
ABOUT_ACCOUNTS = frozenset({"User", "AccountChange", "User_groups", "User_user_permissions"})
"""Tables that tell of an account itself and go with it."""

Standing = Mapping[int, Mapping[str, int]]
"""Number of a word in the register: in how many rows of which table it stands."""


@dataclass(frozen=True)
class Outlook:
    """What forgetting a case would take away, and where each word of its register stands now."""

    rows: Mapping[str, int]
    files: tuple[StoredFile, ...]
    register: tuple[RegisterRow, ...]
    standing: Standing


@dataclass(frozen=True)
class Forgotten:
    """What was done: the certificate, its SHA-256, and the names of files still to be taken off the disk."""

    certificate: Mapping[str, Any]
    digest: str
    files: tuple[StoredFile, ...]


def outlook_of(case: Case) -> Outlook:
    """What forgetting would take away. Changes nothing."""
    register, rows = words_to_forget(case), _belongings(case)
    found = traces_in_database(_words(register))
    return Outlook(_counted(rows), files_of(rows), register, _standing(found))


def words_to_forget(case: Case) -> tuple[RegisterRow, ...]:
    """The protected words of people of the case and those recorded by hand.

    Names of accounts that stay are left out: these people work on other cases too.
    """
    staying = User.objects.exclude(pk__in=[user.pk for user in _accounts_of(case)])
    names = {_plain(name) for name in staying.values_list("full_name", flat=True)}
    return tuple(row for row in _register(case) if _plain(row.token.value) not in names)


def _register(case: Case) -> list[RegisterRow]:
    return [row for row in register_of(case) if row.person is not None or row.recorded is not None]


def _words(register: Iterable[RegisterRow]) -> Words:
    return words_of(row.token for row in register)


def forget(*, case: Case, by: User, approved_by: User, reason: str) -> Forgotten:
    """Destroy the record of a closed case but for a minimal row derived from open facts.

    Raises NotPermitted unless two different people stand for it; NotNow while the case is open or held, while the gate
    holds back a public file of it that is up, and when a word of its register still stands in something that is not
    the case's. Then nothing has changed.
    """
    check_can_forget(case, by, approved_by)
    leaking = _public_files_with_words(case)
    _overwrite_what_is_deleted()
    with transaction.atomic():
        lock(case)
        check_forgettable(case)
        _check_public_files_stand(case)
        register = words_to_forget(case)
        words, rows = _words(register), _belongings(case)
        before, files = traces_in_database(words), (*files_of(rows), *leaking)
        minimal = minimal_of(case, by, timezone.localdate(), Search(words))
        with _without_guards(), change(REASON, by):
            _destroy(case, rows, Search(words))
            _stand_in(minimal)
        after = traces_in_database(words)
        check_gone(after, minimal.case)
        certificate = _certificate(minimal.case, (by, approved_by), rows, files) | _proof(register, before, after)
        forgotten = Forgotten(certificate, digest_of(certificate), files)
        _record(minimal.case, by, approved_by, reason, forgotten)
    case.refresh_from_db()
    return forgotten


def _public_files_with_words(case: Case) -> tuple[StoredFile, ...]:
    """Files of the public register, taken down, in which a protected word stands: they go too.

    Raises NotNow for one that the public can still open.
    """
    leaking = _leaking(case)
    if any(row.taken_down_on is None for row in leaking):
        raise NotNow("A file on the public register holds a protected word of the case. Take it down first.")
    return tuple(StoredFile(row.file.storage, str(row.file.name)) for row in leaking)


def _leaking(case: Case) -> list[PublicFile]:
    tokens = [row.token for row in words_to_forget(case)]
    return [row for row in PublicFile.objects.filter(record__case=case) if _holds_words(row, tokens)]


def _holds_words(row: PublicFile, tokens: Sequence[Token]) -> bool:
    if not row.file.storage.exists(str(row.file.name)):
        return False
    with row.file.open("rb") as opened:
        findings = check_file(opened.read(), row.file_name, tokens).findings
    return any(finding.kind is FindingKind.PROTECTED for finding in findings)


def _check_public_files_stand(case: Case) -> None:
    """Pass when the gate lets out every file of the register that is up; raise NotNow for one that it holds back.

    Without its paper only the seal would be asked, and a file whose approval was taken back would be handed out again.
    """
    for record in PublicRecord.objects.filter(case=case):
        if servable_files(record) != live_files(record):
            raise NotNow(
                "A file on the public register is up but not handed out. First take it down or have it approved again."
            )


def check_can_forget(case: Case, by: User, approved_by: User) -> None:
    """Pass when two different people who may stand for the destruction; raise NotPermitted naming who may."""
    if by == approved_by:
        raise NotPermitted("Two different people stand for the destruction of a record.")
    for user in (by, approved_by):
        if not user.is_active or not (_roles_over(user, case) & set(MAY_FORGET)):
            raise NotPermitted(f"The destruction of a record is for two people, each {in_words(MAY_FORGET)}.")


def _roles_over(user: User, case: Case) -> set[Role]:
    """Roles on the case, and in the teams of the partnerships that run it."""
    runs = [pk for pk in (case.lead_csp_id, case.managing_body_id) if pk]
    teams = TeamMembership.objects.filter(active_on(timezone.localdate()), user=user, team__partnership__in=runs)
    return {*roles_on(user, case), *(Role(role) for role in teams.order_by().values_list("team__role", flat=True))}


def _belongings(case: Case) -> Rows:
    return rows_of((case, *_accounts_of(case)))


def _accounts_of(case: Case) -> list[User]:
    """Accounts of people the review is about or near: their name is protected, and nothing else knows them."""
    names = {_plain(row.token.value) for row in _register(case)}
    found = User.objects.filter(case_memberships__case=case).distinct()
    return [user for user in found if _plain(user.full_name) in names and _is_only_here(user, case)]


def _is_only_here(user: User, case: Case) -> bool:
    """True when no other case, no team and no row that stays has anything of the account."""
    here, of_account = rows_of((case,)), rows_of((user,))
    elsewhere = {model for model, keys in of_account.items() if keys - here.get(model, frozenset())}
    return not any(map(_tells_of_work, elsewhere)) and not _is_pointed_at(user)


def _tells_of_work(model: type[Model]) -> bool:
    """True for a table of ours whose rows say more of an account than that it is there."""
    return model._meta.app_label in OWN_APPS and model.__name__ not in ABOUT_ACCOUNTS


def _is_pointed_at(user: User) -> bool:
    """True when a row that stays has a key to the account."""
    return any(keys for _, _, keys in keys_left({User: frozenset({user.pk})}))


@contextmanager
def _without_guards() -> Iterator[None]:
    """Append-only tables let rows go inside, in this transaction and for nobody else.

    Keys are checked before and after: one that leads nowhere undoes the whole act.
    """
    connection.check_constraints()
    append_only.remove(connection)
    yield
    connection.check_constraints()
    append_only.install(connection)


def _overwrite_what_is_deleted() -> None:
    """Have SQLite write over the bytes of a row it deletes."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _destroy(case: Case, rows: Rows, search: Search) -> None:
    """Take the case's rows away, let go the keys of rows that stay, and end what might still hold its words."""
    _let_go(case, rows)
    for model, keys in rows.items():
        DeleteQuery(model).delete_batch(sorted(keys), connection.alias)
    cache.clear()
    for session in Session.objects.all():
        text = readable(session.session_data, SESSIONS)
        if f"/cases/{case.reference}/" in text or any(search.numbers_in(text)):
            session.delete()


def _let_go(case: Case, rows: Rows) -> None:
    for model, column, keys in keys_left(rows):
        QuerySet(model).filter(pk__in=keys).update(**{column: None})
        if model in (PublicRecord, PublicFile):
            _begin_history_again(model, keys)


def _begin_history_again(model: type[Model], keys: Iterable[int]) -> None:
    """The history of a public row names who did what for which reason: it goes, and begins with this act."""
    versions = version_table(model)
    found = versions._meta.base_manager.filter(id__in=keys).values_list("pk", flat=True)
    DeleteQuery(versions).delete_batch(list(found), connection.alias)
    for row in model._meta.base_manager.filter(pk__in=keys):
        row.save()


def _stand_in(minimal: Minimal) -> None:
    """Put the minimal row in the place of the case, under its key, so that the books still know which review it was."""
    minimal.case.save(force_insert=True)
    minimal.case.joint_csps.set(minimal.joint)
    CaseEvent.objects.bulk_create(minimal.events)
    refresh_teams(minimal.case)


def check_gone(after: Iterable[Trace], case: Case) -> None:
    """Pass when no telling word stands in anything but another case; raise NotNow naming the tables."""
    left = _tables_left(_telling(after), case)
    if left:
        raise NotNow(
            f"A protected word of the case also stands in: {', '.join(left)}. Correct or take it down there first. "
            "Nothing was destroyed."
        )


def _tables_left(telling: Collection[Trace], case: Case) -> list[str]:
    """The tables in which a telling word stands, but for rows of other cases."""
    known = _rows_of_others(case) if telling else frozenset()
    return sorted({trace.table for trace in telling if (trace.table, trace.key) not in known})


def _rows_of_others(case: Case) -> frozenset[tuple[str, str]]:
    """Table and key of every row of another case."""
    others = rows_of(Case.objects.exclude(pk=case.pk))
    return frozenset((model._meta.db_table, str(key)) for model, keys in others.items() for key in keys)


def _telling(found: Iterable[Trace]) -> list[Trace]:
    return [trace for trace in found if trace.is_telling]


def _certificate(case: Case, people: tuple[User, User], rows: Rows, files: tuple[StoredFile, ...]) -> dict[str, Any]:
    by, approved_by = people
    return {
        "reference": case.reference,
        "partnership": case.lead_csp.name,
        "destroyed_on": timezone.localdate().isoformat(),
        "by": by.get_full_name(),
        "approved_by": approved_by.get_full_name(),
        "rows": dict(_counted(rows)),
        "files": len(files),
    }


def _proof(register: Sequence[RegisterRow], before: Sequence[Trace], after: Sequence[Trace]) -> dict[str, Any]:
    """Each protected word by number and kind: in how many rows of which table it stood before and stands now.

    What stands now is in another case. A single word of a name may be anybody's and is counted apart.
    """
    was, now = (_standing(_telling(found)) for found in (before, after))
    alone = _standing(trace for trace in after if not trace.is_telling)
    words = [
        {
            "word": number + 1,
            "kind": row.token.kind.value,
            "before": was.get(number, {}),
            "after": now.get(number, {}),
            "single words of it after": alone.get(number, {}),
        }
        for number, row in enumerate(register)
    ]
    return {"words": words}


def digest_of(certificate: Mapping[str, Any]) -> str:
    """The SHA-256 of a certificate: of its JSON with sorted keys and nothing between them."""
    return hashlib.sha256(json.dumps(certificate, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _record(case: Case, by: User, approved_by: User, reason: str, forgotten: Forgotten) -> None:
    CaseEvent.objects.create(
        case=case,
        kind=Event.CASE_FORGOTTEN,
        on=PartialDate.on(timezone.localdate()),
        stage=case.stage,
        by=by,
        by_role=next((ROLES[role].label for role in MAY_FORGET if role in _roles_over(by, case)), ""),
        reason=reason,
        detail={
            "approved by": approved_by.get_full_name(),
            "certificate": forgotten.digest,
            "left": {"files": [file.name for file in forgotten.files]},
        },
    )


def files_left(case: Case) -> tuple[StoredFile, ...]:
    """Files of a record destroyed earlier that are still on the disk, as after a crash between the two."""
    told = CaseEvent.objects.filter(case=case, kind=Event.CASE_FORGOTTEN)
    files = (StoredFile(default_storage, name) for event in told for name in event.detail["left"]["files"])
    return tuple(file for file in files if file.exists)


def _counted(rows: Rows) -> Mapping[str, int]:
    return {
        model._meta.db_table: len(keys) for model, keys in sorted(rows.items(), key=lambda row: row[0]._meta.db_table)
    }


def _standing(found: Iterable[Trace]) -> Standing:
    tables: dict[int, Counter[str]] = {}
    for word, table, _ in {(trace.word, trace.table, trace.key) for trace in found}:
        tables.setdefault(word, Counter())[table] += 1
    return {number: dict(sorted(counts.items())) for number, counts in sorted(tables.items())}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
