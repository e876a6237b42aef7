"""Which words stand in a zip archive: names, comments, and everything in its members?"""

from pathlib import PurePosixPath

from dhr_cases.anonymisation.corners.package import members, opened
from dhr_cases.anonymisation.corners.reading import Gathering


def read_archive(gathering: Gathering, content: bytes, _name: str) -> None:
    """Read every member by its own content, archives inside the archive too."""
    archive = opened(gathering, content)
    if archive is None:
        return
    with archive:
        gathering.add("names in the archive", "\n".join(archive.namelist()))
        for name, member in members(gathering, archive):
            gathering.inside(member, PurePosixPath(name).name, name)
