"""Bodies and answers of policies."""

from typing import Annotated

from pydantic import StringConstraints

from common.models.agent_invites import EmailDecision, InvitePolicy, SmsDecision
from common.models.base import Input, Output


class InvitePolicies(Output):
    """All policies, by country."""

    data: list[InvitePolicy]


class NewInvitePolicy(Input):
    """What holds for a country from now on."""

    email: EmailDecision
    sms: SmsDecision = SmsDecision.SHARE_ONLY
    note: Annotated[str, StringConstraints(max_length=500)] = ""
    """The law that says so."""
