"""What does `manage.py funding_position YEAR --json` print? Whole pence; a share not stated is null, never 0."""

from collections.abc import Mapping
from typing import Any

from funding.position.parts import PartnerPosition, Position
from funding.terms import Cause, Measure


def as_json(position: Position) -> dict[str, Any]:
    """The position in plain values; the causes are those of the confirmed measure, since only that counts.

    `not_stated` names every row without an amount: contributors by their name, costs by reference and class.
    Source: L8, L24, L25 [D].
    """
    return {
        "year": position.year.label,
        "required": position.required,
        "brought_forward": position.brought_forward,
        **_by_code(position.measures),
        "shortfall": _by_code(position.shortfall),
        "causes": _by_code(position.causes[Measure.CONFIRMED]),
        "causes_by_measure": {measure.value: _by_code(causes) for measure, causes in position.causes.items()},
        "partners": [_partner(partner) for partner in position.partners],
        "not_stated": [row.name for row in position.not_stated],
    }


def _by_code(amounts: Mapping[Measure, int] | Mapping[Cause, int]) -> dict[str, int]:
    return {code.value: pence for code, pence in amounts.items()}


def _partner(partner: PartnerPosition) -> dict[str, Any]:
    return {
        "name": partner.name,
        "name_at_time": partner.name_at_time,
        "state": partner.state.value,
        "share": partner.share,
        "confirmed": partner.counted[Measure.CONFIRMED],
        "received": partner.counted[Measure.RECEIVED],
    }
