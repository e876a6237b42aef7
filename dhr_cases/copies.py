"""Who gets a copy of the completed report, and on which basis under which regime? Imports no Django.

Source: DVCVA 2004 s.9(3B) to (3C) [V]; s.8A(4) to (5) as enacted [V]; other recipients local [D].
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from dhr_cases.events import Event
from dhr_cases.policy.load import clocks_for, regime


class Recipient(StrEnum):
    """Codes of those a copy can go to; the first two are named so in the policy files."""

    DAC = "DOMESTIC_ABUSE_COMMISSIONER"
    SECRETARY_OF_STATE = "SECRETARY_OF_STATE"
    PCC = "POLICE_AND_CRIME_COMMISSIONER"
    FAMILY = "FAMILY"
    AGENCY = "AGENCY"
    OTHER = "OTHER"

    @property
    def label(self) -> str:
        """The recipient in words."""
        return {
            Recipient.DAC: "Domestic Abuse Commissioner",
            Recipient.SECRETARY_OF_STATE: "Secretary of State",
            Recipient.PCC: "Police and Crime Commissioner",
            Recipient.FAMILY: "Family",
            Recipient.AGENCY: "Agency",
            Recipient.OTHER: "Another body or person",
        }[self]


_LOCAL_BASIS: Mapping[Recipient, str] = {
    Recipient.DAC: "Not owed under this regime; sent by agreement",
    Recipient.SECRETARY_OF_STATE: "Not owed under this regime; sent by agreement",
    Recipient.PCC: "Local agreement",
    Recipient.FAMILY: "2016 guidance: the family receives the report before the public",
    Recipient.AGENCY: "2016 guidance: agencies of the review receive the report",
    Recipient.OTHER: "Local agreement",
}
"""Basis of a copy that no statute owes [K]/[D]."""

NEEDS_ANONYMISED = frozenset({Recipient.DAC})
"""Who may be sent the anonymised report only. Source: DAA 2021 s.18(4) to (5) and s.19 [V]."""

_STOPS = (Event.SENT_TO_DAC, Event.SENT_TO_SOS_AND_DAC)


def owed(regime_id: str) -> tuple[Recipient, ...]:
    """Who is owed a copy by statute under the regime."""
    return tuple(Recipient(name) for name in regime(regime_id).copies_to)


def basis(regime_id: str, recipient: Recipient) -> str:
    """On which basis this recipient gets a copy under the regime."""
    if recipient not in owed(regime_id):
        return _LOCAL_BASIS[recipient]
    statutes = (clock.basis for clock in clocks_for(regime_id) if clock.stop in _STOPS)
    return next(statutes, regime(regime_id).law)


def event_when_all_sent(regime_id: str, sent: Collection[str]) -> Event | None:
    """The event that stops the regime's clock once everybody owed a copy has one; None before that."""
    if not set(owed(regime_id)) <= set(sent):
        return None
    both = Recipient.SECRETARY_OF_STATE in owed(regime_id)
    return Event.SENT_TO_SOS_AND_DAC if both else Event.SENT_TO_DAC
