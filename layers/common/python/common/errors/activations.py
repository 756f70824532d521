"""What the database refuses about activations: their steps, codes and places, scans that wait, fans who are known."""

from common.errors import Conflict, Forbidden, NotFound, TooManyRequests, Unauthenticated, Unprocessable


class ActivationStepForbidden(Conflict, sqlstate="IA001"):
    """The activation's status machine has no such step; the details name both ends (`from`, `to`)."""

    code = "ACTIVATION_STEP_FORBIDDEN"
    sentence = "The activation cannot take this step."


class ActivationTermsFixed(Conflict, sqlstate="IA003"):
    """Something of the activation is fixed since its launch, or everything since its end; the details name it.

    Of a draft its `code_mode`, where it has codes that would not do for another.
    """

    code = "ACTIVATION_TERMS_FIXED"
    sentence = "This is fixed by now."


class GeofenceRefused(
    Unprocessable, sqlstate="IA004", constraints=["geofences_have_the_form_of_their_shape"]
):
    """What was drawn is no fence.

    `why` in the details: no_ring, no_place (not on earth), too_near_a_pole (beyond 85 degrees), too_many_points (200),
    too_few_points, too_large (50 km), edges_cross, no_area.
    """

    code = "GEOFENCE_REFUSED"
    sentence = "This is no fence that we can tell inside from outside of."


class GeofenceInUse(Conflict, sqlstate="IA005"):
    """A fence of a launched activation does not change, and one of any activation is not deleted."""

    code = "GEOFENCE_IN_USE"
    sentence = "An activation uses this fence."


class ActivationNotReady(Conflict, sqlstate="IA006"):
    """The activation cannot be launched or go on; `lacks` in the details says what is missing.

    Of: campaign (it has to be active), code (none that works), fence, time (its end has passed).
    """

    code = "ACTIVATION_NOT_READY"
    sentence = "The activation is not ready for this."


class DeviceElsewhere(Conflict, sqlstate="IA008"):
    """A device is one brand's; this one scanned at another."""

    code = "DEVICE_ELSEWHERE"
    sentence = "This browser is known by another brand."


class LimitBelowCounted(Conflict, sqlstate="IA030"):
    """More scans have counted than the new limit allows; the details say how many (`counted`)."""

    code = "LIMIT_BELOW_COUNTED"
    sentence = "More scans than that have counted already."


class ScanReviewDecided(Conflict, sqlstate="IA007"):
    """A flagged scan is decided once."""

    code = "SCAN_REVIEW_DECIDED"
    sentence = "This scan was decided already."


class ActivationIsOver(Conflict, sqlstate="IA043"):
    """An activation that is completed gets no new codes."""

    code = "ACTIVATION_IS_OVER"
    sentence = "The activation is over: it gets no new codes."


class CodeTooShort(Unprocessable, sqlstate="IA044"):
    """A rotating or single-use code has twelve characters, so that nobody guesses one (`code_mode` in the details)."""

    code = "CODE_TOO_SHORT"
    sentence = "A code of this kind has twelve characters."


class CodeVersionSkipped(Conflict, sqlstate="IA045"):
    """The version of a code's secret goes up one by one; somebody else was at it (`from`, `to` in the details)."""

    code = "CODE_VERSION_SKIPPED"
    sentence = "The code's secret was changed meanwhile."


class FanTicketRefused(Conflict, sqlstate="IA009"):
    """A ticket joins one account, once, within a minute; the newest one of a browser counts."""

    code = "FAN_TICKET_REFUSED"
    sentence = "This ticket was used, or is too old. Ask for a new one where you scanned."


class FanUnknown(NotFound, sqlstate="IA036"):
    """The browser's cookie is ours, and has scanned nothing of this brand, or was forgotten."""

    code = "FAN_UNKNOWN"
    sentence = "This browser has scanned nothing of this brand yet."


class FanCodesLimited(TooManyRequests, sqlstate="IA037"):
    """Five codes an hour of one browser."""

    code = "FAN_CODES_LIMITED"
    sentence = "You asked for too many codes. Use the last one, or wait an hour."
    retry_after_seconds = 3_600


class FanHasAnotherAccount(Conflict, sqlstate="IA038"):
    """A fan joins one account; two who have joined two are two people, whatever address they share."""

    code = "FAN_HAS_ANOTHER_ACCOUNT"
    sentence = "This fan has joined another account already."


class StaffLinkEnded(Unauthenticated, sqlstate="IA046"):
    """The link of a gate or a screen was revoked, is over, or never was one."""

    code = "STAFF_LINK_ENDED"
    sentence = "This link does not open anything any more. Ask for a new one."


class StaffLinkOfAnotherKind(Forbidden, sqlstate="IA047"):
    """A screen does not let anybody in, and a gate shows no code; the details say what it is (`kind`)."""

    code = "STAFF_LINK_OF_ANOTHER_KIND"
    sentence = "This link is for something else."


class TooManyStaffLinks(Conflict, sqlstate="IA048"):
    """An activation has 100 live links of gates and screens at most."""

    code = "TOO_MANY_STAFF_LINKS"
    sentence = "There are too many links. Revoke those that nobody uses."


class StaffLinkTooLate(Conflict, sqlstate="IA049"):
    """48 hours after its end, an activation has no gate any more."""

    code = "STAFF_LINK_TOO_LATE"
    sentence = "The activation is over for good: nothing opens it any more."
