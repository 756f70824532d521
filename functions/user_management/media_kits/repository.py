"""Statements of media kits."""

from common.database import Transaction
from user_management.media_kits.models import MediaKit


def find_published(tx: Transaction, slug: str) -> MediaKit | None:
    """The kit at an address; None where nobody publishes one there."""
    return tx.fetch_optional(
        MediaKit,
        "select display_name, headline, avatar_url, verified, categories, languages, country_code, city,"
        " portfolio_links, availability, available_from, accounts from app.media_kit(%(slug)s)",
        {"slug": slug},
    )
