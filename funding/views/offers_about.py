"""Which acts are offered on a page about one row, so that whoever does one comes back to the page?"""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlencode

from django.db.models import Model

from dhr_cases.models import Organisation, Partnership
from dhr_cases.views.gate import SignedInRequest
from funding.forms.registry import FORMS
from funding.verbs import FundingVerb
from funding.views.offers import Offer, offered
from funding.views.rows import returning
from funding.years import FinancialYear


def offers_about(
    request: SignedInRequest,
    partnership: Partnership,
    year: FinancialYear,
    verbs: Iterable[FundingVerb],
    subject: Model | None = None,
    body: Organisation | None = None,
) -> list[Offer]:
    """Those of the verbs whose form is about such a row, or about none where there is no row; each leads back here.

    With a ``body`` a form that asks which body it is about begins with that one.
    """
    fitting = [verb for verb in verbs if _fits(verb, partnership, year, subject)]
    found = returning(offered(request.user, partnership, year, fitting, subject), request.get_full_path())
    if body is None:
        return found
    return [replace(offer, url=f"{offer.url}&{urlencode({'organisation': body.pk})}") for offer in found]


def _fits(verb: FundingVerb, partnership: Partnership, year: FinancialYear, subject: Model | None) -> bool:
    """True when there is a form, and this row is one of those it can be about now."""
    form = FORMS.get(verb)
    if form is None or form.needs_subject != (subject is not None):
        return False
    if subject is None:
        return True
    rows = form.subjects(partnership, year)
    return rows.model is type(subject) and rows.filter(pk=subject.pk).exists()
