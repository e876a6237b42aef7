"""Which meetings does the access matrix meet? One held, with everything that an act can be about."""

from tests.conftest import Cast
from tests.meetings import furnished


def furnish_meetings(cast: Cast) -> None:
    """A body, a member, a meeting held with an item, a paper, a resolution, a request, a question and a plan."""
    furnished(cast)
