"""Which prices were offered for a cost, and which one was taken, why? Source: L17 [D]; three quotes: Warrington [V]."""

import datetime
from collections.abc import Iterable

from dhr_cases.errors import NotNow
from dhr_cases.models import User
from funding.actions.core import acting, check_not_future, require
from funding.models import CostLine, CostQuote
from funding.terms import CostBasis
from funding.verbs import FundingVerb

QUOTES_EXPECTED = 3
"""How many prices are usual before one is chosen; fewer are allowed and said to be fewer."""


def add_quote(
    *, cost: CostLine, by: User, supplier: str, received_on: datetime.date, amount_pence: int | None = None
) -> CostQuote:
    """Keep a price that was offered; an amount that is not stated stays so.

    Raises NotNow for a cost closed as fully paid, Incomplete without a supplier or for a day to come.
    """
    with acting(FundingVerb.ADD_QUOTE, cost.partnership, by) as act:
        cost.refresh_from_db()
        _check_open(cost)
        require((bool(supplier.strip()), "Enter who made the offer."))
        check_not_future(received_on, "The day the quote came in")
        quote: CostQuote = CostQuote.objects.create(
            cost_line=cost, supplier=supplier, amount_pence=amount_pence, received_on=received_on
        )
        act.record(about=quote, year=cost.expected_year, on=received_on)
        return quote


def choose_quote(*, quote: CostQuote, by: User, reason: str) -> CostLine:
    """Choose a quote with a reason; another that was chosen before is so no longer. The supplier follows.

    The record says how many quotes there were. Raises NotNow for one already chosen, Incomplete without a reason.
    """
    cost = quote.cost_line
    with acting(FundingVerb.CHOOSE_QUOTE, cost.partnership, by, reason=reason) as act:
        cost.refresh_from_db()
        _check_open(cost)
        require((bool(reason.strip()), "Say why this quote was chosen."))
        quotes = list(CostQuote.objects.filter(cost_line=cost))
        _check_not_chosen(quote, quotes)
        for each in quotes:
            _mark(each, is_chosen=each.pk == quote.pk, reason=reason)
        cost.supplier, cost.basis = quote.supplier, CostBasis.QUOTE
        cost.save()
        act.record(about=quote, year=cost.expected_year, detail={"quotes": len(quotes)})
        return cost


def _check_not_chosen(quote: CostQuote, quotes: Iterable[CostQuote]) -> None:
    if quote.pk in {each.pk for each in quotes if each.is_chosen}:
        raise NotNow("This quote is chosen already.")


def _mark(quote: CostQuote, *, is_chosen: bool, reason: str) -> None:
    """Write that a quote is chosen, and why, or that it is so no longer; one that never was is left alone."""
    if is_chosen or quote.is_chosen:
        quote.is_chosen = is_chosen
        quote.reason = reason if is_chosen else quote.reason
        quote.save()


def too_few(cost: CostLine) -> str:
    """A sentence where fewer quotes are kept than is usual, "" otherwise."""
    count = cost.quotes.count()
    if count >= QUOTES_EXPECTED:
        return ""
    return f"{count} {'quote is' if count == 1 else 'quotes are'} recorded. At least {QUOTES_EXPECTED} are usual."


def _check_open(cost: CostLine) -> None:
    if cost.is_settled:
        raise NotNow("This cost is closed as fully paid. Reopen it first.")
