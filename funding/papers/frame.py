"""What does every paper say of itself: who sends it, as at which day, and what in it is invented?"""

from dataclasses import dataclass
from datetime import date

from dhr_cases.deadlines import long_date

INVENTED = "Demonstration: every amount, date, meeting and answer in this paper is invented."


@dataclass(frozen=True)
class Sender:
    """The partnership and its shared contacts; roles and mailboxes, never a person."""

    partnership: str
    email: str = ""
    telephone: str = ""
    address: str = ""
    is_demonstration: bool = False

    @property
    def contacts(self) -> tuple[str, ...]:
        """The lines under which the partnership can be reached, without those nobody entered."""
        entered = (*self.address.splitlines(), self.email, self.telephone)
        return tuple(line.strip() for line in entered if line.strip())


def foot(sender: Sender, as_at: date) -> str:
    """The line at the foot of every page and file."""
    standing = f"{sender.partnership}. As at {long_date(as_at)}."
    return f"{standing} {INVENTED}" if sender.is_demonstration else standing


def day_words(day: date | None) -> str:
    """A day as it is printed; in words where it is not known."""
    return long_date(day) if day else "not recorded"
