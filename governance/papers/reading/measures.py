"""What is told of each measure of performance, as at a day?"""

from datetime import date

from dhr_cases.models import Partnership
from governance.measure_figures import RISE_MEANS, Compared, RiseMeans, compared
from governance.models import Measure
from governance.papers.report_rows import MeasureRow


def measures_of(partnership: Partnership, on: date) -> tuple[MeasureRow, ...]:
    """Measures with the last time told of each that had ended by the day; those of which nothing is told left out."""
    rows = Measure.objects.filter(partnership=partnership).prefetch_related("values")
    told = ((measure, comparisons(measure, on)) for measure in rows)
    return tuple(_row(measure, steps[-1]) for measure, steps in told if steps)


def comparisons(measure: Measure, on: date) -> tuple[Compared, ...]:
    """Each time that had ended by the day beside the one before it, earliest first."""
    return compared(value.told for value in measure.values.all() if value.was_told_by(on))


def _row(measure: Measure, last: Compared) -> MeasureRow:
    return MeasureRow(
        name=str(measure),
        unit=measure.unit,
        rise_means=RISE_MEANS[RiseMeans(measure.rise_means)],
        definition=measure.definition,
        told=last,
        shows_small=measure.shows_small,
    )
