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
    successor = re.search(r"successor of ([^;)]+)", text)
    managed = re.search(r"(?:run|hosted) by ([^;)]+)", text)
    main = PARENTHESES.sub("", text).split(",")[0].split(";")[0].strip()
    names = [name.strip() for name in re.split(r" and (?=\w[^,;]* CSP\b)", main)] if "CSP and" in main else [main]
    names = list(dict.fromkeys(name for name in names if name))
    return PartnershipFacts(
        lead=names[0] if names else NOT_NAMED,
        joint=tuple(names[1:]),
        successor_of=successor.group(1).strip() if successor else "",
        managed_by=managed.group(1).strip() if managed else "",
    )
