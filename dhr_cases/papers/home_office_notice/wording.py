"""How does the notice to the Home Office read? A form of names and facts; what is not known says so."""

from collections.abc import Iterator

from dhr_cases.legal_tests import LegalTest
from dhr_cases.papers.frame import NOT_STATED, month_of
from dhr_cases.papers.home_office_notice.facts import NoticeFacts
from dhr_cases.papers.writing.blocks import Block, Facts, Grid, Heading, Paper, Paragraph


def compose(facts: NoticeFacts) -> Paper:
    """The notice as a paper."""
    frame = facts.frame
    return Paper(
        title=f"Notice of a decision: {frame.reference}",
        subject=f"{frame.review_name}: decision of {frame.partnership}",
        foot=frame.foot,
        handling=frame.handling,
        blocks=(
            Facts("Who tells", _sender(facts)),
            Heading("The death"),
            Facts("The death and the people", _death(facts)),
            Heading("The legal tests"),
            *_tests(facts),
            Heading("Partners consulted"),
            *_views(facts),
            Heading("The decision"),
            Facts("The decision", _decision(facts)),
            Heading("What goes on beside it"),
            Facts("Beside the review", _beside(facts)),
        ),
    )


def _stated(*rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value or NOT_STATED) for name, value in rows)


def _sender(facts: NoticeFacts) -> tuple[tuple[str, str], ...]:
    frame = facts.frame
    return _stated(
        ("Partnership", frame.partnership),
        ("Contact", ", ".join(frame.contacts)),
        ("Our reference", frame.reference),
        ("Partnership chair aware on", facts.aware_on),
    )


def _death(facts: NoticeFacts) -> tuple[tuple[str, str], ...]:
    return _stated(
        ("Month of death", month_of(facts.frame.died_in)),
        ("Type of death", facts.death_type),
        ("Type of place", facts.place_type),
        ("Relationship", facts.relationship),
        ("Age of the person who died", facts.age_deceased),
        ("Age of the other person", facts.age_other),
        ("Police force", facts.police_force),
        ("Children", facts.children),
    )


def _tests(facts: NoticeFacts) -> Iterator[Block]:
    if not facts.tests:
        yield Paragraph("The facts for the tests are not recorded.")
    for test in facts.tests:
        yield _grid(test)


def _grid(test: LegalTest) -> Grid:
    return Grid(
        f"{test.name}: {test.verdict.value} ({test.source})",
        ("What the test asks", "Answer", "Why"),
        tuple((limb.asks, limb.verdict.value, limb.reason) for limb in test.limbs),
    )


def _views(facts: NoticeFacts) -> Iterator[Block]:
    if not facts.views:
        yield Paragraph("No partner's view is recorded.")
        return
    rows = tuple((row.body, row.view, "differs" if row.is_dissent else "agrees") for row in facts.views)
    yield Grid("Views before the decision", ("Partner", "View", "Agrees or differs"), rows)


def _decision(facts: NoticeFacts) -> tuple[tuple[str, str], ...]:
    return _stated(
        ("Decision", facts.decision),
        ("Decided on", facts.decided_on),
        ("Reasons", facts.reasons),
        ("Views that differed", facts.dissent),
        ("Another learning process", facts.alternative),
        ("Chair", facts.chair),
        ("Report due by", facts.target_date),
    )


def _beside(facts: NoticeFacts) -> tuple[tuple[str, str], ...]:
    return _stated(
        ("Criminal process", facts.criminal_process),
        ("Contact with the family", facts.family_contact),
    )
