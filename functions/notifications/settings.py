"""What this capability reads from its environment."""

from common.settings import optional


def reply_to() -> str | None:
    """The address that answers to our mail go to (`MAIL_REPLY_TO`); None: to the sender's."""
    return optional("MAIL_REPLY_TO")


def postal_address() -> str | None:
    """Our postal address in one line (`MAIL_POSTAL_ADDRESS`), which commercial mail has to bear; None: not shown."""
    return optional("MAIL_POSTAL_ADDRESS")
