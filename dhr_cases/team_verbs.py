"""How does a table of a team's acts say what each is called and who may do it? Imports no Django."""

from dataclasses import dataclass

from dhr_cases.roles import SitePermission


@dataclass(frozen=True)
class VerbRow:
    """One act: the words on the button, the words of the record, who may."""

    label: str
    done: str
    permission: SitePermission
