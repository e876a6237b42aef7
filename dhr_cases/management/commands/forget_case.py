"""Destroy the record of a closed case, or show what that would take away: manage.py forget_case CASE --dry-run."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from dhr_cases.actions.forgetting import Forgotten, Outlook, files_left, forget, outlook_of, words_to_forget
from dhr_cases.anonymisation.belongings import StoredFile
from dhr_cases.anonymisation.traces import Words, traces_in_files, words_of
from dhr_cases.errors import ReviewError
from dhr_cases.management.whole_files import write_whole
from dhr_cases.models import Case, User


class Command(BaseCommand):
    """Two people stand for it: --by and --approved-by. What it prints names nobody unless --show is given."""

    help = "Destroy the record of a closed case but for what is derived from open facts, and prove that it is gone."

    def add_arguments(self, parser: CommandParser) -> None:
        """CASE, and either --dry-run or the two people and the reason."""
        parser.add_argument("case", help="reference of the case, such as KENT-2019-004")
        parser.add_argument("--dry-run", action="store_true", help="count what would go; change nothing")
        parser.add_argument("--show", action="store_true", help="with --dry-run: print the protected words themselves")
        parser.add_argument("--by", default="", help="e-mail address of the person who destroys the record")
        parser.add_argument("--approved-by", default="", help="e-mail address of the second person")
        parser.add_argument("--reason", default="", help="why now: the rule on retention, or whose request")
        parser.add_argument("--out", type=Path, help="file for the certificate; without it, it is printed")

    def handle(self, *_: Any, **options: Any) -> None:
        """Show or do. Raises CommandError with the sentence of the rule that refuses."""
        case = Case.objects.filter(reference__iexact=options["case"]).first()
        if case is None:
            raise CommandError(f"There is no case {options['case']}.")
        if case.forgotten_on is not None:
            self._finish(case, is_looking=options["dry_run"])
        elif options["dry_run"]:
            self._show(outlook_of(case), is_showing=options["show"])
        else:
            self._forget(case, options)

    def _show(self, outlook: Outlook, *, is_showing: bool) -> None:
        self.stdout.write("Rows that would go, by table")
        for table, count in outlook.rows.items():
            self.stdout.write(f"  {table}: {count}")
        self.stdout.write(f"Files that would go: {len(outlook.files)}")
        self.stdout.write("Where the protected words stand now")
        for number, row in enumerate(outlook.register):
            word = f" “{row.token.value}”" if is_showing else ""
            self.stdout.write(
                f"  Word {number + 1} ({row.token.kind.label.lower()}){word}: {_places(outlook, number) or 'nowhere'}"
            )

    def _finish(self, case: Case, *, is_looking: bool) -> None:
        """The record is gone: take away what a crash may have left on the disk, or say how much that is."""
        files, done = files_left(case), "Files that would go" if is_looking else "Files taken away"
        if not is_looking:
            _clear_disk(files)
        self.stdout.write(f"The record of {case} was destroyed on {case.forgotten_on}. {done}: {len(files)}.")

    def _forget(self, case: Case, options: Mapping[str, Any]) -> None:
        if not options["reason"].strip():
            raise CommandError("Say why with --reason.")
        by, approved_by = self._person("--by", options), self._person("--approved-by", options)
        _check_writable(options["out"])
        words = words_of(row.token for row in words_to_forget(case))
        try:
            forgotten = forget(case=case, by=by, approved_by=approved_by, reason=options["reason"])
        except ReviewError as refusal:
            raise CommandError(refusal.sentence) from refusal
        self._hand_over(forgotten, _afterwards(forgotten, words), options["out"])

    def _person(self, option: str, options: Mapping[str, Any]) -> User:
        address = options[option.removeprefix("--").replace("-", "_")]
        found = User.objects.filter(email__iexact=address, is_active=True).first()
        if found is None:
            raise CommandError(f"{option} needs the e-mail address of an account.")
        return found

    def _hand_over(self, forgotten: Forgotten, afterwards: Mapping[str, Any], out: Path | None) -> None:
        told = {"certificate": forgotten.certificate, "sha256": forgotten.digest, "afterwards": afterwards}
        text = json.dumps(told, indent=2, ensure_ascii=False)
        if out is None:
            self.stdout.write(text)
        else:
            self._write(out, text)
        if afterwards["files left"] or afterwards["words in files"]:
            raise CommandError("The record is destroyed, but something is left on the disk: see the certificate.")

    def _write(self, out: Path, text: str) -> None:
        """Into its file; where that can no longer be done it is printed, since it cannot be made a second time."""
        try:
            write_whole(out, f"{text}\n".encode())
        except OSError as fault:
            self.stdout.write(text)
            said = "The record is destroyed, and its certificate is printed instead: keep it."
            raise CommandError(f"{out} cannot be written: {fault.strerror}. {said}") from fault


def _check_writable(out: Path | None) -> None:
    """Raises CommandError where the certificate could not be written: what is destroyed cannot be certified again."""
    if out is None:
        return
    is_new = not out.exists()
    try:
        out.open("ab").close()
        if is_new:
            out.unlink()
    except OSError as fault:
        raise CommandError(f"{out} cannot be written: {fault.strerror}. Nothing was destroyed.") from fault


def _places(outlook: Outlook, number: int) -> str:
    """The tables in which a protected word stands, each with its count."""
    return ", ".join(f"{table} {count}" for table, count in outlook.standing.get(number, {}).items())


def _afterwards(forgotten: Forgotten, words: Words) -> dict[str, Any]:
    """Take the files away, have the database give up its freed pages, and look for the words on the disk."""
    _clear_disk(forgotten.files)
    return {
        "files left": [file.name for file in forgotten.files if file.exists],
        "words in files": dict(traces_in_files(words, Path(settings.VAR_DIR))),
    }


def _clear_disk(files: Iterable[StoredFile]) -> None:
    for file in files:
        file.delete()
    _compact()


def _compact() -> None:
    """Rewrite the database so that pages given up hold nothing. Inside a transaction neither database can."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL")
