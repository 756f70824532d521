"""Refusals of this capability that are not the database's own."""

from common.errors import Conflict


class AgentIsBanned(Conflict):
    """Who is banned as an agent changes nothing any more, and still sees what they earned."""

    code = "AGENT_IS_BANNED"
    sentence = "You were banned as an agent."
