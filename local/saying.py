"""What the person at the keyboard is told while the system runs."""

import logging
from contextlib import suppress

LOG = logging.getLogger("local")


def say(sentence: str) -> None:
    """Print a sentence and log it: after SIGHUP there is no terminal, and a full disk takes no line."""
    LOG.warning(sentence)
    with suppress(OSError):
        print(sentence, flush=True)
