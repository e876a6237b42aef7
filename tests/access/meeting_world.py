"""Which meetings does the access matrix meet? One held, with everything that an act can be about."""

from tests.conftest import Cast
from tests.measures import measured
from tests.meetings import furnished


def furnish_meetings(cast: Cast) -> None:
    """A body, a member, a meeting held with an item, a paper, a resolution, a request, a plan, a measure."""
    furnished(cast)
    measured(cast)
