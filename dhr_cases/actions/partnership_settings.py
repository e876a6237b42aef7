"""How does a partnership change what it is called, how it looks and speaks, and which limits it sets itself?

Every change carries its reason into history. Asked of whoever has a team with the permission for settings.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.text import slugify

from dhr_cases.actions.core import lock_row
from dhr_cases.colours import ENOUGH, WHITE, contrast, is_colour, mixed
from dhr_cases.errors import Incomplete, NotNow
from dhr_cases.models import LetterText, LocalClock, Organisation, Partnership, User
from dhr_cases.models.history import change
from dhr_cases.papers.letters import LetterKind, faults_of
from dhr_cases.permissions import check_can_on_site
from dhr_cases.policy import Clock, Period, every_clock, regimes
from dhr_cases.roles import SitePermission

SOFT = 0.94
"""Share of white in the pale shade of the brand colour behind boxes."""


@dataclass(frozen=True)
class Contact:
    """What a partnership is called and how it is reached."""

    name: str
    contact_email: str = ""
    contact_telephone: str = ""
    contact_address: str = ""


@contextmanager
def changing(by: User, reason: str) -> Iterator[None]:
    """One change of settings: permitted, with its reason in history, all of it or nothing."""
    check_can_on_site(SitePermission.MANAGE_SETTINGS, by)
    if not reason.strip():
        raise Incomplete("Give the reason for the change.")
    with transaction.atomic(), change(reason, by):
        yield


def _save(partnership: Partnership, facts: Mapping[str, object]) -> None:
    lock_row(partnership)
    for name, value in facts.items():
        setattr(partnership, name, value)
    partnership.save()


def change_contact(*, by: User, partnership: Partnership, contact: Contact, reason: str) -> None:
    """Change name and contact. The code stays: references begin with it."""
    with changing(by, reason):
        _save(partnership, asdict(contact))


def change_colours(*, by: User, partnership: Partnership, brand: str, link: str, reason: str) -> None:
    """Change the two colours. Raises Incomplete with the ratio where one would be hard to read."""
    with changing(by, reason):
        faults = colour_faults(brand, link)
        if faults:
            raise Incomplete(" ".join(faults.values()), tuple(faults.values()))
        _save(partnership, {"brand_colour": brand.lower(), "link_colour": link.lower()})


def colour_faults(brand: str, link: str) -> dict[str, str]:
    """What is wrong with the colours, by "brand" and "link"; empty when both can be read.

    Source: WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text [V].
    """
    faults = {
        name: f"{colour} is no colour. Write a hash and six digits or letters from a to f, such as #1d3557."
        for name, colour in (("brand", brand), ("link", link))
        if not is_colour(colour)
    }
    return faults or _too_faint(brand, link)


def _too_faint(brand: str, link: str) -> dict[str, str]:
    """Which of two colours can hardly be read on the backgrounds on which they stand."""
    on_white, on_soft = contrast(link, WHITE), contrast(link, mixed(brand, WHITE, SOFT))
    lowest = {"brand": contrast(brand, WHITE), "link": min(on_white, on_soft)}
    return {
        name: f"This colour has a contrast of {ratio:.1f} to 1 with its background. At least {ENOUGH} to 1 is needed."
        for name, ratio in lowest.items()
        if ratio < ENOUGH
    }


def change_words(*, by: User, partnership: Partnership, label_shown: str, title_pattern: str, reason: str) -> None:
    """Change what a review is called on screen and how it is titled; the law it falls under stays."""
    with changing(by, reason):
        _save(partnership, {"label_shown": label_shown, "title_pattern": title_pattern})


def change_bodies(*, by: User, partnership: Partnership, bodies: Iterable[Organisation], reason: str) -> None:
    """Say which organisations the partnership works with."""
    with changing(by, reason):
        lock_row(partnership)
        partnership.save()
        partnership.bodies.set(bodies)


def change_life_span(
    *,
    by: User,
    partnership: Partnership,
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
    successor: Partnership | None,
    reason: str,
) -> None:
    """Say from when to when a partnership exists and which one follows. Raises Incomplete for what contradicts."""
    with changing(by, reason):
        _check_order(starts_on, ends_on)
        if successor == partnership:
            raise Incomplete("A partnership does not follow itself.")
        if successor is not None and ends_on is None:
            raise Incomplete("Give the last day of the partnership that is followed by another.")
        _save(partnership, {"starts_on": starts_on, "ends_on": ends_on, "successor": successor})


def _check_order(starts_on: datetime.date | None, ends_on: datetime.date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise Incomplete("The last day is before the first.")


def add_partnership(
    *, by: User, contact: Contact, code: str, starts_on: datetime.date | None, reason: str
) -> Partnership:
    """Add a partnership that commissions jointly or comes after another. Raises Incomplete for a code in use."""
    with changing(by, reason):
        short = slugify(code)[:20]
        if not short:
            raise Incomplete("Give the partnership a short code of letters and digits.")
        if Partnership.objects.filter(code=short).exists():
            raise Incomplete(f"The code {short} is in use. Choose another.")
        home = Partnership.objects.filter(is_home=True).first()
        looks = {"brand_colour": home.brand_colour, "link_colour": home.link_colour} if home else {}
        added: Partnership = Partnership.objects.create(code=short, starts_on=starts_on, **asdict(contact), **looks)
    return added


def open_clocks() -> tuple[Clock, ...]:
    """Clocks for which neither law nor guidance sets a count, under the regimes that are switched on."""
    return tuple(clock for clock in every_clock() if clock.limit is None and clock.id not in _switched_off())


def _switched_off() -> set[str]:
    return {clock.id for regime in regimes() if not regime.enabled for clock in regime.clocks}


def set_local_clock(*, by: User, partnership: Partnership, clock: str, limit: Period | None, reason: str) -> None:
    """Set the partnership's own limit for an open clock, or with None take it back. Raises NotNow for another clock."""
    with changing(by, reason):
        if clock not in {row.id for row in open_clocks()}:
            raise NotNow("The law or the guidance sets this limit; a partnership cannot change it.")
        row = LocalClock.objects.filter(partnership=partnership, clock=clock).first()
        row = row or LocalClock(partnership=partnership, clock=clock)
        row.limit = limit.text if limit else ""
        row.reason = reason
        row.save()


def change_letter(*, by: User, partnership: Partnership, kind: LetterKind, text: str, reason: str) -> None:
    """Word a letter anew. Raises Incomplete for a placeholder that no letter can fill in."""
    with changing(by, reason):
        faults = faults_of(text)
        if faults:
            raise Incomplete(" ".join(faults), faults)
        _keep_text(partnership, kind, text)


def use_shipped_letter(*, by: User, partnership: Partnership, kind: LetterKind, reason: str) -> None:
    """Go back to the wording that comes with the product; the partnership's own stays in history."""
    with changing(by, reason):
        _keep_text(partnership, kind, "")


def _keep_text(partnership: Partnership, kind: LetterKind, text: str) -> None:
    row = LetterText.objects.filter(partnership=partnership, kind=kind).first()
    row = row or LetterText(partnership=partnership, kind=kind)
    row.text = text
    row.save()
