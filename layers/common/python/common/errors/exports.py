"""What the database refuses about exports."""

from common.errors import Conflict


class ExportTransitionForbidden(Conflict, sqlstate="IE001"):
    """An export is settled once."""

    code = "EXPORT_TRANSITION_FORBIDDEN"
    sentence = "The export cannot take this step."


class ExportPending(Conflict, constraints=["exports_wait_once"]):
    """The same file is being written for the same person."""

    code = "EXPORT_PENDING"
    sentence = "This export is being written already; wait for it."
    retry_after_seconds = 10
