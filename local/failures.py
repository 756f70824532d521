"""What may go wrong on a laptop for reasons that its owner can mend."""


class LocalFailure(Exception):
    """The system cannot start or go on; the message is one sentence for the person at the keyboard."""


ANOTHER_FOLDER = (
    "if yours has another DATA_DIR, say it here too: make job JOB=… DATA_DIR=…, make psql DATA_DIR=…"
)
"""What to do where a command finds no system in a folder."""
