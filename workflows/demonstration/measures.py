"""Which measures of performance does a visitor meet? One counted for two years, one only quoted; all invented."""

from decimal import Decimal

from django.utils import timezone

from funding.years import year_of
from governance.actions.measures import MeasureFacts, ValueFacts, add_measure, record_measure_value
from governance.measure_figures import RiseMeans
from workflows.demonstration.people import Town


def measure(town: Town) -> None:
    """Put measures and what is told of them on record."""
    by, later = town.accounts["coordinator"], year_of(timezone.localdate()).previous
    reports = add_measure(
        partnership=town.partnership,
        by=by,
        facts=MeasureFacts(
            name="Reports of domestic abuse",
            of="Kent",
            unit="reports",
            rise_means=RiseMeans.NEITHER,
            definition="Counted by the police on the day of the report.",
        ),
    )
    for year, figure, words in (
        (later.previous, 30_150, ""),
        (later, 31_420, "A rise is not always bad: more people come forward."),
    ):
        facts = ValueFacts(
            label=year.label, ends_on=year.last, value=Decimal(figure), commentary=words, source="Strategic assessment"
        )
        record_measure_value(measure=reports, by=by, facts=facts)
    nuisance = add_measure(
        partnership=town.partnership,
        by=by,
        facts=MeasureFacts(name="Anti-social behaviour", of="Kent", rise_means=RiseMeans.BAD),
    )
    quoted = ValueFacts(
        label=later.label,
        ends_on=later.last,
        printed_change="-12%",
        commentary="Quoted by a member of the board. The figures are asked for.",
        source="Meeting of the board",
    )
    record_measure_value(measure=nuisance, by=by, facts=quoted)
