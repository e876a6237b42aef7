"""Which partnerships does a line of text name: the lead, those that commission jointly, those before or behind?"""

import re
from dataclasses import dataclass

from workflows.replay.reading import PARENTHESES

NOT_NAMED = "Partnership not named"


@dataclass(frozen=True)
class PartnershipFacts:
    """The lead partnership, joint ones, the one it succeeded, and the body that runs its reviews."""

    lead: str
    joint: tuple[str, ...] = ()
    successor_of: str = ""
    managed_by: str = ""


_BESIDE = re.compile(
    r"[,;]?\s*\b(?:now )?(?:run|hosted|managed) by\b|[,;]?\s*\b(?:a )?(?:successor (?:of|to)|formerly|previously)\b"
)
"""Where a line goes on to a body that is no partnership of the review."""
_NEXT = re.compile(r"(?:(?<=\bCSP)|(?<=\bPartnership)|(?<=\bBoard))\s*(?:,|;|&|\band\b)\s*(?:and\b\s*)?")
"""What stands between two partnerships; a name such as “Barking and Dagenham CSP” is one."""
_IS_ONE = re.compile(r"\b(?:CSP|Partnership|Board)\b")


def read_partnerships(text: str) -> PartnershipFacts:
    """Read a line such as "Kent CSP and Medway CSP (joint commission)" or "A CSP, run by B"."""
    main = _BESIDE.split(PARENTHESES.sub("", text))[0].strip()
    parts = list(filter(None, map(str.strip, _NEXT.split(main))))
    names = list(dict.fromkeys([*parts[:1], *filter(_IS_ONE.search, parts[1:])]))
    return PartnershipFacts(
        lead=names[0] if names else NOT_NAMED,
        joint=tuple(names[1:]),
        successor_of=_named(r"(?:successor (?:of|to)|formerly|previously) ([^;,)]+)", text),
        managed_by=_named(r"(?:run|hosted|managed) by ([^;,)]+)", text),
    )


def _named(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1].strip() if found else ""
