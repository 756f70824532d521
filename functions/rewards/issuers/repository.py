"""Statements of keys."""

from common.adapters.signer.port import PublicKey
from common.database import Transaction
from rewards.issuers.models import BadgeKey


def list_keys(tx: Transaction) -> dict[str, PublicKey]:
    """All keys that badges were ever signed with, the newest first, by their names."""
    found = tx.fetch_all(BadgeKey, "select kid, jwk from badge_keys order by created_at desc, kid", {})
    return {key.kid: key.jwk for key in found}
