"""Bodies and answers of the synchronisation."""

from typing import Literal

from common.models.base import Input, Output


class SyncAllPlatforms(Input):
    """Edge action: read what is due; service and administrators only."""

    action: Literal["sync-all-platforms"]


class PlatformRun(Output):
    """What a run did, as counts; `more_due` is 1 where a worker goes on with the rest."""

    counts: dict[str, int]
    """How much of what was done."""
