"""How does it look? An invented one, always restricted."""

from governance.papers.invented_report import example

RESTRICTED = example(is_restricted=True)
