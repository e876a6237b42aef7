"""How does an installation get its own secrets on the first start?"""

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet

from config import env

CONTENT = """\
# Settings of this installation. Keep this file to yourself and back it up: without the keys, encrypted
# fields cannot be read. Every variable is explained in docs/reference/settings.md.
SECRET_KEY={secret_key}
FIELD_ENCRYPTION_KEYS={field_key}

# Off, so that one can sign in over plain http on one's own machine. On a network: HTTPS=on, and set SITE_URL.
HTTPS=off

# On, so that an empty database is filled with invented cases. For a real start: DEMO=off.
DEMO=on
"""


def ensure(path: Path) -> None:
    """Write the file for its owner only, unless it is there or the environment gives the secrets.

    Raises BadSetting where VAR_DIR is no folder that can be written to.
    """
    if {"SECRET_KEY", "FIELD_ENCRYPTION_KEYS"} <= os.environ.keys():
        return
    try:
        if not path.exists():
            write(path)
    except OSError as fault:
        sentence = f"{path} cannot be written ({fault.strerror}): VAR_DIR must be a folder this account may write to."
        raise env.BadSetting(sentence) from fault


def write(path: Path) -> None:
    """Write a new file with new secrets, and the folders above it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = CONTENT.format(secret_key=secrets.token_urlsafe(50), field_key=Fernet.generate_key().decode())
    with open(path, "x", opener=owner_only) as file:
        file.write(content)


def owner_only(path: str, flags: int) -> int:
    """Open a file so that from its first moment only its owner may read it."""
    return os.open(path, flags, 0o600)


if __name__ == "__main__":
    ensure(env.local_file())
