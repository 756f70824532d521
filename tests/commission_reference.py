"""The commission code of the source, line by line: what `app.split_fee` is compared with.

`getReferral` is the agent or None, `creditAgent` and `creditPlatform` add to a dictionary; None is the platform. The
source counts in floating point: halves of whole minor units are exact there.
"""

from collections import defaultdict
from uuid import UUID

Agent = UUID | None


def platform_fee(amount: float) -> float:
    """The fee in what the brand paid: 10 % on top of the price."""
    return amount * (0.10 / 1.10)


def distribute(fee: float, sponsor_agent: Agent, influencer_agent: Agent) -> dict[Agent, float]:
    """Who is credited how much of the fee."""
    credited: dict[Agent, float] = defaultdict(float)
    if sponsor_agent and influencer_agent:
        if sponsor_agent == influencer_agent:
            # Same agent gets 100 %
            credited[sponsor_agent] += fee
        else:
            # Split 50/50
            credited[sponsor_agent] += fee * 0.5
            credited[influencer_agent] += fee * 0.5
    elif sponsor_agent:
        credited[sponsor_agent] += fee
    elif influencer_agent:
        credited[influencer_agent] += fee
    else:
        # Platform keeps commission
        credited[None] += fee
    return credited
