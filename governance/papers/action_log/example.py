"""How does an action log look? An invented one, as the public has it."""

from datetime import date

from governance.papers.meeting_invented import ASK, HEAD, LIMBS, OPEN_QUESTION, PLAN
from governance.papers.meeting_rows import ActionLogFacts

EXAMPLE = ActionLogFacts(HEAD, date(2031, 4, 10), LIMBS, (ASK,), (OPEN_QUESTION,), PLAN)
