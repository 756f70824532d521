"""Mail addresses, as everybody writes them."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field


def normalised(address: str) -> str:
    """One spelling for one mailbox: NFC and lower case, as the database wants it."""
    return unicodedata.normalize("NFC", address).lower()


def _mailbox(text: str) -> str:
    """As `EmailStr` reads it, which would load the rules of addresses (35 ms) with the first model that has one."""
    from pydantic.networks import validate_email

    return validate_email(text)[1]


EmailAddress = Annotated[
    str,
    AfterValidator(_mailbox),
    AfterValidator(normalised),
    Field(max_length=320, json_schema_extra={"format": "email"}),
]
