"""How are the addresses of money filled: of the cast's own partnership, of one elsewhere, of none?

The year is one of which the partnership has rows. A number is that of a row of the partnership in the address, of
one elsewhere, and none; where no row of the kind is in this world, only none.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dhr_cases.models import Partnership
from funding.forms.core import FundingForm
from funding.forms.registry import FORMS
from funding.papers.kinds import KINDS
from funding.verbs import FundingVerb
from tests.access.money_world import last_of
from tests.access.world import World
from tests.money import YEAR

if TYPE_CHECKING:
    from tests.access.addresses import Probe

NO_SUCH_ID = 987654
NO_SUCH_WORD = "no-such-thing"
NO_SUCH_YEAR = "2026-28"
NUMBERED = "<int:row_id>"


def partnership(world: World, probe: "Probe") -> "Iterator[Probe]":
    """The cast's own, the one elsewhere, and none."""
    yield probe.filled("partnership", world.cast.partnership.code, row=world.cast.partnership)
    yield probe.filled("partnership", world.far_cast.partnership.code, row=world.far_cast.partnership)
    yield probe.filled("partnership", NO_SUCH_WORD, fits=False)


def year(world: World, probe: "Probe") -> "Iterator[Probe]":
    """A year with rows, and what is no year; only the first for a partnership that is not there."""
    yield probe.filled("year", YEAR.label.replace("/", "-"))
    if probe.fits:
        yield probe.filled("year", NO_SUCH_YEAR, fits=False)


def act(world: World, probe: "Probe") -> "Iterator[Probe]":
    """The acts that have a form, dealt out over the stages of the matrix, and none."""
    verbs = [verb for verb in FundingVerb if verb in FORMS]
    for verb in world.dealt(verbs) if probe.fits else verbs[:1]:
        yield probe.filled("act", verb.value)
    yield probe.filled("act", NO_SUCH_WORD, fits=False)


def row_id(world: World, probe: "Probe") -> "Iterator[Probe]":
    """A row that belongs to the address, one of the partnership elsewhere, and none."""
    home = probe.about["partnership"]
    for owner in (world.cast.partnership, world.far_cast.partnership):
        key = _row_key(probe, owner)
        if key is not None:
            yield probe.filled("row_id", key, owner == home)
    yield probe.filled("row_id", NO_SUCH_ID, fits=False)


def _row_key(probe: "Probe", owner: Partnership) -> int | None:
    if "act" in probe.arguments:
        return _subject_key(form_of(probe.arguments["act"]), owner)
    before, _, after = probe.about["route"].partition(NUMBERED)
    return last_of(before.strip("/").rpartition("/")[2], after.strip("/"), owner)


def _subject_key(form: type[FundingForm] | None, owner: Partnership) -> int | None:
    if form is None or not form.needs_subject:
        return None
    row = form.subjects(owner, YEAR).order_by("pk").first()
    return None if row is None else row.pk


def form_of(act_code: str) -> type[FundingForm] | None:
    """The form of an act; None for one that has none."""
    return FORMS.get(FundingVerb(act_code)) if act_code in set(FundingVerb) else None


def body(world: World, probe: "Probe") -> "Iterator[Probe]":
    """The body for which the cast's funding contact answers, another, and none."""
    yield probe.filled("body", world.cast.police.code, row=world.cast.police)
    if "partnership" in probe.arguments:
        yield probe.filled("body", world.cast.health.code, row=world.cast.health)
    yield probe.filled("body", NO_SUCH_WORD, fits=False)


def paper(world: World, probe: "Probe") -> "Iterator[Probe]":
    """Every paper of a whole year, one that is of a body alone, and none."""
    for kind, row in KINDS.items():
        yield probe.filled("paper", kind.value, not row.is_of_one_body)
    yield probe.filled("paper", NO_SUCH_WORD, fits=False)


def number(world: World, probe: "Probe") -> "Iterator[Probe]":
    """A number within a year; this world has nothing that bears one."""
    yield probe.filled("number", NO_SUCH_ID, fits=False)
