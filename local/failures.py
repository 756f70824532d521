"""What may go wrong on a laptop for reasons that its owner can mend."""


class LocalFailure(Exception):
    """The system cannot start or go on; the message is one sentence for the person at the keyboard."""
