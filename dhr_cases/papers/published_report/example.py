"""How does a published report look? The invented one, as the public gets it."""

from dhr_cases.papers.overview_report import example

EXAMPLE = example.EXAMPLE
