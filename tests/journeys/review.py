"""How is one review carried on in the browser: by its tasks on the home page, its next step, its own pages?"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from dhr_cases.models import Case
from dhr_cases.stages import STAGES, Stage
from tests.files import PDF
from tests.journeys.visitor import Answer, Visitor
from workflows.demonstration.people import Town

Answers = Mapping[str, Answer]

FILE: Answer = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": PDF}
"""What people upload."""


def day(ago: int = 0) -> datetime.date:
    """So many days before today."""
    return timezone.localdate() - datetime.timedelta(days=ago)


@dataclass
class Review:
    """One review and the people who come to it; the reference is known once the case is opened."""

    visit: Callable[[str], Visitor]
    town: Town
    reference: str = ""

    def take_step(self, part: str, step: str, answers: Answers, button: str = "") -> Visitor:
        """Do a step from the list of tasks on the person's home page; the form's button says the same unless named."""
        person = self.visit(part)
        person.open("/")
        row = person.page.get_by_role("row").filter(has_text=self.reference)
        person.click(row.get_by_role("link", name=step, exact=True).first)
        person.send(button or step, answers)
        return person

    def go_on(self, part: str, step: str, answers: Answers) -> Visitor:
        """Do the step that the review's own page names as next."""
        person = self.at_overview(part)
        panel = person.page.get_by_role("region", name="Next step")
        person.click(panel.get_by_role("button"))
        person.send(step, answers)
        return person

    def act(self, part: str, tab: str, act: str, answers: Answers) -> Visitor:
        """Do an act that one of the review's pages offers."""
        person = self.at_tab(part, tab)
        person.press(act)
        person.send(act, answers)
        return person

    def at_overview(self, part: str) -> Visitor:
        """The person, at the overview of the review."""
        person = self.visit(part)
        person.open(f"/cases/{self.reference}/")
        return person

    def at_tab(self, part: str, tab: str) -> Visitor:
        """The person, at the page of the review that the side menu calls so."""
        person = self.at_overview(part)
        menu = person.page.get_by_role("navigation", name="Parts of this review")
        person.click(menu.get_by_role("link", name=tab, exact=True))
        return person

    def assert_at(self, stage: Stage) -> None:
        """The review stands there, and the coordinator reads it on the overview."""
        assert self.case.at is stage
        coordinator = self.at_overview("coordinator")
        assert coordinator.sees(STAGES[stage].label), coordinator.page.locator("main").inner_text()

    @property
    def case(self) -> Case:
        """The case as it is recorded now."""
        found: Case = Case.objects.get(reference=self.reference)
        return found
