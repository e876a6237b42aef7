"""Can a partnership take a whole review, from notification to closure, in the browser?"""

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.phases import assure, decide, gather, learn, notify, publish, set_up, write
from tests.journeys.review import Review
from workflows.demonstration.people import Town

pytestmark = [pytest.mark.browser, pytest.mark.takes_minutes]

PHASES = (
    (notify.refer, notify.settle_lead, notify.scope, notify.hear_agencies),
    (decide.prepare, decide.decide, decide.tell, decide.tell_family),
    (set_up.give_roles, set_up.compare_quotes, set_up.appoint, set_up.seat_panel, set_up.agree_terms),
    (gather.ask_agencies, gather.return_nothing, gather.return_report, gather.read_returns, gather.meet),
    (write.draft, write.recommend, write.read, write.approve, write.sign_off),
    (assure.submit, assure.resubmit, assure.clear, assure.send_copies),
    (publish.prepare, publish.check_twice, publish.publish, publish.share),
    (learn.monitor, learn.end_actions, learn.close, learn.look_back),
)


def test_takes_a_review_from_notification_to_closure(visit: Visit, town: Town) -> None:
    review = Review(visit, town)
    for phase in PHASES:
        for part in phase:
            part(review)
