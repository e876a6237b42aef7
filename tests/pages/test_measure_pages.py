"""The page of measures: what it shows of each, what it offers to whom, and how a figure is entered and corrected."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dhr_cases.models import User
from governance.measure_figures import RiseMeans
from governance.models import Measure, MeasureValue
from governance.verbs import GovernanceVerb
from tests.conftest import Cast
from tests.measures import ASB, FIRST, KILLED, SECOND, TRIGGER, a_measure, a_value, measured

pytestmark = pytest.mark.django_db

V = GovernanceVerb


def as_person(user: User) -> Client:
    """A browser signed in as this person."""
    client = Client()
    client.force_login(user)
    return client


def page_of(user: User) -> str:
    """The page as this person reads it."""
    answer = as_person(user).get(reverse("governance_measures", args=("testshire",)))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def send(cast: Cast, verb: GovernanceVerb, about: Any = None, **answers: str) -> str:
    """Send the form of an act as the coordinator, and read where it leads."""
    place = ("testshire", verb.value, *(() if about is None else (about.pk,)))
    answer = as_person(cast.coordinator).post(reverse("governance_act", args=place), answers, follow=True)
    return unescape(answer.content.decode())


def test_says_that_nothing_is_recorded_yet(cast: Cast) -> None:
    assert "No measure is recorded yet." in page_of(cast.csp_chair)


def test_says_that_a_measure_has_no_figure_yet(cast: Cast) -> None:
    a_measure(cast)
    assert "No figure is recorded yet." in page_of(cast.csp_chair)


def test_shows_kents_three_checks_to_who_may_only_look(cast: Cast) -> None:
    killed = a_measure(cast, KILLED["name"], rise_means=RiseMeans.BAD)
    a_value(cast, killed, KILLED["before"], FIRST)
    a_value(cast, killed, KILLED["after"], SECOND)
    a_value(cast, a_measure(cast, ASB["name"]), printed_change="-18%", commentary=ASB["caveat"])
    a_value(cast, a_measure(cast, TRIGGER["name"]), TRIGGER["count"])
    text = page_of(cast.csp_chair)
    for words in ("601", "619", "+18", "3.0%", "A rise is bad.", "-18% as printed", ASB["caveat"], ">2<"):
        assert words in text
    assert "/do/" not in text


def test_offers_the_coordinator_to_record_and_to_correct(cast: Cast) -> None:
    measure = measured(cast)
    text = page_of(cast.coordinator)
    for verb, about in (
        (V.ADD_MEASURE, ()),
        (V.CHANGE_MEASURE, (measure.pk,)),
        (V.RECORD_MEASURE_VALUE, (measure.pk,)),
        *((V.CORRECT_MEASURE_VALUE, (row.pk,)) for row in measure.values.all()),
    ):
        assert reverse("governance_act", args=("testshire", verb.value, *about)) in text


def test_leads_from_a_new_measure_to_a_corrected_figure(cast: Cast) -> None:
    day = {"ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2014"}
    told = {"label": "2013/14", "source": "Minutes", **day}
    assert "Casualties" in send(cast, V.ADD_MEASURE, name="Casualties", rise_means="bad")
    measure = Measure.objects.get()
    assert "1,234.5" in send(cast, V.RECORD_MEASURE_VALUE, measure, value="1,234.5", **told)
    row = MeasureValue.objects.get()
    text = send(cast, V.CORRECT_MEASURE_VALUE, row, value="1243", reason="Mistyped", **told)
    assert "1,243" in text
    assert "1,234.5" not in text
    send(cast, V.CHANGE_MEASURE, measure, name="Casualties", rise_means="bad", of="Kent", reason="Area named")
    assert "Casualties, Kent" in page_of(cast.auditor)


def test_shows_the_recorded_figure_where_it_is_corrected(cast: Cast) -> None:
    row = a_value(cast, a_measure(cast), "601")
    row.refresh_from_db()
    place = reverse("governance_act", args=("testshire", V.CORRECT_MEASURE_VALUE.value, row.pk))
    assert 'value="601"' in as_person(cast.coordinator).get(place).content.decode()


def test_says_what_is_missing_beside_the_form(cast: Cast) -> None:
    measure = a_measure(cast)
    day = {"ends_on_day": "31", "ends_on_month": "3", "ends_on_year": "2014"}
    text = send(cast, V.RECORD_MEASURE_VALUE, measure, label="2013/14", source="Minutes", **day)
    assert "Enter a figure, the change as printed, or what is said of it." in text
    assert not MeasureValue.objects.exists()


def test_takes_no_more_queries_for_forty_measures(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        a_value(cast, a_measure(cast, f"Measure {number}"), number)
    with django_assert_max_num_queries(30):
        assert "Measure 39" in page_of(cast.csp_chair)
