"""Which protected words and which files does a command at the terminal get?"""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError

from dhr_cases.anonymisation.second_opinion import NoSecondOpinionError, SecondOpinion, load
from dhr_cases.anonymisation.tokens import Token, TokenFileError, parse_tokens
from dhr_cases.management.file_text import text_of

UNUSABLE = 2
"""Exit code when a command could not look: a file is missing, or the protected words cannot be read."""


def add_tokens_option(parser: ArgumentParser) -> None:
    """--tokens TOKENS.json, which every command about protected words needs."""
    shape = '[{"value": "...", "variants": ["..."], "replacement": "..."}]'
    parser.add_argument(
        "--tokens",
        required=True,
        metavar="TOKENS.json",
        help=f'the protected words: {shape}; "-" reads them from standard input',
    )


def add_opinion_option(parser: ArgumentParser) -> None:
    """--second-opinion, where a language model is installed."""
    parser.add_argument(
        "--second-opinion",
        action="store_true",
        dest="with_opinion",
        help='also tell what a language model takes for names (needs the extra "ner"; nothing leaves this machine)',
    )


def opinion_asked_for(with_opinion: bool) -> SecondOpinion | None:
    """The language model when it was asked for. Raises CommandError (exit code 2) when it is not installed."""
    if not with_opinion:
        return None
    try:
        return load()
    except NoSecondOpinionError as fault:
        raise CommandError(str(fault), returncode=UNUSABLE) from fault


def protected_words(file: str) -> tuple[Token, ...]:
    """The protected words of a file. Raises CommandError (exit code 2) with a sentence that names the place."""
    try:
        text = text_of(file)
    except CommandError as fault:
        raise CommandError(str(fault), returncode=UNUSABLE) from fault
    try:
        return parse_tokens(text)
    except TokenFileError as fault:
        raise CommandError(f"{file}: {fault}", returncode=UNUSABLE) from fault


def content_of(file: str) -> bytes:
    """The bytes of a file. Raises CommandError (exit code 2) with a sentence when it cannot be opened."""
    try:
        return Path(file).read_bytes()
    except OSError as fault:
        raise CommandError(f"{file} cannot be opened: {fault.strerror}.", returncode=UNUSABLE) from fault
