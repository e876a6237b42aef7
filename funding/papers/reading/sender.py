"""Who sends a paper, what does it call a review, and is the partnership the demonstration?"""

from dhr_cases.models import Partnership
from dhr_cases.papers.letters import review_name
from funding.papers.frame import Sender
from funding.queries import versions_in_force
from funding.years import FinancialYear

DEMONSTRATION = "demo"
"""The code of the partnership that the demonstration makes."""


def sender_of(partnership: Partnership) -> Sender:
    """The partnership with its shared contacts; never a person."""
    return Sender(
        partnership=partnership.name,
        email=partnership.contact_email,
        telephone=partnership.contact_telephone,
        address=partnership.contact_address,
        is_demonstration=partnership.code == DEMONSTRATION,
    )


def review_name_of(partnership: Partnership) -> str:
    """The name of a review written out, as the partnership has set it."""
    return review_name(partnership.label_shown)


def model_words(partnership: Partnership, year: FinancialYear) -> str:
    """The models and versions whose rules apply to the year; "" where there is none."""
    found = {version.model_id: version for version in reversed(versions_in_force(partnership, year))}
    return "; ".join(str(version) for version in found.values())
