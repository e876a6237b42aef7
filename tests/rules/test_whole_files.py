"""A file made at the command line lies there whole or not at all, and keeps the rights of the one it replaces."""

import errno
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dhr_cases.management.whole_files import write_whole

OLD, NEW = b"the paper of last week", b"the paper of today"


def names(folder: Path) -> list[str]:
    """What lies in the folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """As on a disk that is full after so many bytes: a longer file is refused while it is written."""
    before, heeded = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heeded)


def test_writes_a_new_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "paper.pdf", NEW)

    assert (tmp_path / "paper.pdf").read_bytes() == NEW
    assert names(tmp_path) == ["paper.pdf"]


def test_gives_a_new_file_the_rights_that_any_new_file_gets(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(OLD)
    write_whole(tmp_path / "paper.pdf", NEW)

    assert (tmp_path / "paper.pdf").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("rights", [0o600, 0o640, 0o644])
def test_replaces_a_file_and_keeps_its_rights(tmp_path: Path, rights: int) -> None:
    place = tmp_path / "paper.pdf"
    place.write_bytes(OLD * 100)
    place.chmod(rights)
    write_whole(place, NEW)

    assert place.read_bytes() == NEW
    assert stat.S_IMODE(place.stat().st_mode) == rights


def test_lets_a_reader_of_the_earlier_file_read_it_to_its_end(tmp_path: Path) -> None:
    """The new one comes into its place at once, never byte by byte."""
    place = tmp_path / "paper.pdf"
    place.write_bytes(OLD)
    with place.open("rb") as reading:
        write_whole(place, NEW)

        assert reading.read() == OLD
    assert place.read_bytes() == NEW


def test_writes_a_file_of_no_bytes(tmp_path: Path) -> None:
    write_whole(tmp_path / "empty", b"")

    assert (tmp_path / "empty").read_bytes() == b""


def test_leaves_no_half_file_where_the_disk_is_full(tmp_path: Path) -> None:
    with files_no_longer_than(1000), pytest.raises(OSError) as fault:  # noqa: PT011  # its number is looked at below
        write_whole(tmp_path / "paper.pdf", b"x" * 5000)

    assert fault.value.errno == errno.EFBIG
    assert names(tmp_path) == []


def test_leaves_the_earlier_file_as_it_was_where_the_disk_is_full(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(OLD)
    with files_no_longer_than(1000), pytest.raises(OSError):  # noqa: PT011  # what is left is what counts
        write_whole(tmp_path / "paper.pdf", b"x" * 5000)

    assert (tmp_path / "paper.pdf").read_bytes() == OLD
    assert names(tmp_path) == ["paper.pdf"]


def test_is_refused_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "nowhere" / "paper.pdf", NEW)

    assert names(tmp_path) == []


def test_is_refused_where_a_folder_bears_the_name(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "paper.pdf", NEW)

    assert names(tmp_path) == ["paper.pdf"]
    assert names(tmp_path / "paper.pdf") == []


def test_takes_a_name_as_long_as_a_folder_can_hold(tmp_path: Path) -> None:
    """The file beside it has a short name of its own, so that the long one is not made longer."""
    name = f"{'a' * 251}.pdf"
    write_whole(tmp_path / name, NEW)

    assert names(tmp_path) == [name]


def test_replaces_what_a_link_leads_to_and_leaves_the_link(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    real, link = tmp_path / "kept" / "paper.pdf", tmp_path / "newest.pdf"
    real.write_bytes(OLD)
    link.symlink_to(real)
    write_whole(link, NEW)

    assert link.is_symlink()
    assert real.read_bytes() == NEW
    assert names(tmp_path / "kept") == ["paper.pdf"]


def test_makes_the_file_a_link_leads_to_where_there_is_none_yet(tmp_path: Path) -> None:
    link = tmp_path / "newest.pdf"
    link.symlink_to(tmp_path / "paper.pdf")
    write_whole(link, NEW)

    assert link.is_symlink()
    assert (tmp_path / "paper.pdf").read_bytes() == NEW


def test_writes_straight_into_a_pipe(tmp_path: Path) -> None:
    """Who reads the pipe gets the bytes; the pipe is still one afterwards."""
    pipe, heard = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: heard.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, NEW)
    reader.join(timeout=10)

    assert heard == [NEW]
    assert pipe.is_fifo()
    assert names(tmp_path) == ["pipe"]


def test_leaves_the_part_of_another_process_alone(tmp_path: Path) -> None:
    (tmp_path / ".1.part").write_bytes(OLD)
    write_whole(tmp_path / "paper.pdf", NEW)

    assert names(tmp_path) == [".1.part", "paper.pdf"]
    assert (tmp_path / ".1.part").read_bytes() == OLD


def test_writes_to_standard_output_by_its_name() -> None:
    said = "from pathlib import Path; from dhr_cases.management.whole_files import write_whole; "
    told = subprocess.run(
        [sys.executable, "-c", f"{said}write_whole(Path('/dev/stdout'), {NEW!r})"], capture_output=True, check=True
    )
    assert told.stdout == NEW
