"""How would a published review have run here? `manage.py replay_case FILE [--json] [--keep]`.

The facts run through the same acts and flows as the web; unless --keep is given, nothing of it stays.
"""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from dhr_cases.models import PaperVersion
from workflows.replay.facts import read_facts
from workflows.replay.reading import FactsError
from workflows.replay.replaying import replay


class Command(BaseCommand):
    """Replays one file; a file that cannot be understood gets a sentence naming the place, and exit code 1."""

    help = "Replays a published review's facts through the same acts and flows as the web."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One file; --json for machines; --keep to leave the case in the database."""
        parser.add_argument("file", metavar="FILE", help="a JSON file of facts")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for machines")
        parser.add_argument("--keep", action="store_true", help="leave the replayed case in the database")

    def handle(self, *args: object, file: str, as_json: bool, keep: bool, **options: object) -> None:
        """Read, replay, print; undo everything unless it is to be kept."""
        try:
            facts = read_facts(_content_of(file))
        except FactsError as fault:
            raise CommandError(f"{file}: {fault}") from fault
        _prepare_empty_database()
        with transaction.atomic():
            newest = PaperVersion.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            digest = replay(facts)
            written = list(PaperVersion.objects.filter(pk__gt=newest).values_list("file", flat=True))
            transaction.set_rollback(not keep)
        _delete(() if keep else written)
        self.stdout.write(json.dumps(digest, indent=2) if as_json else _in_words(digest))


def _delete(files: Iterable[str]) -> None:
    for name in files:
        default_storage.delete(name)


def _prepare_empty_database() -> None:
    """Make the tables of a database that has none, so that the command can be the first one run."""
    if not connection.introspection.table_names():
        call_command("migrate", interactive=False, verbosity=0)


def _content_of(file: str) -> object:
    try:
        return json.loads(Path(file).read_text(encoding="utf-8-sig"), object_pairs_hook=_written_once)
    except FileNotFoundError as fault:
        raise CommandError(f"{file}: there is no such file.") from fault
    except OSError as fault:
        raise CommandError(f"{file}: the file cannot be read: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise CommandError(f"{file}: the file is not UTF-8 text (byte {fault.start}).") from fault
    except json.JSONDecodeError as fault:
        raise CommandError(f"{file}: line {fault.lineno}, column {fault.colno}: {fault.msg}.") from fault
    except FactsError as fault:
        raise CommandError(f"{file}: {fault}") from fault
    except ValueError as fault:
        raise CommandError(f"{file}: the file holds a number too long to be read.") from fault
    except RecursionError as fault:
        raise CommandError(f"{file}: the file nests too deeply to be read.") from fault


def _written_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of the file. Raises FactsError for a key that stands twice: which of them holds is not told."""
    twice = next((key for key, number in Counter(key for key, _ in pairs).items() if number > 1), None)
    if twice is not None:
        raise FactsError(f"{twice}: written twice. Keep one.")
    return dict(pairs)


def _in_words(digest: dict[str, Any]) -> str:
    lines = [f"{digest['title']} ({digest['regime']}): {digest['stage']}", ""]
    lines += [*map(_stage_in_words, digest["stages"]), "", *map(_clock_in_words, digest["clocks"]), ""]
    lines.append(f"Recommendations: {digest['recommendations']}. Actions: {digest['actions']}.")
    lines += [f"Refused: {sentence}" for sentence in digest["refused"]]
    return "\n".join(lines)


def _stage_in_words(row: dict[str, Any]) -> str:
    mark = " (assumed)" if row["assumed"] else ""
    return f"  {row['stage']:<22}{row['on'] or 'not known'}{mark}"


def _clock_in_words(row: dict[str, Any]) -> str:
    days = "" if row["elapsed_days"] is None else f", {row['elapsed_days']} days"
    return f"  {row['clock']:<22}{row['state']}{days}, due {row['due'] or 'no date'}"
