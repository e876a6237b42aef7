"""In which ways can a review end early, and what can the Home Office say to it? Imports no Django.

Source: South Cambridgeshire CSP, October 2022: reviews put to the Home Office as terminated or abbreviated [S].
"""

from enum import StrEnum


class EndKind(StrEnum):
    """What is proposed."""

    TERMINATE = "terminate"
    ABBREVIATE = "abbreviate"

    @property
    def label(self) -> str:
        """The proposal in words."""
        return {"terminate": "End the review early", "abbreviate": "Go on in shortened form"}[self.value]


class EndView(StrEnum):
    """What the Home Office says."""

    TERMINATED = "terminated"
    ABBREVIATED = "abbreviated"
    GO_ON = "go_on"

    @property
    def label(self) -> str:
        """The view in words."""
        return {
            "terminated": "The review ends early",
            "abbreviated": "The review goes on in shortened form",
            "go_on": "The review goes on as before",
        }[self.value]
