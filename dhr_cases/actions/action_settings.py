"""How does a partnership change how often owners are asked for news, and how long a reply to a recommendation takes?"""

from dhr_cases.action_queries import terms_of
from dhr_cases.actions.core import require
from dhr_cases.actions.partnership_settings import changing
from dhr_cases.models import Partnership, User

MOST_MONTHS = 24
MOST_DAYS = 366


def change_action_terms(
    *, by: User, partnership: Partnership, update_every_months: int, reply_days: int, reason: str
) -> None:
    """Change the months between two askings and the days until a reply is due. Source: local settings [D].

    Raises NotPermitted without the right to change settings, Incomplete without a reason or for numbers out of bounds.
    """
    with changing(by, reason):
        require(
            (1 <= update_every_months <= MOST_MONTHS, f"Ask at least every {MOST_MONTHS} months."),
            (1 <= reply_days <= MOST_DAYS, f"Give between 1 and {MOST_DAYS} days for a reply."),
        )
        terms = terms_of(partnership)
        terms.update_every_months, terms.reply_days = update_every_months, reply_days
        terms.save()
