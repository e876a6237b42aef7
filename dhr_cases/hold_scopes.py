"""What can a hold stop, for which reasons, and what runs beside a review? Imports no Django.

Source: 2016 guidance on parallel criminal proceedings [K]; extension reasons domain 2.4 [D].
"""

from enum import StrEnum


class _Labelled(StrEnum):
    """A code whose label is its words."""

    @property
    def label(self) -> str:
        """The code in words."""
        return self.value.replace("_", " ").capitalize()


class HoldScope(_Labelled):
    """Work that a hold can stop; what it does not name runs on."""

    FAMILY_CONTACT = "family_contact"
    AGENCY_REPORTS = "agency_reports"
    PANEL_MEETINGS = "panel_meetings"
    INTERVIEWS = "interviews"
    DRAFTING = "drafting"
    FAMILY_READING = "family_reading"
    SUBMISSION = "submission"
    PUBLICATION = "publication"


class HoldReason(StrEnum):
    """Why a review is put on hold."""

    CRIMINAL_TRIAL = "criminal_trial"
    POLICE_REQUEST = "police_request"
    INQUEST = "inquest"
    IOPC = "iopc"
    OTHER_REVIEW = "other_review"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The reason in words."""
        return {
            "criminal_trial": "Criminal trial",
            "police_request": "Request of the police or CPS",
            "inquest": "Inquest",
            "iopc": "Investigation by the IOPC",
            "other_review": "Another review",
            "other": "Other",
        }[self.value]


class ExtensionReason(StrEnum):
    """Why more time is agreed or a step was late."""

    CRIMINAL_TRIAL = "criminal_trial"
    POLICE_REQUEST = "police_request"
    INQUEST = "inquest"
    IMR_LATE = "imr_late"
    CHAIR_AVAILABILITY = "chair_availability"
    FAMILY_REQUEST = "family_request"
    QA_RESUBMISSION = "qa_resubmission"
    COMPLEX_CASE = "complex_case"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The reason in words."""
        words = {"imr_late": "Agency report late", "qa_resubmission": "Resubmission after quality assurance"}
        return words.get(self.value, self.value.replace("_", " ").capitalize())


class ProceedingKind(StrEnum):
    """What can run beside a review."""

    CRIMINAL = "criminal"
    INQUEST = "inquest"
    PREVENTION_OF_FUTURE_DEATHS = "prevention_of_future_deaths"
    IOPC = "iopc"
    SERIOUS_FURTHER_OFFENCE = "serious_further_offence"
    SAFEGUARDING_ADULTS = "safeguarding_adults"
    CHILD_SAFEGUARDING = "child_safeguarding"
    MENTAL_HEALTH = "mental_health"
    OFFENSIVE_WEAPONS = "offensive_weapons"
    LEDER = "leder"
    SUSR = "susr"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind in words."""
        words = {
            "criminal": "Criminal proceedings",
            "prevention_of_future_deaths": "Prevention of future deaths report",
            "iopc": "IOPC investigation",
            "serious_further_offence": "Serious further offence review",
            "safeguarding_adults": "Safeguarding adults review",
            "child_safeguarding": "Child safeguarding practice review",
            "mental_health": "Mental health homicide review",
            "offensive_weapons": "Offensive weapons homicide review",
            "leder": "LeDeR review",
            "susr": "Single Unified Safeguarding Review",
        }
        return words.get(self.value, self.value.capitalize())
