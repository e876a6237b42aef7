"""What do law, guidance and local choice say about time, copies and words, regime by regime?

The numbers stand in the .toml files beside this module and nowhere else; load.py reads and checks them.
"""

from dhr_cases.policy.load import (
    clock,
    clocks_for,
    every_clock,
    known_events,
    read_folder,
    regime,
    regime_for,
    regimes,
)
from dhr_cases.policy.periods import Period, Unit
from dhr_cases.policy.rows import PolicyError
from dhr_cases.policy.tables import AppliesBy, Clock, LocalDefault, Per, Regime, Term

__all__ = [
    "AppliesBy",
    "Clock",
    "LocalDefault",
    "Per",
    "Period",
    "PolicyError",
    "Regime",
    "Term",
    "Unit",
    "clock",
    "clocks_for",
    "every_clock",
    "known_events",
    "read_folder",
    "regime",
    "regime_for",
    "regimes",
]

regimes()  # read now, so that a fault in a policy file stops the start and not a page
