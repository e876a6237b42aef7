"""What does every form about learning need to say, and how does it do its act?"""

from typing import ClassVar

from dhr_cases.forms.team_forms import TeamForm
from learning.verbs import VERBS, LearningVerb

KEPT = "Kept in the history of learning with your name."
"""Where a reason is kept: acts of learning are in no review's history."""


class LearningForm(TeamForm):
    """A form for one act on the learning of a partnership; subclasses call the action in ``perform``."""

    verbs = VERBS
    verb: ClassVar[LearningVerb]
