"""Use cases of whoever looks at a badge."""

from uuid import UUID

from common.database import Transaction
from common.errors import NotFound
from rewards.badges import repository
from rewards.badges.models import Badge
from rewards.errors import BadgeRevoked


def credential_id_of(text: str) -> UUID:
    """The id in an address, written as we write it. Raises `NotFound` for what is none."""
    try:
        found = UUID(text)
    except ValueError:
        raise NotFound from None
    if str(found) != text:
        raise NotFound
    return found


def find(tx: Transaction, credential_id: UUID) -> Badge:
    """A badge that is valid, or has another credential by now. Raises `NotFound`, `BadgeRevoked`."""
    badge = repository.find_shown(tx, credential_id)
    if badge is None:
        raise NotFound
    if badge.state == "revoked":
        raise BadgeRevoked
    return badge


def find_valid(tx: Transaction, credential_id: UUID) -> tuple[Badge, str]:
    """A badge whose credential is that one, with its token. Raises `NotFound`, `BadgeRevoked`."""
    badge = find(tx, credential_id)
    if badge.jwt is None:
        raise BadgeRevoked
    return badge, badge.jwt
