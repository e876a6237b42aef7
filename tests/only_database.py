"""Which tests need the second database? Those that ask for one; arithmetic is the same on both.

`--only-database` leaves out every test that touches none, and those marked `first_database`: they ask thousands of
pages, or work in a browser, about rules that are written in Python. Of each such kind some stay: one stage of the
access matrix, and the journeys of a whole review, of its papers, of a seminar, of a meeting and of a partner.

What a page says is put into words in Python; what it reads is read by queries that acts and rules ask on both, and the
matrix draws every page on both. So of the tests of pages only those marked `both_databases` run on the second: they
filter, sort, search or count in the database.
"""

from collections.abc import Iterable

import pytest

OF_PAGES = "pages"
TOUCHING = frozenset({"db", "transactional_db", "live_server"})


def pytest_addoption(parser: pytest.Parser) -> None:
    """One switch, off unless the second leg asks for it."""
    parser.addoption(
        "--only-database", action="store_true", help="leave out tests that need not run on a second database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the second database need not be asked, and say how many."""
    if not config.getoption("--only-database"):
        return
    needed = {item: touches_a_database(item) and not is_for_the_first(item) for item in items}
    config.hook.pytest_deselected(items=[item for item in items if not needed[item]])
    items[:] = [item for item in items if needed[item]]


def touches_a_database(item: pytest.Item) -> bool:
    """True for a test that is marked for a database or asks for a fixture that opens one."""
    asked: Iterable[str] = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or bool(TOUCHING & set(asked))


def is_for_the_first(item: pytest.Item) -> bool:
    """True for a test that is marked so, and for one of a page that is not marked for both."""
    is_page = item.path.parent.name == OF_PAGES and not item.get_closest_marker("both_databases")
    return is_page or item.get_closest_marker("first_database") is not None
