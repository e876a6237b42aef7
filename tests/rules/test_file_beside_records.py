"""What is said of a file of years that contradicts itself or what is on record, and of what may stand beside it?"""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

from dhr_cases.models import Organisation
from funding.file_values import FileFault
from funding.imports.checking import Known
from funding.imports.checking.bodies import body_faults
from funding.imports.checking.known import VersionFact, facts_in
from funding.imports.checking.models import model_faults
from funding.imports.checking.years import year_faults
from funding.imports.reading import FundingFile, read_file
from tests.funding_files import FILE, as_text, changed

TODAY = datetime.date(2026, 3, 4)
NOBODY = Known({}, today=TODAY)
VERSIONS = ("models", 0, "versions")
OVERLAP = "[1].first_year: the version before it holds for this year: write them oldest first."
MARCH, JUNE = datetime.date(2021, 3, 31), datetime.date(2021, 6, 25)


def on_record(*bodies: Organisation, **facts: Any) -> Known:
    """Records that hold some bodies."""
    return Known({body.code: body for body in bodies}, today=TODAY, **facts)


def _faults(file: FundingFile, known: Known) -> Iterator[FileFault]:
    codes = {*known.bodies, *file.mentioned}
    yield from body_faults(file, known, codes)
    yield from model_faults(file, known, codes)
    yield from year_faults(file, known, codes)


def told(document: object, known: Known = NOBODY) -> list[str]:
    """What is said of a file that could be read, beside what is on record."""
    file = read_file(as_text(document))
    assert file.faults == ()
    return [str(fault) for fault in _faults(file, known)]


