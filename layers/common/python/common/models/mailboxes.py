"""Mail addresses, as everybody writes them."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, EmailStr, Field


def normalised(address: str) -> str:
    """One spelling for one mailbox: NFC and lower case, as the database wants it."""
    return unicodedata.normalize("NFC", address).lower()


EmailAddress = Annotated[EmailStr, AfterValidator(normalised), Field(max_length=320)]
