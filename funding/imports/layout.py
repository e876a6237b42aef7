"""What may a file of years hold? One table of keys for each kind of object; reader and schema both come from it.

Amounts are whole pence; null means that no amount is stated, which is never nil.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dhr_cases.models import OrganisationKind, SuccessionShape
from funding.file_values import Gathered, listed
from funding.imports.grant_layout import GRANTS
from funding.imports.keys import Day, Flag, Key, ListOf, ObjectOf, OneOf, Schema, Slug, Stated, Text, Whole, Year
from funding.money import Qualifier
from funding.rule_files import SHAPES
from funding.rules import Per
from funding.terms import AgreementState, CostClass, EntryKind, ModelBasis, PartYear

MOST_SHARE = 1_000_000


class IncomeKind(StrEnum):
    """Entries of the chain from pledge to refund."""

    PLEDGE = EntryKind.PLEDGE.value
    CONFIRMATION = EntryKind.CONFIRMATION.value
    INVOICE = EntryKind.INVOICE.value
    CREDIT_NOTE = EntryKind.CREDIT_NOTE.value
    RECEIPT = EntryKind.RECEIPT.value
    REFUND = EntryKind.REFUND.value


BodyKind = StrEnum("BodyKind", {kind.name: kind.value for kind in OrganisationKind})  # type: ignore[misc]  # made from the choices
Shape = StrEnum("Shape", {shape.name: shape.value for shape in SuccessionShape})  # type: ignore[misc]  # made from the choices

_TYPES: dict[str, Schema] = {
    "party": {"type": "string"},
    "parties": {"type": "array", "items": {"type": "string"}},
    "weights": {"type": "object", "additionalProperties": {"type": "integer"}},
    "percent": {"type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?$"},
    "amount_pence": {"type": "integer", "minimum": 0},
    "cap_pence": {"type": "integer", "minimum": 0},
    "floor_pence": {"type": "integer", "minimum": 0},
    "value_pence": {"type": "integer", "minimum": 0},
    "description": {"type": "string"},
    "source": {"type": "string"},
    "as_at": Day().schema(),
    "per": OneOf(Per).schema(),
    "of": OneOf(CostClass).schema(),
}


@dataclass(frozen=True)
class Rules:
    """The rules of a model in the words of ``manage.py apportion``; read whole once the parties are known."""

    def read(self, gathered: Gathered, place: str, value: object) -> list[object]:
        """The list as it is written."""
        return gathered.one(lambda: listed(place, value)) or []

    def schema(self) -> Schema:
        """One shape for each kind of rule."""
        shapes = [_shape_schema(kind.value, shape) for kind, shape in SHAPES.items()]
        return {"type": "array", "items": {"oneOf": shapes}}


def _shape_schema(kind: str, shape: Any) -> Schema:
    names = (*shape.needs, *shape.may_have, *shape.in_models)
    return {
        "type": "object",
        "properties": {"type": {"const": kind}, **{name: _TYPES[name] for name in names}},
        "required": ["type", *shape.needs],
        "additionalProperties": False,
    }


QUALIFIER = Key("qualifier", OneOf(Qualifier), "How exact the amount is.", default=Qualifier.EXACT)
SOURCE = Key("source", Text(), "Where this is written.", default="")

PARTNERSHIP = (
    Key("code", Slug(), "Its code here.", is_needed=True),
    Key("name", Text(200), "Its name; only needed where it is not here yet.", default=""),
)
FORMER_NAME = (
    Key("name", Text(250), "The name it bore.", is_needed=True),
    Key("until", Day(), "The last day of that name.", is_needed=True),
)
ORGANISATION = (
    Key("code", Slug(), "Its code; other parts of the file name it by this.", is_needed=True),
    Key("name", Text(250), "Its name today.", is_needed=True),
    Key("kind", OneOf(BodyKind), "What sort of body it is.", default="other"),
    Key("short_name", Text(80), "A short name.", default=""),
    Key("starts_on", Day(), "Its first day."),
    Key("ends_on", Day(), "Its last day."),
    Key("is_statutory_partner", Flag(), "Whether it is a responsible authority.", default=False),
    Key("former_names", ListOf("A name borne before.", FORMER_NAME), "Names borne before.", default=()),
    SOURCE,
)
FOLLOWER = (
    Key("organisation", Slug(), "The code of a body that follows.", is_needed=True),
    Key("share", Whole(1, MOST_SHARE), "Its weight beside the others.", default=1),
)
SUCCESSION = (
    Key("predecessor", Slug(), "The code of the body that ends.", is_needed=True),
    Key("effective_on", Day(), "The first day of those that follow.", is_needed=True),
    Key("shape", OneOf(Shape), "How duties pass.", default=SuccessionShape.ONE_TO_ONE.value),
    Key("successors", ListOf("One that follows.", FOLLOWER), "Who follows; empty where not settled.", default=()),
    Key("is_planned", Flag(), "True for a change to come.", default=False),
    SOURCE,
)
VERSION = (
    Key("first_year", Year(), "The first year it holds for.", is_needed=True),
    Key("last_year", Year(), "The last; left out, until the next version."),
    Key("basis", OneOf(ModelBasis), "What the rules are applied to.", default=ModelBasis.ANNUAL),
    Key("part_year", OneOf(PartYear), "How a broken year is shared.", default=PartYear.BY_DAYS),
    Key("parties", ListOf("", each=Slug()), "Codes of the bodies; an odd penny falls to the earlier.", is_needed=True),
    Key("rules", Rules(), "The rules in order; parties by code.", is_needed=True),
    Key("underwriter", Slug(), "The code of the body that bears what is left."),
    Key("meeting", Text(200), "Where it was agreed.", default=""),
    Key("met_on", Day(), "When it was agreed."),
    Key("minute", Text(40), "The number of the minute.", default=""),
    Key("reason", Text(), "Why this version.", default=""),
)
MODEL = (
    Key("name", Text(120), "Its name.", is_needed=True),
    Key("covers", Text(), "What it pays for.", default=""),
    Key("versions", ListOf("The rules for a run of years.", VERSION), "Oldest first.", is_needed=True),
)
AGREEMENT = (
    Key("organisation", Slug(), "The code of the body.", is_needed=True),
    Key("amount_pence", Stated(), "What it is to pay in the year; null where not stated.", is_needed=True),
    QUALIFIER,
    Key("state", OneOf(AgreementState), "How far it has come.", default=AgreementState.PROPOSED),
    Key("on", Day(), "The day of that state; left out, the first day of the year."),
    Key("takes_over", Slug(), "The code of the ended body whose contribution of the year this one takes over."),
    Key("model", Text(120), "The model it is under; left out, the only one the body is party to in that year."),
    Key("in_kind", Text(), "What is given in place of money.", default=""),
    Key("in_kind_value_pence", Stated(), "The value of that."),
    Key("withdrawal_decided_on", Day(), "When it was decided to stop paying."),
    Key("withdrawal_effective_on", Day(), "From when it stops paying."),
    Key("reason", Text(), "The reason given.", default=""),
    SOURCE,
)
COST = (
    Key("reference", Text(60), "The reference of the review; left out for a cost of the partnership.", default=""),
    Key("class", OneOf(CostClass), "What the cost is for.", is_needed=True),
    Key("description", Text(200), "What is paid for. Never a name.", is_needed=True),
    Key("supplier", Text(200), "Who is paid.", default=""),
    Key("forecast_pence", Stated(1), "What was expected."),
    Key("commitment_pence", Stated(1), "What was ordered."),
    Key("actual_pence", Stated(1), "What was paid."),
    QUALIFIER,
    Key("on", Day(), "The day of the figures; left out, the first day of the year."),
    Key("is_settled", Flag(), "True where the last bill is paid.", default=False),
    SOURCE,
)
INCOME = (
    Key("organisation", Slug(), "The code of the body; it has an agreement in the year.", is_needed=True),
    Key("kind", OneOf(IncomeKind), "Which step of the chain.", is_needed=True),
    Key("amount_pence", Whole(1), "Plain pence; a credit note or refund takes away by itself.", is_needed=True),
    Key("on", Day(), "The day of the entry.", is_needed=True),
    Key("due_on", Day(), "When an invoice is to be paid."),
    Key("takes_over", Slug(), "As in the agreement, where the body has two in the year."),
    QUALIFIER,
    Key("document", Text(80), "Number of the invoice, order or receipt.", default=""),
    Key("text", Text(), "A word about it.", default=""),
)
YEAR = (
    Key("year", Year(), "The financial year: 2021/22.", is_needed=True),
    Key("brought_forward_pence", Stated(), "The opening balance; null where not stated."),
    Key("agreements", ListOf("What one body is to pay in the year.", AGREEMENT), "Contributions.", default=()),
    Key("costs", ListOf("One thing to be paid for.", COST), "Costs.", default=()),
    Key("income", ListOf("One entry of a contribution.", INCOME), "From pledge to refund.", default=()),
)


WHOLE = (
    Key("partnership", ObjectOf("Whose money it is.", PARTNERSHIP), "Left out, the only or the home partnership."),
    Key("source", Text(), "Where these figures come from.", default=""),
    Key("organisations", ListOf("One body.", ORGANISATION), "Bodies not here yet, or a last day.", default=()),
    Key("successions", ListOf("One body gives way.", SUCCESSION), "Who followed whom.", default=()),
    Key("models", ListOf("One way of paying.", MODEL), "Funding models.", default=()),
    Key("years", ListOf("One financial year.", YEAR), "Financial years.", default=()),
    GRANTS,
)
