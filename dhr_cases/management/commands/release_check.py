"""Do files that are to be published hold a protected word or a pointer to a person, in any of their corners?

`manage.py release_check FILE... --tokens TOKENS.json [--json] [--all] [--second-opinion] [--allow WORD]`. No case is
read or written.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand

from dhr_cases.anonymisation.checking import FileCheck, Finding, check_file
from dhr_cases.management.token_file import (
    add_opinion_option,
    add_tokens_option,
    content_of,
    opinion_asked_for,
    protected_words,
)

FOUND = 1
"""Exit code when something was found or a part could not be read."""


class Command(BaseCommand):
    """Prints what was found in each file; exit code 1 for any finding or unread part, 2 when it could not look.

    Told are protected words, exact or with one letter wrong, and what never belongs in a published paper: postcodes,
    telephone, NHS and National Insurance numbers, number plates, e-mail addresses and handling markings. With
    ``--all`` also what only a person can judge: days, ages, children, rare facts, web addresses, words that may be
    names; these count for the exit code only when they are asked for. ``--second-opinion`` means ``--all`` and a
    language model beside it. Source: domain 4.3 [D].
    """

    help = (
        "Looks into every corner of files for protected words (exact, or one letter wrong), postcodes, telephone, "
        "NHS and National Insurance numbers, number plates, e-mail addresses and handling markings. "
        "Exit code 0: nothing found; 1: something found or a part not readable; 2: the command could not look."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files and the protected words; --json for machines, --all for what a person must judge."""
        parser.add_argument("files", metavar="FILE", nargs="+", help="a file as it will be served")
        add_tokens_option(parser)
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON, one line a file")
        parser.add_argument(
            "--all",
            action="store_true",
            dest="with_judgements",
            help="also tell days, ages, children, rare facts, web addresses and words that may be names",
        )
        add_opinion_option(parser)
        parser.add_argument(
            "--allow",
            action="append",
            default=[],
            metavar="WORD",
            help="a word that is no misspelling; may be repeated",
        )

    def handle(
        self,
        *args: object,
        files: Sequence[str],
        tokens: str,
        as_json: bool,
        with_judgements: bool,
        allow: Sequence[str],
        with_opinion: bool,
        **options: object,
    ) -> None:
        """Looks into each file and prints. Raises CommandError (exit code 2) when it cannot look."""
        protected = protected_words(tokens)
        opinion = opinion_asked_for(with_opinion)
        contents = [(file, content_of(file)) for file in files]
        are_clean = []
        for file, content in contents:
            check = check_file(content, Path(file).name, protected, allowed=allow, opinion=opinion)
            findings = _asked_for(check, with_all=with_judgements or opinion is not None)
            self._tell(file, check, findings, as_json=as_json)
            are_clean.append(_is_clean(check, findings))
        if not all(are_clean):
            sys.exit(FOUND)

    def _tell(self, file: str, check: FileCheck, findings: Sequence[Finding], *, as_json: bool) -> None:
        self.stdout.write(_for_machines(file, check, findings) if as_json else _for_people(file, check, findings))


def _asked_for(check: FileCheck, *, with_all: bool) -> Sequence[Finding]:
    return check.findings if with_all else check.certain


def _is_clean(check: FileCheck, findings: Sequence[Finding]) -> bool:
    return check.is_readable and not findings


def _for_machines(file: str, check: FileCheck, findings: Sequence[Finding]) -> str:
    return json.dumps(
        {
            "file": file,
            "sha256": check.sha256,
            "readable": check.is_readable,
            "findings": [_row(finding) for finding in findings],
            "unreadable": [{"where": part.where, "why": part.why} for part in check.unreadable],
        }
    )


def _row(finding: Finding) -> dict[str, str]:
    return {
        "token": finding.token or finding.words,
        "kind": finding.kind.value,
        "where": finding.where,
        "context": finding.context,
    }


def _for_people(file: str, check: FileCheck, findings: Sequence[Finding]) -> str:
    lines = [f"{file}  {check.sha256}"]
    lines += [f"  could not be read: {part.where or 'the file'}: {part.why}" for part in check.unreadable]
    lines += map(_line, findings)
    return "\n".join(lines if len(lines) > 1 else [*lines, "  nothing found"])


def _line(finding: Finding) -> str:
    return f"  {finding.kind.label}: {finding.token or finding.words} | {finding.where} | {finding.context}"
