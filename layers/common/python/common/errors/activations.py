"""What the database refuses about activations: their steps, codes and places, scans that wait, fans who are known."""

from common.errors import Conflict


class ActivationStepForbidden(Conflict, sqlstate="IA001"):
    """The activation's status machine has no such step; the details name both ends (`from`, `to`)."""

    code = "ACTIVATION_STEP_FORBIDDEN"
    sentence = "The activation cannot take this step."


class ScanReviewDecided(Conflict, sqlstate="IA007"):
    """A flagged scan is decided once."""

    code = "SCAN_REVIEW_DECIDED"
    sentence = "This scan was decided already."
