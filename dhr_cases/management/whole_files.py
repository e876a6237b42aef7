"""How does a file that a command makes come to lie there whole, or not at all?"""

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """The file holds these bytes; whatever goes wrong on the way, what was there before is as it was.

    It is written beside its place and moved there when it is whole, with the rights of the file it replaces. What is
    no plain file, such as a pipe, is written straight. Raises OSError. Source: nothing half written [D].
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    place = path.resolve()
    beside = place.with_name(f".{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        if place.exists():
            beside.chmod(place.stat().st_mode)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
