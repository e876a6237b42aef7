"""How do minutes look? Invented ones, as the public has them."""

from governance.papers.meeting_invented import ATTENDANCE, HEAD, ITEMS
from governance.papers.meeting_rows import MinutesFacts

EXAMPLE = MinutesFacts(HEAD, ITEMS, ATTENDANCE)
