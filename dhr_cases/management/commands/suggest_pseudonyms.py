"""What could be printed instead of each protected word and each pointer to a person in a file?

`manage.py suggest_pseudonyms FILE --tokens TOKENS.json [--second-opinion] [--json]`. Nothing is changed, no case is
read or written.
"""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.core.management.base import BaseCommand

from dhr_cases.anonymisation.corners import Reading, read_file
from dhr_cases.anonymisation.second_opinion import SecondOpinion
from dhr_cases.anonymisation.suggesting import Suggestion, suggest
from dhr_cases.anonymisation.tokens import Token
from dhr_cases.management.token_file import (
    add_opinion_option,
    add_tokens_option,
    content_of,
    opinion_asked_for,
    protected_words,
)


class Command(BaseCommand):
    """Prints suggestions, which a person decides about, and names the parts it could not read."""

    help = "Suggests what to print instead of protected words and pointers to a person in a file; changes nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One file and the protected words; --json for machines."""
        parser.add_argument("file", metavar="FILE", help="the file to look into")
        add_tokens_option(parser)
        add_opinion_option(parser)
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for machines")

    def handle(
        self, *args: object, file: str, tokens: str, as_json: bool, with_opinion: bool, **options: object
    ) -> None:
        """Reads, suggests, prints. Raises CommandError (exit code 2) with the sentence of the first fault."""
        protected = protected_words(tokens)
        reading = read_file(content_of(file), Path(file).name)
        found = list(_suggestions(reading, protected, opinion_asked_for(with_opinion)))
        self.stdout.write(_for_machines(file, reading, found) if as_json else _for_people(file, reading, found))


def _suggestions(
    reading: Reading, tokens: Sequence[Token], opinion: SecondOpinion | None
) -> Iterator[tuple[str, Suggestion]]:
    for passage in reading.passages:
        if passage.is_prose:
            yield from ((passage.where, suggestion) for suggestion in suggest(passage.text, tokens, opinion=opinion))


def _for_machines(file: str, reading: Reading, found: Sequence[tuple[str, Suggestion]]) -> str:
    rows = [
        {
            "where": where,
            "start": row.start,
            "end": row.end,
            "words": row.words,
            "kind": row.kind.value,
            "replacement": row.replacement,
            "why": row.why,
        }
        for where, row in found
    ]
    return json.dumps({"file": file, "readable": reading.is_whole, "suggestions": rows}, indent=2)


def _for_people(file: str, reading: Reading, found: Sequence[tuple[str, Suggestion]]) -> str:
    lines = [f"{file}: {len(found)} {'suggestion' if len(found) == 1 else 'suggestions'}"]
    lines += [f"  could not be read: {part.where or 'the file'}: {part.why}" for part in reading.unreadable]
    lines += [_line(where, row) for where, row in found]
    return "\n".join(lines)


def _line(where: str, row: Suggestion) -> str:
    return f"  {row.words} -> {row.replacement or '(think of one)'} | {row.kind.label} | {where} | {row.why}"
