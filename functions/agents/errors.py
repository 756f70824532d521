"""Refusals of this capability that are not the database's own."""

from common.errors import Conflict, Forbidden


class AgentNotActive(Forbidden):
    """The details name the `status`: paused or banned."""

    code = "AGENT_NOT_ACTIVE"
    sentence = "You bring nobody new at the moment, so there is nothing to make a code for."


class CommissionFileTooLong(Conflict):
    """More commissions than one answer holds; the details say how many it can be."""

    code = "COMMISSION_FILE_TOO_LONG"
    sentence = (
        "This file is too long for one answer. Ask for fewer days, or list the commissions page by page."
    )
from common.errors import Conflict


class AgentIsBanned(Conflict):
    """Who is banned as an agent changes nothing any more, and still sees what they earned."""

    code = "AGENT_IS_BANNED"
    sentence = "You were banned as an agent."


class AgentNotActive(Forbidden):
    """The details name the `status`: paused or banned."""

    code = "AGENT_NOT_ACTIVE"
    sentence = "You bring nobody new at the moment, so there is nothing to make a code for."
