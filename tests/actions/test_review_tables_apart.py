"""Which row of a review does the database let pass beside one that there is once, and in what order do rows come?

The rule's other side is asked here: with any one of its columns changed the row is another one.
"""

import datetime
from itertools import count, product
from typing import Any

import pytest
from django.db.models import Field, Model, UniqueConstraint

from dhr_cases.models import (
    AccountChange,
    Assessment,
    Case,
    CaseMembership,
    Consultation,
    Criterion,
    DateToAvoid,
    FamilyContact,
    Hold,
    LegalHold,
    LocalClock,
    NationalSending,
    Organisation,
    PanelMeeting,
    PanelSeat,
    Paper,
    Partnership,
    ProtectedToken,
    Quote,
    Recommendation,
    Succession,
    Team,
    UpdateAsking,
    User,
)
from tests.actions.entered_rows import entered, is_refused, refused_of, stands_in_the_way
from tests.conftest import Cast
from tests.every_row import give_every_row, tables_of_reviews
from tests.remembered import remembered

DAY = datetime.date(2026, 6, 1)
ONE = datetime.timedelta(days=1)
FRESH = count(9000)


@pytest.fixture
def review(case: Case, cast: Cast) -> Case:
    """A review with a row of every kind."""
    remembered("every row", lambda: _give(case))
    return case


def _give(case: Case) -> None:
    give_every_row(case)


def another(value: Any) -> Any:
    """A value that no row has yet; whether a key leads to a row is looked at when all is written, and nothing is."""
    return next(FRESH) if isinstance(value, int) else f"other {next(FRESH)}"


def beside(row: Model, field: "Field[Any, Any]", value: Any) -> Model:
    """The row once more with one column changed."""
    again = type(row)._base_manager.get(pk=row.pk)
    again.pk = None
    setattr(again, field.attname, value)
    return again


@pytest.mark.django_db
@pytest.mark.first_database
def test_lets_a_row_pass_that_differs_in_one_column_of_its_rule(review: Case) -> None:
    """A rule that forgot one of its columns would refuse these."""
    asked = []
    for model in tables_of_reviews():
        rules = [rule for rule in model._meta.constraints if isinstance(rule, UniqueConstraint)]
        alone = [field for field in model._meta.fields if field.unique and not field.primary_key]
        rows = [] if alone else list(model._base_manager.order_by("pk")[:1])
        for row, rule in product(rows, rules):
            for field in (each for each in model._meta.fields if each.name in rule.fields):
                asked.append(f"{rule.name}: {field.name}")
                assert not is_refused(beside(row, field, another(getattr(row, field.attname)))), asked[-1]
    assert len(asked) > 20


@pytest.mark.django_db
def test_keeps_one_row_a_partnership_of_what_it_sets_once(cast: Cast) -> None:
    """A clock, a criterion and a team are each the partnership's own; the same of another stands beside it."""
    here, there = cast.partnership, entered(Partnership(code="otherton", name="Otherton CSP"))
    entered(LocalClock(partnership=here, clock="a clock", limit="P5WD", reason="Agreed"))
    clocks = [(here, "a clock"), (here, "another"), (there, "a clock")]
    rows = [LocalClock(partnership=of, clock=name, limit="P8W", reason="Agreed") for of, name in clocks]
    assert refused_of(rows) == [0]
    entered(Criterion(partnership=here, code="own-one", position=1, text="Is it?"))
    codes = [(here, "own-one"), (here, "own-two"), (there, "own-one")]
    assert refused_of([Criterion(partnership=of, code=code, position=1, text="?") for of, code in codes]) == [0]
    team = Team.objects.filter(partnership=here).order_by("pk")[0]
    assert is_refused(Team(partnership=here, role=team.role, group_id=team.group_id))
    assert is_refused(Team(partnership=there, role=team.role, group_id=team.group_id))
    asked: list[dict[str, Any]] = [
        {}, {"on": DAY + ONE}, {"organisation": cast.health}, {"partnership": there}
    ]  # fmt: skip
    by: dict[str, Any] = {"partnership": here, "organisation": cast.police, "on": DAY}
    entered(UpdateAsking(actions=1, **by))
    assert refused_of([UpdateAsking(actions=2, **(by | each)) for each in asked]) == [0]


@pytest.mark.django_db
def test_knows_an_address_a_body_and_a_partnership_once(cast: Cast) -> None:
    """An address in other letters is another row to the database; the account is found by any of them."""
    known = cast.coordinator
    assert refused_of([User(email=known.email, full_name="Other"), User(email="o@example.test", full_name="O")]) == [0]
    assert refused_of([Organisation(code=cast.police.code, name="Other", kind="other"),
                       Organisation(code="other", name=cast.police.name, kind="police")]) == [0]  # fmt: skip
    assert refused_of([Partnership(code=cast.partnership.code, name="Other"),
                       Partnership(code="other", name=cast.partnership.name)]) == [0]  # fmt: skip
    assert User.objects.get_by_natural_key(known.email.upper()) == known
    made = User.objects.create_user("  New.Person@Example.TEST ", full_name="New Person")
    assert (made.email, made.has_usable_password(), made.is_active) == ("new.person@example.test", False, True)


