"""What do tests of made papers share: the invented example of each kind, its paper, and where its words are kept?"""

import os
from pathlib import Path

import pytest

import dhr_cases.papers
from dhr_cases.papers.kinds import MADE, MadePaper
from dhr_cases.papers.writing import pdf
from dhr_cases.papers.writing.blocks import Paper

ROOT = Path(dhr_cases.papers.__file__).parent
IN_BLOCKS = tuple(kind for kind, row in MADE.items() if row.compose is not None)
OWN_FOLDER = tuple(kind for kind in IN_BLOCKS if MADE[kind].letter is None)
PUBLISHED = (MadePaper.PUBLISHED_REPORT, MadePaper.PUBLISHED_SUMMARY, MadePaper.PUBLISHED_PLAN)
RESTRICTED = tuple(kind for kind in OWN_FOLDER if kind not in PUBLISHED)


def folder_of(kind: MadePaper) -> Path:
    """The folder of a paper; all letters share one."""
    return ROOT / ("letter" if MADE[kind].letter else kind.value.replace("-", "_"))


def paper_of(kind: MadePaper) -> Paper:
    """The invented paper of a kind."""
    compose = MADE[kind].compose
    assert compose is not None
    return compose(MADE[kind].example)


def need_pdf() -> None:
    """Skip the test where this machine cannot write a PDF, unless REQUIRE_PDF=1 says that it must."""
    if pdf.hindrance() and os.environ.get("REQUIRE_PDF") != "1":
        pytest.skip(pdf.hindrance())
