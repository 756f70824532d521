"""The mail of an agent's invite: who it is from, in full, where the address comes from, the way out (decision 123)."""

import re
from collections.abc import Mapping
from typing import Any

from common.adapters.email.port import Email
from common.models.lines import one_line
from common.settings import required
from notifications.emails.catalog import AGENT_INVITE
from notifications.emails.facts import name, quoted, words
from notifications.emails.rendering import MailUnfit, render, unsubscribing
from notifications.settings import postal_address

LONGEST_SENDER = 400
"""A display name and a full name: the law asks for both whole."""
BASES = {
    "consent": "told us that you agreed to hear from them",
    "existing_customer": "told us that you are a customer of theirs",
    "personal_acquaintance": "told us that you know each other",
}
"""By the lawful basis of a contact, what its agent has declared."""


def invite_mail(payload: Mapping[str, Any]) -> Email:
    """The mail of an outbox message of an invite. Raises `MailUnfit`: also where there is no postal address to bear."""
    to, token = payload.get("to"), str(payload.get("token"))
    sender, basis = _sender(payload), BASES.get(str(payload.get("basis")))
    if not isinstance(to, str) or not re.fullmatch(r"[0-9a-f]{64}", token) or not sender or basis is None:
        raise MailUnfit("The invite of an agent lacks something.")
    if postal_address() is None:
        raise MailUnfit("Invites bear a postal address (MAIL_POSTAL_ADDRESS), and there is none.")
    link = f"{required('API_BASE_URL').rstrip('/')}/invites/{token}"
    way_out = f"{link}/opt-out"
    told = {
        "agent_name": sender, "reader": name(payload, "first_name"), "basis": basis,
        "quote": quoted({"words": payload.get("note")}), "is_reminder": payload.get("is_reminder") is True,
        "link": link, "unsubscribe_link": way_out, "preview": one_line(f"{sender} invites you to Atomic Influence."),
    }  # fmt: skip
    return render(AGENT_INVITE, to, told, unsubscribing(way_out))


def _sender(payload: Mapping[str, Any]) -> str:
    found = payload.get("agent_name")
    return one_line(words(found), LONGEST_SENDER) if isinstance(found, str) else ""
