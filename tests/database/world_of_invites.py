"""The rows of invites in the world of `world.py`: its creator is an agent, too, who has invited somebody."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.database.world import World


def invites(world: "World") -> None:
    """An agent, a contact, an invite to it, its country's policy, and an address that wants none."""
    add, ids = world.add, world.ids
    if "agent_user_id" not in ids:
        ids["agent_user_id"] = ids["creator_user_id"]
        add("public.agent_profiles", user_id=ids["agent_user_id"], display_name="Anna", slug="agent-anna")
    if "contact_id" not in ids:
        add(
            "public.agent_contacts", "contact_id", email="new@example.com", country="US", source="manual",
            lawful_basis="consent", dedupe_hash=b"d" * 32,
        )  # fmt: skip
    add(
        "public.agent_invites", "agent_invite_id", contact_id=ids["contact_id"], address_hmac=b"h" * 32,
        channel="email", template="agent_invite", token_hash=b"t" * 32,
    )  # fmt: skip
    add("public.invite_suppressions", address_hmac=b"h" * 32, channel="email", reason="opt_out")
    add("public.invite_policies", country="AQ", email="share_only")
