"""How does a published plan look? The invented one, as the public gets it."""

from dhr_cases.papers.action_plan import example

EXAMPLE = example.EXAMPLE
