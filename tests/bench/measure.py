"""What are all the figures on one database? A process of its own that writes them to a file."""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import actions, child, filling, pages, search
from tests.bench.measuring import Figure
from tests.bench.money import FEW, money_figures
from tests.bench.papers import paper_figures
from tests.bench.people import Town, settle
from tests.bench.public import public_figures
from tests.bench.steps import step_figures

STOCK_SETTINGS = "tests.bench.stock_settings"


def main(outcome: str, cases: str, rounds: str, part: str) -> None:
    """Fill the database, measure everything on it or one part alone, write the figures to a file."""
    filling.migrate()
    town = settle()
    alone = {
        "money": lambda: money(town, rounds),
        "papers": lambda: papers(town),
        "learning": lambda: learning(town, rounds),
    }
    found = alone[part]() if part in alone else everything(town, cases, rounds)
    Path(outcome).write_text(json.dumps({"database": pages.database_version(), **found}))


def money(town: Town, rounds: str) -> dict[str, object]:
    """The figures of money, in a database that holds no case."""
    figures = [figure.as_json() for figure in money_figures(town, int(rounds))]
    return {"few": f"{FEW} partners", "sizes": filling.money_sizes(), "figures": figures}


def papers(town: Town) -> dict[str, object]:
    """The figures of one long report, in a database that holds nothing else."""
    figures = [figure.as_json() for figure in paper_figures(town)]
    return {"few": "one case", "sizes": filling.sizes(), "figures": figures}


def learning(town: Town, rounds: str) -> dict[str, object]:
    """The figures of what is learnt, in a database that holds nothing else."""
    figures = [*actions.action_figures(town, int(rounds)), *search.search_figures(town, int(rounds))]
    shown = [figure.as_json() for figure in figures]
    return {"few": f"{actions.FEW:,} recommendations", "sizes": actions.sizes(), "figures": shown}


def everything(town: Town, cases: str, rounds: str) -> dict[str, object]:
    """Every figure, those of money last."""
    plays = filling.drive(town)
    shown = pages.pages_of(plays)
    few, few_parts = pages.page_queries(shown), pages.part_queries(plays)
    filling.fill(town, plays, int(cases))
    sizes = filling.sizes()
    figures = [
        *pages.page_figures(shown, few, int(rounds)),
        *pages.part_figures(plays, few_parts, int(rounds)),
        *public_figures(town, int(rounds)),
        *stock_figures(town, rounds),
        *step_figures(town, int(rounds)),
        *money_figures(town, int(rounds)),
        *paper_figures(town),
    ]
    return {
        "few": f"{len(plays)} cases, for money {FEW} partners",
        "sizes": sizes | filling.money_sizes(),
        "figures": [figure.as_json() for figure in figures],
    }


def stock_figures(town: Town, rounds: str) -> Iterator[Figure]:
    """The engine's own pages on the same rows, for the same coordinator, measured in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = Path(folder, "stock.json")
        child.run(
            "stock",
            STOCK_SETTINGS,
            os.environ["DATABASE_URL"],
            str(outcome),
            town.company.coordinator.email,
            rounds,
        )
        for row in json.loads(outcome.read_text()):
            row.pop("ratio")
            yield Figure(**row)
