"""manage.py seminar_pack EVENT --out DIR: which files is the pack of an event made of?"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dhr_cases.actions.core import today
from dhr_cases.errors import Incomplete, ReviewError
from dhr_cases.papers.uploads import digest_of
from learning.models import SeminarPack
from learning.pack_checks import faults_of, ingredients_of
from learning.pack_gate import kept_findings, look_through, newest_edition, released_bytes
from learning.papers.pack.files import MadeFile, files_of
from learning.papers.pack.material import material_of

NOT_APPROVED = "Made now and looked through; not approved by two people. Approved files: --released."


class Command(BaseCommand):
    """Makes the slides and handouts of an event from the public record, looks through each, and writes them."""

    help = "Write the seminar pack of an event: slides, handouts, programme, care notice. Nothing is recorded."

    def add_arguments(self, parser: CommandParser) -> None:
        """The event's code, the folder, and whether only approved files are wanted."""
        parser.add_argument("event", help="code of the event, as its address shows it")
        parser.add_argument("--out", required=True, help="folder for the files; made where there is none")
        parser.add_argument("--released", action="store_true", help="the files that two people approved, byte for byte")
        parser.add_argument("--json", action="store_true", help="tell the files as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write every file, or none."""
        pack = SeminarPack.objects.filter(event__code=options["event"]).select_related("event__partnership").first()
        if pack is None:
            raise CommandError(f"No pack is planned for an event with the code {options['event']}.")
        try:
            rows = _released(pack) if options["released"] else _made(pack)
        except ReviewError as refusal:
            raise CommandError(refusal.sentence) from refusal
        _write(rows, Path(options["out"]))
        self._tell(rows, options)

    def _tell(self, rows: list[dict[str, Any]], options: dict[str, Any]) -> None:
        if options["json"]:
            told = {"event": options["event"], "is_released": options["released"], "files": rows}
            self.stdout.write(json.dumps(told, indent=2))
            return
        for row in rows:
            words = "word" if row["to_judge"] == 1 else "words"
            self.stdout.write(f"{row['name']}  {row['size']} bytes  {row['to_judge']} {words} to judge")
        self.stdout.write("Approved by two people." if options["released"] else NOT_APPROVED)


def _write(rows: list[dict[str, Any]], folder: Path) -> None:
    """Put every file into the folder, or none. Raises CommandError where it cannot be written."""
    parts = {folder / f".{row['name']}.part": row for row in rows}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part, row in parts.items():
            part.write_bytes(row.pop("content"))
        for part, row in parts.items():
            part.replace(folder / row["name"])
    except OSError as fault:
        raise CommandError(f"The pack cannot be written to {folder}: {fault.strerror}.") from fault
    finally:
        for part in parts if folder.is_dir() else ():
            part.unlink(missing_ok=True)


def _made(pack: SeminarPack) -> list[dict[str, Any]]:
    """Every file as made from the record today. Raises Incomplete when something is missing or must not go out."""
    material = material_of(pack)
    faults = faults_of(material)
    if faults:
        raise Incomplete(" ".join(faults), faults)
    files = list(files_of(ingredients_of(material, today())))
    checks = look_through(files, pack, material.records)
    judged = [len(json.loads(kept_findings(check, pack))) for check in checks]
    return [_row(file, count) for file, count in zip(files, judged, strict=True)]


def _row(file: MadeFile, to_judge: int) -> dict[str, Any]:
    row = {"name": file.name, "part": file.part.value, "size": len(file.content), "sha256": digest_of(file.content)}
    return row | {"to_judge": to_judge, "content": file.content}


def _released(pack: SeminarPack) -> list[dict[str, Any]]:
    """The files of the newest edition. Raises NotServed unless two approvals stand on exactly these."""
    edition = newest_edition(pack)
    if edition is None:
        raise Incomplete("The pack has not been made yet.")
    return [
        {
            "name": file.file_name,
            "part": file.part,
            "size": file.size,
            "sha256": file.sha256,
            "to_judge": 0,
            "content": released_bytes(file),
        }
        for file in edition.files.order_by("pk")
    ]
