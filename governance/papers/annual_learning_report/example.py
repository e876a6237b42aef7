"""How does it look? An invented one, for everybody and restricted."""

from governance.papers.invented_report import example

PUBLIC = example(is_restricted=False)
RESTRICTED = example(is_restricted=True)
