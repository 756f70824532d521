"""Bodies and answers that only this capability's routes use."""

from typing import Literal

from common.models.base import Input, Output


class ProcessTransitions(Input):
    """Edge action: move every campaign and invitation whose time has come."""

    action: Literal["process-transitions"]


class TransitionCounts(Output):
    """What a pass did. `more_due`: the pass was bounded and something is left for the next one."""

    activated: int
    completed: int
    paused: int
    expired_invitations: int
    errors: int
    more_due: bool
