"""Which text does a file named at the terminal hold?"""

import sys
from pathlib import Path

from django.core.management.base import CommandError


def text_of(file: str) -> str:
    """The text of a file, or of standard input for "-". Raises CommandError with a sentence if it has none."""
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise CommandError(f"{file}: the file is not UTF-8 text (byte {fault.start}).") from fault
    except FileNotFoundError as fault:
        raise CommandError(f"{file}: there is no such file.") from fault
    except OSError as fault:
        raise CommandError(f"{file}: the file cannot be read: {fault.strerror}.") from fault
