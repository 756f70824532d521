"""Use cases of referral codes."""

import secrets
from contextlib import suppress
from uuid import UUID

from agents.errors import AgentNotActive
from agents.profiles.service import require_agent
from agents.referral_codes import repository
from agents.referral_codes.models import NewReferralCode, ReferralCodeChange
from agents.settings import referral_base_url
from common.database import Transaction
from common.errors import NotFound, Unavailable
from common.errors.agents import ReferralCodeReserved, ReferralCodeTaken
from common.models.agents import AgentStatus
from common.models.base import Page
from common.models.referral_codes import ReferralCode
from common.pagination import decode_id_cursor, page

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O (which look like others) and U (fewer words that nobody wants)."""
CODE_LENGTH = 8
ATTEMPTS = 5


def make_code(tx: Transaction, request: NewReferralCode) -> ReferralCode:
    """A code of the actor: the one that they chose, in capitals, or one that is drawn.

    Raises `Forbidden` (no agent), `AgentNotActive`, `TooManyReferralCodes`, `ReferralCodeTaken`,
    `ReferralCodeReserved`, `Unavailable`.
    """
    standing = require_agent(tx).status
    if standing is not AgentStatus.ACTIVE:
        raise AgentNotActive(details=[{"status": standing}])
    base_url = referral_base_url()
    if request.code is not None:
        return repository.insert_code(tx, request.code.upper(), request, base_url=base_url)
    for _ in range(ATTEMPTS):
        with suppress(ReferralCodeTaken, ReferralCodeReserved), tx.savepoint():
            return repository.insert_code(tx, random_code(), request, base_url=base_url)
    raise Unavailable  # five taken codes out of 10^12: something is wrong with the dice


def random_code() -> str:
    """Eight characters from the system's random source: 1.1 * 10^12 codes that nobody can guess."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))


def list_codes(tx: Transaction, *, cursor: str | None, limit: int) -> Page[ReferralCode]:
    """The actor's codes, newest first. Raises `CursorInvalid`."""
    rows = repository.list_codes(
        tx, before=decode_id_cursor(cursor), limit=limit + 1, base_url=referral_base_url()
    )
    return page(rows, limit, lambda code: code.id)


def change_code(tx: Transaction, code_id: UUID, change: ReferralCodeChange) -> ReferralCode:
    """Label it, limit it, switch it off or on. Raises `NotFound`, `ReferralCodeUsedMoreOften`."""
    changes = change.model_dump(include=change.model_fields_set)
    changed = repository.change_code(tx, code_id, changes, base_url=referral_base_url())
    if changed is None:
        raise NotFound
    return changed
