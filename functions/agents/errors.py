"""Refusals of this capability that are not the database's own."""

from common.errors import Forbidden


class AgentNotActive(Forbidden):
    """The details name the `status`: paused or banned."""

    code = "AGENT_NOT_ACTIVE"
    sentence = "You bring nobody new at the moment, so there is nothing to make a code for."
