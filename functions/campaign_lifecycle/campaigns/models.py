"""Bodies and answers of campaigns. Amounts are minor units."""

from common.models.base import Output


class LaunchProblem(Output):
    """A reason why a campaign cannot be launched."""

    code: str
    message: str
