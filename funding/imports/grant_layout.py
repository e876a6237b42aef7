"""What may a file of years say of grants? One table of keys for each kind of object; reader and schema come from it.

Amounts are whole pence; null or left out means that no amount is stated, which is never nil. Printed figures are
kept as they are printed. What moved is not said here: money in the ledger is entered there.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from funding.file_values import FileFault, Gathered, text_in
from funding.grant_terms import MOST_COUNTED, Disposition, ExtensionAnswer, ProjectState
from funding.imports.keys import Day, Flag, Key, ListOf, OneOf, Schema, Slug, Stated, Text, Whole, Year
from funding.money import Qualifier

MOST_PARTS = 100
SHARE_PATTERN = "^[0-9]{1,3}/[0-9]{1,3}$"
LONG = 4_000


@dataclass(frozen=True)
class Share:
    """A share of the whole, written as a fraction: "1/3"."""

    def read(self, gathered: Gathered, place: str, value: object) -> Fraction | None:
        """The share."""
        return gathered.one(lambda: self._checked(place, text_in(place, value)))

    def _checked(self, place: str, text: str) -> Fraction:
        over, _, under = text.partition("/")
        if not re.fullmatch(SHARE_PATTERN, text) or not 0 < int(over) <= int(under) <= MOST_PARTS:
            raise FileFault(place, "a share of the whole is needed here, for example 1/3.")
        return Fraction(int(over), int(under))

    def schema(self) -> Schema:
        """A text with its pattern."""
        return {"type": "string", "pattern": SHARE_PATTERN}


@dataclass(frozen=True)
class Prose(Text):
    """Words that may run over several lines, or be empty."""

    longest: int = LONG

    def read(self, gathered: Gathered, place: str, value: object) -> str | None:
        """The words."""
        return gathered.one(lambda: self._checked(place, text_in(place, value).strip()))

    def schema(self) -> Schema:
        """A text with its length."""
        return {"type": "string", "maxLength": self.longest}


SOURCE = Key("source", Text(), "Where this is written.", default="")
COUNT = Whole(0, MOST_COUNTED)

OUTPUT = (
    Key("label", Text(120), "What is counted.", is_needed=True),
    Key("planned", COUNT, "How many were planned."),
    Key("is_planned_about", Flag(), "True where that is approximate.", default=False),
    Key("actual", COUNT, "How many there were."),
    Key("is_actual_about", Flag(), "True where that is approximate.", default=False),
)
ATTENDANCE = (
    Key("label", Text(120), "The event.", is_needed=True),
    Key("capacity", COUNT, "Places."),
    Key("is_capacity_about", Flag(), "True where that is approximate.", default=False),
    Key("booked", COUNT, "Bookings."),
    Key("is_booked_about", Flag(), "True where that is approximate.", default=False),
    Key("attended", COUNT, "People who came."),
    Key("is_attended_about", Flag(), "True where that is approximate.", default=False),
    Key("note", Text(), "A word about it.", default=""),
)
NAMES = ListOf("", each=Text(120))
PROJECT = (
    Key("key", Slug(), "Its code within the year; left out, made from the title."),
    Key("title", Text(200), "Its title.", is_needed=True),
    Key("amount_pence", Stated(), "What the funder agreed to; null where not stated.", is_needed=True),
    Key("qualifier", OneOf(Qualifier), "How exact the amount is.", default=Qualifier.EXACT),
    Key("asked_pence", Stated(), "What was asked for."),
    Key("outturn_pence", Stated(), "What it cost in the end."),
    Key("state", OneOf(ProjectState), "How far it has come.", default=ProjectState.APPROVED),
    Key("is_from_pot", Flag(), "True for a project of the tactical pot.", default=False),
    Key("lead", Slug(), "The code of the body that leads it."),
    Key("supplier", Text(200), "Who is paid.", default=""),
    Key("purpose", Prose(), "What it is for.", default=""),
    Key("areas", NAMES, "Where it works; left out, the whole partnership's area.", default=()),
    Key("agreement_priorities", NAMES, "Priorities of the community safety agreement.", default=()),
    Key("plan_priorities", NAMES, "Priorities of the police and crime plan.", default=()),
    Key("delay_reason", Prose(), "Why it is behind.", default=""),
    Key("refusal", Prose(), "The funder's reason, for a project that stays proposed.", default=""),
    Key("override_reason", Prose(), "Why its amount is above what is left of the allocation.", default=""),
    Key("outputs", ListOf("One result.", OUTPUT), "Results, planned and actual.", default=()),
    Key("attendances", ListOf("One event.", ATTENDANCE), "Places, bookings and people who came.", default=()),
    SOURCE,
)
EXTENSION = (
    Key("asked_on", Day(), "When it was asked.", is_needed=True),
    Key("asked_by", Text(200), "Who asked.", is_needed=True),
    Key("asked_of", Text(200), "Who was asked.", default=""),
    Key("reason", Prose(), "Why.", is_needed=True),
    Key("answer", OneOf(ExtensionAnswer), "What was said.", default=ExtensionAnswer.ASKED),
    Key("answered_on", Day(), "When."),
    Key("answered_by", Text(200), "By whom.", default=""),
    Key("until", Day(), "The new deadline, where it was granted."),
)
ENDING = (
    Key("disposition", OneOf(Disposition), "What became of it.", is_needed=True),
    Key("amount_pence", Whole(1), "How much.", is_needed=True),
    Key("on", Day(), "When; left out, the day after the year.", default=None),
    Key("decided_by", Text(200), "Who decided.", default="Not stated"),
    Key("reason", Prose(), "Why.", default=""),
)
NEIGHBOUR = (
    Key("partnership", Text(200), "Whose it is.", is_needed=True),
    Key("title", Text(200), "Its title.", is_needed=True),
    Key("supplier", Text(200), "Who is paid.", default=""),
    Key("areas", NAMES, "Where it works; left out, that partnership's own area.", default=()),
    Key("amount_pence", Stated(), "The amount; null where not stated."),
    SOURCE,
)
GRANT = (
    Key("year", Year(), "The financial year: 2017/18.", is_needed=True),
    Key("funder", Slug(), "The code of the body that pays.", is_needed=True),
    Key("name", Text(120), "The name of the grant; left out, Crime Reduction Grant.", default=""),
    Key("allocation_pence", Stated(), "The allocation; null where not stated.", is_needed=True),
    Key("qualifier", OneOf(Qualifier), "How exact the allocation is.", default=Qualifier.EXACT),
    Key("is_same_as_last_year", Flag(), "True where it was confirmed at last year's level.", default=False),
    Key("rounds", Whole(1, 12), "Rounds of proposals."),
    Key("payments", Whole(1, 12), "Payments."),
    Key("pot_share", Share(), "The share that may be held as tactical pot; left out, none is allowed."),
    Key("pot_pence", Stated(), "What is held as tactical pot."),
    Key("upfront_pence", Stated(), "What is paid up front."),
    Key("does_pot_wait", Flag(), "True where the pot waits until agreed projects are done.", default=True),
    Key("opens_on", Day(), "The first day for business cases."),
    Key("closes_on", Day(), "The last day for business cases."),
    Key("approver", Text(200), "Who approves projects.", default=""),
    Key("is_carry_allowed", Flag(), "Whether money left may be carried forward; left out, not stated."),
    Key("promised_until", Day(), "Until when the funder has promised the money."),
    Key("note", Prose(), "A word about the year.", default=""),
    Key("is_invented", Flag(), "True for figures made up for demonstration.", default=False),
    Key("projects", ListOf("One project.", PROJECT), "Projects.", default=()),
    Key("extensions", ListOf("One request.", EXTENSION), "Later deadlines asked for.", default=()),
    Key("endings", ListOf("One part of it.", ENDING), "What became of money left.", default=()),
    Key("neighbours", ListOf("One project.", NEIGHBOUR), "Projects of other partnerships.", default=()),
    SOURCE,
)
GRANTS = Key("grants", ListOf("The grant of one year.", GRANT), "Grants.", default=())
"""The key of the file under which grants stand."""
