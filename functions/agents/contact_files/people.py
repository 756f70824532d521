"""From what a file says of a person to how they can be reached: addresses, numbers and countries that are some."""

import re

import phonenumbers

from agents.contact_files.columns import folded
from agents.contact_files.models import Row, Said
from agents.contact_files.reference import CODES
from common.models.agent_contacts import RowNote, RowReason
from common.models.lines import one_line
from common.models.mailboxes import normalised

LONGEST_NAME = 200
LONGEST_ADDRESS = 320
MOST_ADDRESSES = 10
"""Of a person, that are tried: the first good one is kept."""
APART = re.compile(r":::|[;,\s]+")
SCIENTIFIC = re.compile(r"\d[.,]?\d*E\+?\d+", re.IGNORECASE)
"""What a spreadsheet makes of a number: its last digits are lost."""
QUOTED = " \t\"'=\u00a0\u200b\u202a\u202c\ufeff"
"""Around a number that was to be kept as text."""


def person(number: int, line: int, said: Said, default_country: str | None) -> Row:
    """Whom a row is about, or why nobody. `default_country` is that of rows and numbers that name none."""
    named = country_named(said.country)
    email = first_email(said.emails)
    phone, calls_from = first_phone(said.phones, named or default_country)
    wants_email, wants_phone = any(map(str.strip, said.emails)), any(map(str.strip, said.phones))
    if email is None and phone is None:
        refused = RowReason.NO_ADDRESS
        if wants_email or wants_phone:
            refused = RowReason.EMAIL_INVALID if wants_email else RowReason.PHONE_INVALID
        return Row(number, line, refused=refused)
    note = None
    if wants_email and email is None:
        note = RowNote.EMAIL_DROPPED
    elif wants_phone and phone is None:
        note = RowNote.PHONE_DROPPED
    # A number says more of where somebody is than what was said of the whole file.
    country = named or calls_from or default_country
    return Row(number, line, one_line(said.name, LONGEST_NAME), email, phone, country, note=note)


def country_named(text: str) -> str | None:
    """ISO 3166 of a country's code or name; None where we know none of it."""
    code = text.strip().upper()
    if len(code) == len("DE") and code in phonenumbers.SUPPORTED_REGIONS:
        return code
    return CODES.get(folded(text))


def first_email(texts: tuple[str, ...]) -> str | None:
    """The first address among these texts (`Ann <ann@example.com>; …`), normalised."""
    tried = 0
    for text in texts:
        for part in APART.split(text):
            candidate = part.strip("<>()[]\"'").removeprefix("mailto:").removeprefix("MAILTO:")
            if "@" not in candidate:
                continue
            tried += 1
            if tried > MOST_ADDRESSES:
                return None
            if (found := _mailbox(candidate)) is not None:
                return found
    return None


def first_phone(texts: tuple[str, ...], country: str | None) -> tuple[str | None, str | None]:
    """The first number that there may be, in E.164, and the country of it; without a prefix it is one of `country`."""
    parts = (part for text in texts for part in re.split(r":::|[;,|]| / ", text))
    for _, part in zip(range(MOST_ADDRESSES), parts, strict=False):
        text = part.strip(QUOTED)
        if not text or SCIENTIFIC.fullmatch(text):
            continue
        try:
            found = phonenumbers.parse(text, country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(found):
            e164 = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
            region = phonenumbers.region_code_for_number(found)
            return e164, region if region in phonenumbers.SUPPORTED_REGIONS else None
    return None, None


def _mailbox(text: str) -> str | None:
    from pydantic.networks import validate_email

    if len(text) > LONGEST_ADDRESS or not text.isprintable():
        return None
    try:
        address = normalised(validate_email(text)[1])
    except ValueError:
        return None
    return address if len(address) <= LONGEST_ADDRESS else None
