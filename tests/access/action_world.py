"""Which actions does the access matrix meet? One of the police on every case."""

from dhr_cases.models import Action, Case, Organisation, Recommendation
from dhr_cases.models.history import change

PLACE = 900
"""Its place in the report, behind what the case has of its own."""


def furnish_actions(case: Case, owner: Organisation) -> None:
    """A recommendation with an action of the body."""
    with change("Test", None):
        row = Recommendation.objects.create(case=case, position=PLACE, ref="R900", text="Ask about strangulation")
        Action.objects.create(recommendation=row, text="Change the script", owner=owner)
