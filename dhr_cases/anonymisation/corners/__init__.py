"""Which words stand in which corner of a file, as it will be served? Imports no Django.

``read_file`` reads all of them; what it cannot read it names, so that the file is refused and never waved through.
"""

from dhr_cases.anonymisation.corners.reading import Passage, Reading, Unreadable
from dhr_cases.anonymisation.corners.registry import read_file

__all__ = ["Passage", "Reading", "Unreadable", "read_file"]