def bodies(*rows: dict[str, Any], successions: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """A file of bodies and of who followed them."""
    return {"organisations": list(rows), "successions": list(successions)}


def body(code: str = "fire", name: str = "Fire and Rescue", **facts: Any) -> dict[str, Any]:
    """A body of a file."""
    return {"code": code, "name": name, "kind": "other", **facts}


def followed(*successors: str, **facts: Any) -> dict[str, Any]:
    """The fire service gives way on 26 June 2021."""
    rows = [{"organisation": code} for code in successors]
    return {"predecessor": "fire", "effective_on": "2021-06-26", "successors": rows, **facts}


def test_says_nothing_of_a_file_without_a_fault() -> None:
    """Otherwise nothing below proves anything."""
    assert told(FILE) == []


class TestABodyOnRecord:
    FIRE = Organisation(code="fire", name="Fire and Rescue", ends_on=JUNE)

    @pytest.mark.parametrize(
        ("row", "sentences"),
        [
            (body(), []),
            (body(ends_on="2021-06-25"), []),
            (body(ends_on="2021-06-26"), ["organisations[0].ends_on: its last day is on record: 25 June 2021."]),
            (body(name="Fire Brigade"), []),
            (
                body(name="Fire and rescue"),
                ["organisations[0].name: the organisation on record under this code is called Fire and Rescue."],
            ),
            (body("fire-2"), ["organisations[0].code: Fire and Rescue is on record under the code “fire”."]),
            (body("brigade", "Fire Brigade"), []),
        ],
    )
    def test_keeps_its_code_its_names_and_its_last_day(self, row: dict[str, Any], sentences: list[str]) -> None:
        known = on_record(self.FIRE, former_names=frozenset({("fire", "Fire Brigade")}))
        assert told(bodies(row), known) == sentences

    def test_may_get_a_last_day_where_it_has_none(self) -> None:
        assert (
            told(bodies(body(ends_on="2021-06-26")), on_record(Organisation(code="fire", name="Fire and Rescue"))) == []
        )

    def test_keeps_its_own_last_day_against_that_of_the_file(self) -> None:
        """The successor begins on the day after the day on record, whatever the file says."""
        heir = body("heir", "Heir")
        document = bodies(body(ends_on="2021-03-31"), heir, successions=(followed("heir"),))
        assert told(document) == [
            "successions[0].effective_on: the last day of the predecessor is 31 March 2021, not the day before."
        ]
        assert told(document, on_record(self.FIRE)) == [
            "organisations[0].ends_on: its last day is on record: 25 June 2021."
        ]
        early = Organisation(code="fire", name="Fire and Rescue", ends_on=MARCH)
        assert told(bodies(heir, successions=(followed("heir"),)), on_record(early)) == [
            "successions[0].effective_on: the last day of the predecessor is 31 March 2021, not the day before."
        ]


class TestASuccession:
    @pytest.mark.parametrize(
        ("succession", "sentences"),
        [
            (followed("a"), []),
            (followed("a", "b", shape="split"), []),
            (followed("a", "b"), ["shape: several bodies follow one: write “split”."]),
            (followed("a", "b", shape="merge"), ["shape: several bodies follow one: write “split”."]),
            (followed(), ["successors: name who follows, or say that this is planned."]),
            (followed(is_planned=True), []),
            (followed(effective_on="2026-03-04"), ["successors: name who follows, or say that this is planned."]),
            (followed("a", effective_on="2026-03-04"), []),
            (followed("a", effective_on="2026-03-05"), ["effective_on: the day is to come: say that this is planned."]),
            (followed("a", effective_on="2026-03-05", is_planned=True), []),
            (followed("fire"), ["successors[0].organisation: a body does not follow itself."]),
            (
                followed("aa"),
                ["successors[0].organisation: no organisation has the code “aa”. Did you mean a?"],
            ),
            (
                followed("a", "a", shape="split"),
                [
                    "successors[1].organisation: “a” stands at successions[0].successors[0].organisation already. "
                    "Keep one."
                ],
            ),
            (
                followed("a", predecessor="xyz"),
                ["predecessor: no organisation has the code “xyz”. Known here: a, b, fire."],
            ),
        ],
    )
    def test_names_others_that_follow_on_a_day_that_has_come(
        self, succession: dict[str, Any], sentences: list[str]
    ) -> None:
        rows = (body(), body("a", "A"), body("b", "B"))
        assert told(bodies(*rows, successions=(succession,))) == [f"successions[0].{each}" for each in sentences]

    def test_is_told_once_for_each_body(self) -> None:
        document = bodies(body(), body("a", "A"), successions=(followed("a"), followed("a")))
        assert told(document) == [
            "successions[1].predecessor: “fire” stands at successions[0].predecessor already. Keep one."
        ]

    def test_finds_bodies_on_record_as_well_as_in_the_file(self) -> None:
        known = on_record(Organisation(code="a", name="A"))
        assert told(bodies(body(), successions=(followed("a"),)), known) == []


class TestAModel:
    def test_of_a_name_on_record_is_refused_and_of_another_not(self) -> None:
        known = on_record(models=frozenset({"Shared cost"}))
        assert told({"organisations": FILE["organisations"], "models": FILE["models"]}, known) == [
            "models[0].name: there is a funding model of this name already."
        ]
        assert told(FILE, on_record(models=frozenset({"Shared Cost"}))) == []

    @pytest.mark.parametrize(
        ("first", "last", "second", "sentences"),
        [
            ("2019/20", None, "2021/22", []),
            ("2019/20", "2020/21", "2021/22", []),
            ("2019/20", "2019/20", "2021/22", []),
            ("2019/20", None, "2020/21", []),
            ("2019/20", None, "2019/20", [OVERLAP]),
            ("2019/20", "2021/22", "2021/22", [OVERLAP]),
            ("2022/23", None, "2021/22", [OVERLAP]),
            ("2019/20", "2018/19", "2021/22", ["[0].last_year: it is before the first year."]),
        ],
    )  # fmt: skip  # one line a run of years
    def test_has_its_versions_oldest_first_and_one_a_year(
        self, first: str, last: str | None, second: str, sentences: list[str]
    ) -> None:
        document = changed(
            ((*VERSIONS, 0, "first_year"), first),
            ((*VERSIONS, 0, "last_year"), last),
            ((*VERSIONS, 1, "first_year"), second),
            (("years",), []),
        )
        assert [line.removeprefix("models[0].versions") for line in told(document)] == sentences

    def test_tells_each_fault_of_its_parties_and_rules(self) -> None:
        document = changed(
            ((*VERSIONS, 1, "parties"), ["crc", "trust", "crc"]),
            ((*VERSIONS, 1, "rules"), [{"type": "remainder", "party": "fire"}, {"type": "none", "party": "crc"}]),
            ((*VERSIONS, 1, "underwriter"), "counci"),
            (("years",), []),
        )
        assert told(document) == [
            "models[0].versions[1].parties[1]: no organisation has the code “trust”.",
            "models[0].versions[1].parties[2]: “crc” is named twice. Keep one.",
            "models[0].versions[1].underwriter: no organisation has the code “counci”. Did you mean council?",
            "models[0].versions[1].rules[0].party: “fire” is not one of the parties. Known here: crc, trust, crc.",
        ]

    def test_holds_until_the_year_before_its_next_version(self) -> None:
        file = read_file(as_text(FILE))
        first, last = facts_in(file.models[0])
        assert (first.model, first.first_year, first.last_year) == ("Shared cost", 2019, 2020)
        assert (last.first_year, last.last_year, sorted(last.parties)) == (2021, None, ["council", "crc", "fire"])
        assert [first.covers(year) for year in (2018, 2019, 2020, 2021)] == [False, True, True, False]
        assert [last.covers(year) for year in (2020, 2021, 2199)] == [False, True, True]
        closed = read_file(as_text(changed(((*VERSIONS, 1, "last_year"), "2021/22")))).models[0]
        assert [fact.last_year for fact in facts_in(closed)] == [2020, 2021]


class TestAYear:
    def test_brings_no_balance_where_one_is_on_record_for_that_year(self) -> None:
        sentence = "years[0].brought_forward_pence: a balance brought forward is on record for this year."
        assert told(FILE, on_record(brought_forward=frozenset({2021}))) == [sentence]
        assert told(FILE, on_record(brought_forward=frozenset({2020, 2022}))) == []
        silent = changed((("years", 0, "brought_forward_pence"), None))
        assert told(silent, on_record(brought_forward=frozenset({2021}))) == []
        nil = changed((("years", 0, "brought_forward_pence"), 0))
        assert told(nil, on_record(brought_forward=frozenset({2021}))) == [sentence]

    def test_knows_the_contributions_on_record_of_its_own_year(self) -> None:
        known = on_record(agreements=frozenset({(2021, "fire", None), (2020, "crc", None), (2021, "crc", "council")}))
        assert told(changed((("years", 0, "income"), [])), known) == [
            "years[0].agreements[1].organisation: a contribution of “fire” is on record for this year."
        ]

    def test_lets_an_entry_belong_to_a_contribution_on_record(self) -> None:
        row = {"organisation": "fire", "kind": "receipt", "amount_pence": 5, "on": "2021-06-30"}
        fire = Organisation(code="fire", name="Fire and Rescue")
        document = {"years": [{"year": "2021/22", "income": [row]}]}
        sentence = "years[0].income[0].organisation: “fire” has no agreement in this year for this to belong to."
        assert told(document, on_record(fire)) == [sentence]
        assert told(document, on_record(fire, agreements=frozenset({(2020, "fire", None)}))) == [sentence]
        assert told(document, on_record(fire, agreements=frozenset({(2021, "fire", None)}))) == []
        two = frozenset({(2021, "fire", None), (2021, "fire", "crc"), (2021, "crc", None)})
        assert told(document, on_record(fire, agreements=two)) == [
            "years[0].income[0].takes_over: “fire” has 2 contributions in this year: say which."
        ]
        known = on_record(fire, Organisation(code="crc", name="Company"), agreements=two)
        assert told({"years": [{"year": "2021/22", "income": [{**row, "takes_over": "crc"}]}]}, known) == []

    def test_takes_the_same_sum_twice_where_anything_tells_the_two_apart(self) -> None:
        row: dict[str, Any] = {"organisation": "fire", "kind": "receipt", "amount_pence": 5, "on": "2021-06-30"}
        others: list[dict[str, Any]] = [
            {"kind": "refund"},
            {"amount_pence": 6},
            {"on": "2021-07-01"},
            {"document": "R-2"},
        ]
        apart = changed((("years", 0, "income"), [row, *({**row, **other} for other in others)]))
        assert told(apart) == []
        twice = changed((("years", 0, "income"), [row, {**row, "text": "Second", "qualifier": "about"}]))
        assert told(twice) == [
            "years[0].income[1].amount_pence: this entry stands in the file twice. Give each its document number."
        ]

    def test_finds_the_model_that_holds_for_it(self) -> None:
        """On record or in the file; a body that is party to one of two names none."""
        agreement = ("years", 0, "agreements", 1, "model")
        second = VersionFact("Second", 2021, 2021, frozenset({"trust"}))
        assert told(changed((agreement, "Second")), on_record(versions=(second,))) == []
        past = VersionFact("Second", 2020, 2020, frozenset({"fire"}))
        assert told(changed((agreement, "Second")), on_record(versions=(past,))) == [
            "years[0].agreements[1].model: no model “Second” holds for this year."
        ]
        both = VersionFact("Second", 2021, None, frozenset({"fire"}))
        assert told(FILE, on_record(versions=(both,))) == [
            "years[0].agreements[1].model: the body is party to several models in this year: name one."
        ]
        assert told(changed((agreement, "Second")), on_record(versions=(both,))) == []
