"""The rows of referrals in the world of `world.py`: the stranger came by the creator, who brings people, too."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.database.world import World


def brought(world: "World") -> None:
    """Who was brought, and a sign-up that waits for its confirmation."""
    world.add("public.referrals", referred_user_id=world.ids["stranger"], source="code")
    world.add(
        "public.referral_intents",
        email_hmac=b"h" * 32,
        code="SPRING",
        role="creator",
        expires_at="2099-01-01",
    )
