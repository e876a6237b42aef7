"""What is a protected word, how is it written, and what is printed instead? Imports no Django.

Source: domain 4.3, the token register [D].
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from dhr_cases.anonymity_terms import TokenKind


@dataclass(frozen=True, slots=True)
class Token:
    """One protected word or phrase, its declared other ways of writing, and what stands in its place."""

    value: str
    variants: tuple[str, ...] = ()
    replacement: str = ""
    kind: TokenKind = TokenKind.OTHER

    @property
    def spellings(self) -> tuple[str, ...]:
        """The value first, then each variant; empty ones left out, each once."""
        written = (spelling.strip() for spelling in (self.value, *self.variants))
        return tuple(dict.fromkeys(spelling for spelling in written if spelling))


class TokenFileError(ValueError):
    """A file of protected words cannot be used; the sentence names the place."""


def parse_tokens(text: str) -> tuple[Token, ...]:
    """The protected words of a JSON file: a list of {"value", "variants", "replacement", "kind"}; only value is needed.

    A variant or a replacement that is null is none. Raises TokenFileError with a sentence that names the place, and
    never repeats a protected word.
    """
    try:
        rows = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as fault:
        message = f"The file of protected words is not JSON: line {fault.lineno}, column {fault.colno}."
        raise TokenFileError(message) from fault
    except (ValueError, RecursionError) as fault:
        raise TokenFileError("The file of protected words nests too deeply or holds a number too long.") from fault
    if not isinstance(rows, list):
        raise TokenFileError("The file of protected words must hold a list, from [ to ].")
    return tuple(_token(row, f"Entry {number}") for number, row in enumerate(rows, start=1))


def _token(row: object, place: str) -> Token:
    if not isinstance(row, dict):
        raise TokenFileError(f'{place} must be an object such as {{"value": "...", "replacement": "..."}}.')
    strange = sorted(set(map(str, row)) - {"value", "variants", "replacement", "kind"})
    if strange:
        raise TokenFileError(f"{place} has a field nobody knows: {', '.join(strange)}.")
    value = _text(row, "value", place)
    if not any(map(str.isalnum, value)):
        raise TokenFileError(f'{place} has no letter or digit in "value".')
    return Token(value, _variants(row, place), _text(row, "replacement", place), _kind(row, place))


def _text(row: Mapping[str, object], field: str, place: str) -> str:
    found = "" if row.get(field) is None else row[field]
    if not isinstance(found, str):
        raise TokenFileError(f'{place}: "{field}" must be text in quotation marks.')
    return found.strip()


def _variants(row: Mapping[str, object], place: str) -> tuple[str, ...]:
    found = [] if row.get("variants") is None else row["variants"]
    if not isinstance(found, list):
        raise TokenFileError(f'{place}: "variants" must be a list, from [ to ].')
    for number, variant in enumerate(found, start=1):
        if not isinstance(variant, str):
            raise TokenFileError(f'{place}: variant {number} in "variants" must be text in quotation marks.')
    return tuple(variant.strip() for variant in found)


def _kind(row: Mapping[str, object], place: str) -> TokenKind:
    found = row.get("kind", TokenKind.OTHER.value)
    if found not in {kind.value for kind in TokenKind}:
        known = ", ".join(kind.value for kind in TokenKind)
        raise TokenFileError(f'{place}: "kind" must be one of {known}.')
    return TokenKind(found)
