"""Where does a test find a disk that is full?"""

import errno
import os
from pathlib import Path

import pytest

NO_SPACE = os.strerror(errno.ENOSPC)
"""The system's own words."""

FULL_DISK = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
"""For tests that write to ``/dev/full``, which opens like any file and takes no byte."""