# orders


def in_order(*rows: Model) -> bool:
    """Whether the table gives these rows as they stand here, though they were written the other way round.

    The last two tie: the one written first comes first, or last where the newest leads.
    """
    for row in (*reversed(rows[:-2]), *rows[-2:]):
        entered(row)
    keys = [row.pk for row in rows]
    return list(type(rows[0])._default_manager.filter(pk__in=keys)) == list(rows)


@pytest.mark.django_db
def test_lists_what_happened_by_its_day_and_ties_as_written(case: Case, cast: Cast) -> None:
    """The day first, whenever it was written down; two of one day in the order of writing."""
    own: dict[str, Any] = {"case": case}
    rows: dict[str, list[tuple[Any, dict[str, Any]]]] = {
        "on": [
            (Consultation, {**own, "organisation": cast.police, "view": "review"}),
            (PanelMeeting, own),
            (DateToAvoid, {**own, "name": "A birthday"}),
        ],
        "starts_on": [
            (Hold, {**own, "reason": "r"}),
            (LegalHold, {**own, "reason": "r"}),
            (CaseMembership, {**own, "user": cast.outsider, "role": "auditor"}),
        ],
        "received_on": [(Quote, {**own, "supplier": "A chair"})],
        "effective_on": [(Succession, {"predecessor": cast.police, "shape": "merge", "source": "Order"})],
        "sent_on": [(NationalSending, {"recommendation": entered(Recommendation(case=case, position=9, text="Do"))})],
    }  # fmt: skip
    for day, tables in rows.items():
        for model, facts in tables:
            made = [model(**facts, **{day: DAY + ONE * days}) for days in (0, 1, 2, 3, 3)]
            assert in_order(*made), model


@pytest.mark.django_db
def test_lists_the_latest_talk_with_a_family_first(case: Case, cast: Cast) -> None:
    """Of two on one day the one written later; changes to an account likewise."""
    talks = [entered(FamilyContact(case=case, on=DAY + ONE * days, medium="telephone", summary="s"))
             for days in (1, 0, 2, 2)]  # fmt: skip
    assert list(FamilyContact.objects.filter(case=case)) == [talks[3], talks[2], talks[0], talks[1]]
    changes = [entered(AccountChange(account=cast.outsider, kind="changed")) for _ in range(3)]
    found = AccountChange.objects.filter(pk__in=[row.pk for row in changes])
    assert list(found) == changes[::-1]


@pytest.mark.django_db
def test_lists_rows_by_the_place_or_name_they_have(case: Case, cast: Cast) -> None:
    """Seats by their agency, answers by their question, papers by kind, people of the office by name."""
    ends: dict[str, Any] = {"case": case, "starts_on": DAY}
    seats = [entered(PanelSeat(organisation=body, **ends)) for body in (cast.refuge, cast.health, cast.health)]
    assert list(PanelSeat.objects.filter(pk__in=[row.pk for row in seats])) == [seats[1], seats[2], seats[0]]
    of = {"partnership": cast.partnership, "text": "Is it?"}
    asked = [entered(Criterion(code=f"own-{at}", position=at, **of)) for at in (903, 901, 902)]
    found = [entered(Assessment(case=case, criterion=each, finding="met", on=DAY)) for each in asked]
    by_place = [found[1], found[2], found[0]]
    assert list(Assessment.objects.filter(pk__in=[row.pk for row in found])) == by_place
    papers = [entered(Paper(case=case, kind=kind, title="T")) for kind in ("overview_report", "imr", "imr")]
    assert list(Paper.objects.filter(pk__in=[row.pk for row in papers])) == [papers[1], papers[2], papers[0]]
    tokens = [entered(ProtectedToken(case=case, kind=kind, value="v", replacement="r")) for kind in ("b", "a", "a")]
    assert list(ProtectedToken.objects.filter(case=case)) == [tokens[1], tokens[2], tokens[0]]
    people = [entered(User(email=f"{at}@order.test", full_name=name)) for at, name in enumerate(("Zoe", "Ann", "Ann"))]
    assert list(User.objects.filter(email__endswith="@order.test")) == [people[1], people[2], people[0]]


@pytest.mark.django_db
def test_lets_no_body_or_account_go_that_a_review_names(case: Case, cast: Cast) -> None:
    """Past the program too; a body that nothing names may go."""
    entered(PanelSeat(case=case, organisation=cast.refuge, starts_on=DAY, user=cast.panel_member))
    assert stands_in_the_way(cast.refuge) == {"PanelSeat"}
    assert {"PanelSeat", "CaseMembership"} <= stands_in_the_way(cast.panel_member)
    assert {"CaseEvent", "CaseMembership", "PanelSeat"} <= stands_in_the_way(case)
    assert stands_in_the_way(entered(Organisation(code="nobody", name="Nobody", kind="other"))) == set()
