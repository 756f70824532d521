"""What a notification's metadata says beside its sentence: whom it is from, what for, how much, until when."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from common.models.deals import WHAT_HAPPENS_THEN
from common.models.lines import one_line
from common.money import amount_text
from notifications.emails.links import unlinked

LONGEST_NAME = 60
"""In a subject and in the facts: of two names of 200 characters each, both are to be seen."""
LONGEST_LINE, MOST_LINES = 500, 20
CURRENCY = re.compile(r"[a-z]{3}")


def words(text: str) -> str:
    """What names that people chose are part of: neither line breaks nor links of theirs are ours."""
    return unlinked(one_line(text))


def name(metadata: Mapping[str, Any], key: str) -> str:
    """A name of somebody's choice, short and of one line; empty where there is none."""
    found = metadata.get(key)
    return one_line(words(found), LONGEST_NAME) if isinstance(found, str) else ""


def money(metadata: Mapping[str, Any], key: str = "amount") -> str:
    """An amount of minor units with its currency; empty where either is none."""
    amount, currency = metadata.get(key), metadata.get("currency")
    if type(amount) is not int or not isinstance(currency, str) or not CURRENCY.fullmatch(currency):
        return ""
    return amount_text(amount, currency)


def moment(metadata: Mapping[str, Any], key: str) -> str:
    """A time as `2026-12-13 18:00 UTC`; empty where it is none."""
    found = metadata.get(key)
    try:
        at = datetime.fromisoformat(found) if isinstance(found, str) else None
        return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at and at.tzinfo else ""
    except (ValueError, OverflowError):
        return ""


def facts_of(metadata: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The facts of an offer or a deal as label and value, without those that are not known."""
    told = (
        ("From", name(metadata, "from_name")),
        ("Campaign", name(metadata, "campaign_name")),
        ("Deal", name(metadata, "deal_title")),
        ("Gig", name(metadata, "gig_title")),
        ("Amount", money(metadata)),
        ("For the creator", money(metadata, "creator_amount")),
        ("For you, after our fee", money(metadata, "net_amount")),
        ("Answer until", moment(metadata, "expires_at")),
        ("Next deadline", moment(metadata, "deadline_at")),
        ("Then", _then(metadata)),
    )
    return [(label, value) for label, value in told if value]


def _then(metadata: Mapping[str, Any]) -> str:
    """What time does at the next deadline of a deal, in words; empty where it is no step of ours."""
    step = metadata.get("what_happens_then")
    return next((then for known, then in WHAT_HAPPENS_THEN.items() if known == step), "")


def quoted(metadata: Mapping[str, Any]) -> list[str]:
    """What the other side wrote, line by line. Each is shown as a quotation, so none can pass for ours."""
    found = metadata.get("words")
    lines = found.splitlines() if isinstance(found, str) else []
    told = [line for text in lines if (line := one_line(words(text), LONGEST_LINE))]
    return [*told[:MOST_LINES], "…"] if len(told) > MOST_LINES else told


def about(metadata: Mapping[str, Any]) -> str:
    """What tells one mail of a kind from the next, for its subject: what it is about and counterpart, or the sum."""
    subjects = (name(metadata, key) for key in ("campaign_name", "deal_title", "gig_title"))
    subject, counterpart = next(filter(None, subjects), ""), name(metadata, "from_name")
    if subject:
        return f": {subject}" + (f" ({counterpart})" if counterpart else "")
    return f": {amount}" if (amount := money(metadata)) else ""
