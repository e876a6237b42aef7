"""How does a published summary look? The invented one, as the public gets it."""

from dhr_cases.papers.executive_summary import example

EXAMPLE = example.EXAMPLE
