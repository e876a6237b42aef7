"""How does the page of clocks read: every clock of every regime with its limit and its source?"""

from itertools import chain

from dhr_cases.deadlines import long_date
from dhr_cases.policy import Clock, Regime, every_clock, regimes
from workflows.reference_pages.writing import page as whole_page
from workflows.reference_pages.writing import table

HEADS = ("Clock", "Code", "Runs from", "Until", "Limit", "Local limit suggested", "Basis", "Evidence", "Source")


def page() -> str:
    """The page."""
    own = {clock.id for regime in regimes() for clock in regime.clocks}
    shared = [clock for clock in every_clock() if clock.id not in own]
    return whole_page(
        "Clocks",
        "`dhr_cases/policy/*.toml`",
        "How due dates come about, and what a hold and an extension do, is told in "
        "[clocks: when things are due, and why](../explanation/clocks.md).",
        *chain(*map(_regime, regimes())),
        "## Under every regime",
        _clocks(shared),
    )


def _regime(regime: Regime) -> list[str]:
    since = f", from {long_date(regime.effective_from)}" if regime.effective_from else ""
    switched = "Switched on" if regime.enabled else "Switched off"
    facts = [
        f"## {regime.label_long} (`{regime.id}`)",
        f"{switched}{since}. {regime.status} Law: {regime.law}. Guidance: {regime.guidance}.",
    ]
    return [*facts, _clocks(regime.clocks)] if regime.clocks else [*facts, "No clock of its own."]


def _clocks(clocks: tuple[Clock, ...] | list[Clock]) -> str:
    return table(HEADS, (_row(clock) for clock in clocks))


def _row(clock: Clock) -> tuple[str, ...]:
    phrase = clock.limit_phrase if clock.limit_phrase != "none" else ""
    return (
        clock.label,
        f"`{clock.id}`",
        f"`{clock.start}`",
        f"`{clock.stop}`",
        clock.limit.words if clock.limit else phrase or "none set",
        clock.local_default.period.words if clock.local_default else "",
        clock.basis,
        clock.evidence,
        clock.source,
    )
