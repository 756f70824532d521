"""The rows of agents in the world of `world.py`: the creator brings people, too."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.database.world import World


def agents(world: "World") -> None:
    """An agent's role and profile; what agents have belongs to the creator of the world (`agent_user_id`)."""
    world.ids["agent_user_id"] = world.ids["creator_user_id"]
    world.add("public.agent_profiles", display_name="Carla brings", slug="carla-brings")
    world.db.execute("insert into user_roles (user_id, role) values (%(agent_user_id)s, 'agent')", world.ids)
    world.add("public.commissions", "commission_id", escrow_id=world.ids["escrow_id"], side="both", base_fee=10,
              amount=10, available_at="2099-01-01")  # fmt: skip
