"""One review being taken through its stages by program: its case, its people, its story and its day."""

from dataclasses import dataclass, field

from dhr_cases.models import Case, PartialDate, Partnership
from workflows.playing.company import Company
from workflows.playing.story import Story


@dataclass
class Play:
    """The state of one play; ``day`` is the day the present scene happened on."""

    case: Case
    company: Company
    story: Story
    joint: tuple[Partnership, ...] = ()
    day: PartialDate = field(default_factory=PartialDate.unknown)
