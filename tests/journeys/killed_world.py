"""What is there on a site that is going to be killed? The demonstration's people, a review in drafting, papers ordered.

Runs against the site's own database, in a program of its own; tells what a test must know, as JSON.
"""

import json
import sys

from django.core.management import call_command
from django.urls import reverse

from dhr_cases.actions.paper_orders import order_paper
from dhr_cases.notices import held_back
from dhr_cases.paper_kinds import PaperKind
from dhr_cases.papers.asking import Ask
from dhr_cases.papers.formats import Format
from dhr_cases.papers.kinds import MadePaper
from dhr_cases.stages import Stage
from workflows.demonstration.directing import put_on
from workflows.demonstration.people import PASSWORD, settle
from workflows.demonstration.scripts import Script

FORMATS = (Format.WORD, Format.PDF, Format.HTML)


def main() -> None:
    """Bring them in through the acts."""
    call_command("createcachetable")
    town = settle()
    chair = town.accounts["chair"]
    with held_back():
        case = put_on(town, Script("Robin", Stage.DRAFTING, 3))
        for form in FORMATS:
            order_paper(
                case=case,
                by=chair,
                kind=MadePaper.OVERVIEW_REPORT,
                form=form,
                ask=Ask(recipient="The panel", copy_number="1"),
            )
    section = reverse("drafting_section", args=(case.reference, PaperKind.EXECUTIVE_SUMMARY, "conclusions"))
    facts = {"email": chair.email, "password": PASSWORD, "section": section, "orders": len(FORMATS)}
    sys.stdout.write(json.dumps(facts))
