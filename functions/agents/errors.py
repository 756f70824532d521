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
