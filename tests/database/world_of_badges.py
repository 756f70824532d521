"""The rows of badges in the world of `world.py`: the creator's badge, on its list, signed with a key."""

from typing import TYPE_CHECKING
from uuid import UUID

from psycopg.types.json import Jsonb

from tests.factories.rewards import make_achievement, unlock

if TYPE_CHECKING:
    from tests.database.world import World


def badges(world: "World") -> None:
    """A signed badge of something that nobody else in the world has."""
    add, ids = world.add, world.ids
    creator = ids["creator_user_id"]
    assert isinstance(creator, UUID)
    unlocked = unlock(world.db, creator, make_achievement(world.db, "of-the-world"))
    add("public.badge_keys", kid="of the world", jwk=Jsonb({"kty": "EC"}))
    add("public.badge_status_lists", "list_of_badges", size=131_072, changes=1)
    add(
        "public.badge_credentials", "badge_credential_id", user_achievement_id=unlocked, user_id=creator,
        list_id=ids["list_of_badges"], status_index=0, key_id="of the world", jwt="a.b.c", signed_at="2026-01-01",
    )  # fmt: skip
