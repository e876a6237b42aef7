"""Can a person find and fetch every paper of a year, also on a narrow screen and without script?"""

import re
from pathlib import Path

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.test_position_pages import address, look_at_sizes, year
from tests.papers.read_back import word_texts
from workflows.demonstration.people import Town

__all__ = ["year"]  # a fixture

pytestmark = [pytest.mark.browser, pytest.mark.first_database]


def test_lists_papers_of_forty_partners_on_every_screen(visit: Visit, year: Town) -> None:
    """No rule of axe is broken, nothing is cut off, and each link says of what it is."""
    finance = visit("finance")
    finance.open(address(year, "funding_papers"))
    look_at_sizes(finance.page, "money-funding_papers")
    links = finance.page.locator("a[href*='?format=']").all_inner_texts()
    assert len(links) == len(set(links))


def test_says_of_an_empty_year_what_there_is(visit: Visit, town: Town) -> None:
    auditor = visit("auditor")
    auditor.open(address(town, "funding_papers", year="2035-36"))
    look_at_sizes(auditor.page, "money-empty-funding_papers")
    assert auditor.sees("No body has a contribution or was asked for one in this year.")


def test_fetches_the_committees_page_without_script(visit: Visit, year: Town, tmp_path: Path) -> None:
    """The demonstration says on the paper itself that it is invented."""
    finance = visit("finance", java_script_enabled=False)
    finance.open(address(year, "funding_papers"))
    with finance.page.expect_download() as begun:
        finance.page.get_by_role("link", name=re.compile(r"Word\s*:\s*Position for the committee")).click()
    assert begun.value.suggested_filename == "position-demo-2021-22.docx"
    begun.value.save_as(tmp_path / "position.docx")
    texts = word_texts((tmp_path / "position.docx").read_bytes())
    assert "Funding of Domestic Homicide Reviews: position for 2021/22" in texts
    assert any("Demonstration: every amount" in text for text in texts)
