"""Which tests need the second database? Those that ask for one; arithmetic is the same on both.

`--only-database` leaves out every test that touches none, so that the second leg does not repeat the first.
"""

from collections.abc import Iterable

import pytest

TOUCHING = frozenset({"db", "transactional_db", "live_server"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """One switch, off unless the second leg asks for it."""
    parser.addoption("--only-database", action="store_true", help="leave out tests that touch no database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what touches no database, and say how many."""
    if not config.getoption("--only-database"):
        return
    left_out = [item for item in items if not touches_a_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if touches_a_database(item)]


def touches_a_database(item: pytest.Item) -> bool:
    """True for a test that is marked for a database or asks for a fixture that opens one."""
    asked: Iterable[str] = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or bool(TOUCHING & set(asked))
