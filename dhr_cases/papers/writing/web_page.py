"""How does a paper become an HTML file that opens by itself, without a second file and without a script?"""

from dhr_cases.papers.writing.blocks import Paper
from dhr_cases.papers.writing.page import page_of


def write(paper: Paper) -> bytes:
    """The paper as one HTML file: headings, lists and tables as such, its style inside, nothing from elsewhere."""
    return page_of(paper, "papers/file.html").encode()
