"""Which acts of governance are there, who may do each, how does the record say what was done? Imports no Django."""

from collections.abc import Mapping
from enum import StrEnum

from dhr_cases.team_verbs import VerbRow


class GovernanceVerb(StrEnum):
    """Codes of the acts."""


VERBS: Mapping[GovernanceVerb, VerbRow] = {}
