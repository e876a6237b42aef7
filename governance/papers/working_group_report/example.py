"""How does it look? An invented one, for everybody."""

from governance.papers.invented_report import example

PUBLIC = example(is_restricted=False)
