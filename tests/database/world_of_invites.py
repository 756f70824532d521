"""The rows of invites in the world of `world.py`: its agent has invited somebody."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.database.world import World


def invites(world: "World") -> None:
    """An invite of the agent to their contact, a country's policy, and an address that wants none."""
    add, ids = world.add, world.ids
    add(
        "public.agent_invites", "agent_invite_id", contact_id=ids["contact_id"], address_hmac=b"h" * 32,
        channel="email", template="agent_invite", token_hash=b"t" * 32,
    )  # fmt: skip
    add("public.invite_suppressions", address_hmac=b"h" * 32, channel="email", reason="opt_out")
    add("public.invite_policies", country="AQ", email="share_only")
