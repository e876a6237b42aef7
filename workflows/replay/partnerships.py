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


def read_partnerships(text: str) -> PartnershipFacts:
    """Read a line such as "Kent CSP and Medway CSP (joint commission)" or "A CSP, run by B"."""
    main = PARENTHESES.sub("", text).split(",")[0].split(";")[0].strip()
    parts = re.split(r" and (?=\w[^,;]* CSP\b)", main) if "CSP and" in main else [main]
    names = list(dict.fromkeys(filter(None, map(str.strip, parts))))
    return PartnershipFacts(
        lead=names[0] if names else NOT_NAMED,
        joint=tuple(names[1:]),
        successor_of=_named(r"successor of ([^;)]+)", text),
        managed_by=_named(r"(?:run|hosted) by ([^;)]+)", text),
    )


def _named(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1].strip() if found else ""
