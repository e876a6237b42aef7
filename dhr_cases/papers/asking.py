"""What is said when a paper is asked for: for whom is the copy, which number has it, about which agency is it?"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self


@dataclass(frozen=True)
class Ask:
    """The options of an order. ``organisation`` is the key of an agency, for papers about one; 0 for none."""

    recipient: str = ""
    copy_number: str = ""
    organisation: int = 0

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """The options as an order keeps them; what no option is called is passed over."""
        names = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in options.items() if name in names})

    @property
    def options(self) -> dict[str, Any]:
        """As an order keeps them."""
        return asdict(self)


NOTHING = Ask()
