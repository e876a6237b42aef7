"""A partnership says how often owners are asked and when a reply is due."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dhr_cases.action_queries import terms_of
from dhr_cases.actions.action_settings import change_action_terms
from dhr_cases.errors import Incomplete, NotPermitted
from dhr_cases.models import ActionTerms, Case, Notice
from dhr_cases.notices import Kind
from tests.conftest import Cast
from tests.followed import followed
from workflows.sweep import sweep


def test_keeps_the_reason_with_the_change(cast: Cast) -> None:
    """Changed twice, there is still one row."""
    for months in (6, 3):
        change_action_terms(
            by=cast.administrator,
            partnership=cast.partnership,
            update_every_months=months,
            reply_days=30,
            reason="Agreed at the board",
        )
    terms = ActionTerms.objects.get()
    assert (terms.update_every_months, terms.reply_days) == (3, 30)
    assert [row.history_change_reason for row in terms.history.all()] == ["Agreed at the board"] * 2


@pytest.mark.parametrize(
    ("months", "days", "reason"), [(0, 56, "x"), (25, 56, "x"), (4, 0, "x"), (4, 367, "x"), (4, 56, " ")]
)
def test_refuses_what_is_out_of_bounds(cast: Cast, months: int, days: int, reason: str) -> None:
    with pytest.raises(Incomplete):
        change_action_terms(
            by=cast.coordinator,
            partnership=cast.partnership,
            update_every_months=months,
            reply_days=days,
            reason=reason,
        )
    assert not ActionTerms.objects.exists()


def test_is_for_those_who_change_settings(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        change_action_terms(
            by=cast.csp_chair, partnership=cast.partnership, update_every_months=4, reply_days=56, reason="x"
        )


def test_is_changed_and_shown_on_the_settings_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.administrator)
    url = reverse("settings_change", args=(cast.partnership.code, "actions"))
    answers = {"update_every_months": "2", "reply_days": "28", "reason": "Agreed at the board"}
    assert client.post(url, {**answers, "update_every_months": "99"}).status_code == 422
    assert client.post(url, answers).status_code == 302
    assert terms_of(cast.partnership).reply_days == 28
    shown = client.get(reverse("settings")).content.decode()
    assert "owners asked every 2 months, replies due after 28 days" in shown
    assert "Changed: how action plans are followed" in shown


def test_asks_owners_every_night_for_what_is_due(case: Case, cast: Cast) -> None:
    """A second night in the same cycle asks nothing."""
    followed(case, cast.police)
    for _ in range(2):
        sweep(timezone.localdate())
    assert Notice.objects.filter(kind=Kind.ACTIONS_ASKED).count() == 1
