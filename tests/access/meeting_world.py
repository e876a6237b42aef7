"""Which meetings does the access matrix meet? One held, with everything that an act can be about."""

from governance.actions.partner_answers import Said, answer_as_partner
from governance.actions.partner_requests import Ask, ask_partner
from governance.queries import asked_of
from tests.conftest import Cast
from tests.files import upload
from tests.measures import measured
from tests.meetings import furnished


def furnish_meetings(cast: Cast) -> None:
    """A body, a member, a meeting held with an item, a paper, a resolution, requests, an answer, a plan, a measure."""
    meeting = furnished(cast)
    item = meeting.items.get()
    asked = item.partner_requests.get()
    if asked_of(cast.action_owner).exists():
        answer_as_partner(request=asked, by=cast.action_owner, said=Said("It is in the file.", upload=upload()))
    for body in (cast.health, cast.police):
        ask_partner(item=item, by=cast.coordinator, asking=Ask(body, "to name its member"))
    measured(cast)
