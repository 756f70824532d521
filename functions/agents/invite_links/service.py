"""Use cases of whoever holds the link of an invite, without signing in."""

import hashlib
import re

from agents.errors import InviteLinkInvalid
from agents.invite_links import repository
from common.database import transaction
from common.errors import DomainError
from common.identity import SERVICE
from common.settings import settings
from common.telemetry import logger

TOKEN = re.compile(r"[0-9a-f]{64}")
PROGRAMS = re.compile(
    r"bot\b|crawl|spider|preview|scan|facebookexternalhit|whatsapp|slack|telegram|discord|curl|wget|python"
    r"|go-http|java/|^$",
    re.IGNORECASE,
)
"""Who follows links and is nobody: what asks for the pages of a mail before its reader does."""


def follow(token: str, user_agent: str) -> str:
    """Where the link leads: to the sign-up with the invite, else to the site. Raises `SettingMissing`."""
    site = settings().site_url.rstrip("/")
    if not TOKEN.fullmatch(token):
        return f"{site}/"
    try:
        with transaction(SERVICE) as tx:
            known = (
                repository.is_known(tx, hash_of(token))
                if PROGRAMS.search(user_agent.strip())
                else repository.click(tx, hash_of(token), user_agent)
            )
    except DomainError as error:  # whoever comes is not to wait for our count
        logger().warning("a click on an invite was not counted", exc_info=error)
        known = True
    return f"{site}/sign-up?invite={token}" if known else f"{site}/"


def look(token: str) -> str:
    """Where the link leads, for who only looks: nothing is counted. Raises `SettingMissing`."""
    return follow(token, "")


def require_known(token: str) -> None:
    """Raises `InviteLinkInvalid`."""
    if not TOKEN.fullmatch(token):
        raise InviteLinkInvalid
    with transaction(SERVICE) as tx:
        if not repository.is_known(tx, hash_of(token)):
            raise InviteLinkInvalid


def opt_out(token: str, *, forget: bool) -> None:
    """End all invites to the address, whoever makes them. Twice is as good as once. Raises `InviteLinkInvalid`."""
    if not TOKEN.fullmatch(token):
        raise InviteLinkInvalid
    with transaction(SERVICE) as tx:
        if not repository.opt_out(tx, hash_of(token), forget=forget):
            raise InviteLinkInvalid


def hash_of(token: str) -> bytes:
    """As it is kept."""
    return hashlib.sha256(token.encode()).digest()
