"""What must be known for the bundle that goes to the Home Office?"""

from dataclasses import dataclass
from datetime import datetime

from dhr_cases.papers.frame import Frame


@dataclass(frozen=True)
class BundledFile:
    """One file as it goes: its plain name, what it is, its bytes, and the SHA-256 they had when they were filed."""

    name: str
    label: str
    version: int
    content: bytes
    sha256: str


@dataclass(frozen=True)
class BundleFacts:
    """The files of one round. ``missing`` names papers the submission needs and the case does not have."""

    frame: Frame
    round: int
    made_at: datetime
    files: tuple[BundledFile, ...]
    missing: tuple[str, ...] = ()
