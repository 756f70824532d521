"""The database's API of refusals: SQLSTATEs of our own and constraint names, mapped to domain errors.

Message text is never parsed. The DETAIL of our own SQLSTATEs is a JSON object, handed on as `details`.
"""

import json
from dataclasses import dataclass

import psycopg
from psycopg import errors as pg

from common.errors import Conflict, DomainError, Forbidden, NotFound, Unavailable, Unprocessable


@dataclass(frozen=True, slots=True)
class Refusal:
    """How one rule of the database is told to a client."""

    status: int
    code: str
    sentence: str


SQLSTATES: dict[str, Refusal] = {
    "IG001": Refusal(409, "APPEND_ONLY", "History cannot be changed."),
    "IS001": Refusal(409, "USER_STATUS_TRANSITION_FORBIDDEN", "The account cannot take this step."),
    "IU001": Refusal(401, "ACCOUNT_UNKNOWN", "There is no such account."),
    "IU002": Refusal(403, "ACCOUNT_SUSPENDED", "This account is suspended."),
    "IU003": Refusal(403, "ACCOUNT_BANNED", "This account is banned."),
    "IU004": Refusal(409, "NOT_TO_YOURSELF", "Ask another administrator: nobody does this to themselves."),
    "IU005": Refusal(409, "LAST_ADMIN", "The last administrator cannot be removed."),
    "IU006": Refusal(409, "LAST_BRAND_ADMIN", "The last brand_admin of a brand cannot be removed."),
    "IU007": Refusal(409, "ALREADY_MEMBER", "This person belongs to the brand already."),
    "IU008": Refusal(404, "TEAM_INVITATION_INVALID", "The invitation is unknown, used, revoked or too old."),
    "IU010": Refusal(409, "ERASURE_OBSTRUCTED", "Something is still open that must be settled first."),
    "IU009": Refusal(403, "TEAM_INVITATION_FOR_ANOTHER", "The invitation went to another e-mail address."),
    "IU011": Refusal(429, "TOO_MANY_INVITATIONS", "Too many invitations are open, or went out today."),
    "IU012": Refusal(429, "ADDRESS_NOT_INVITABLE", "This address cannot be invited now. Try again tomorrow."),
    "IN001": Refusal(409, "DELIVERY_TRANSITION_FORBIDDEN", "The delivery cannot take this step."),
    "IC001": Refusal(409, "CAMPAIGN_TRANSITION_FORBIDDEN", "The campaign cannot take this step."),
    "IC002": Refusal(409, "INVITATION_TRANSITION_FORBIDDEN", "The invitation cannot take this step."),
    "IC003": Refusal(409, "PARTICIPANT_TRANSITION_FORBIDDEN", "The participant cannot take this step."),
    "IC004": Refusal(409, "SUBMISSION_TRANSITION_FORBIDDEN", "The submission cannot take this step."),
    "IC005": Refusal(409, "NEGOTIATION_TRANSITION_FORBIDDEN", "This offer is answered already."),
    "IC006": Refusal(409, "ASSET_TRANSITION_FORBIDDEN", "The file cannot take this step."),
    "IC007": Refusal(409, "SURVEY_TRANSITION_FORBIDDEN", "The survey cannot take this step."),
    "IC008": Refusal(409, "CAMPAIGN_NOT_RUNNING", "The campaign is not in a state for this."),
    "IC009": Refusal(409, "TERMS_AGREED", "Creators have accepted what this would change."),
    "IC010": Refusal(409, "CURRENCY_FIXED", "Amounts were promised or counted in this currency."),
    "IC011": Refusal(409, "INVITATION_EXPIRED", "The invitation has expired."),
    "IC012": Refusal(402, "BUDGET_EXHAUSTED", "The campaign's budget does not cover this."),
    "IC013": Refusal(409, "NOT_YOUR_TURN", "One side offers, the other answers."),
    "IC014": Refusal(409, "PARTICIPANT_NOT_ACTIVE", "The participant is not active."),
    "IC015": Refusal(409, "SURVEY_NOT_OPEN", "The survey takes no answers."),
    "IC016": Refusal(422, "NOT_A_CREATOR", "There is no active creator with this id."),
    "IC017": Refusal(409, "REVISION_OUTDATED", "There is a newer revision than the one you looked at."),
    "IC018": Refusal(422, "FILE_NOT_UPLOADED", "There is no stored upload of yours with this path."),
    "IC019": Refusal(409, "TOO_MANY_FILES", "There are too many files; delete some first."),
    "IP001": Refusal(409, "SOCIAL_ACCOUNT_TRANSITION_FORBIDDEN", "The account cannot take this step."),
    "IP002": Refusal(409, "SYNC_TRANSITION_FORBIDDEN", "The synchronisation cannot take this step."),
    "IM001": Refusal(402, "INSUFFICIENT_FUNDS", "The wallet does not hold enough for this."),
    "IM005": Refusal(403, "FORBIDDEN", "Your role does not allow this."),
    "IT001": Refusal(
        409, "CLICK_TOO_OLD", "The click is outside the window in which a conversion is credited."
    ),
    "IT002": Refusal(422, "CURRENCY_MISMATCH", "The campaign counts in another currency."),
    "IT003": Refusal(409, "ORDER_CONVERTED", "This order was reported already, with another value."),
    "IG003": Refusal(404, "NOT_FOUND", "There is no such thing here."),
    "IM006": Refusal(422, "AMOUNT_OUT_OF_RANGE", "The amount is not possible here."),
    "IM007": Refusal(409, "RESERVATION_EXCEEDED", "The reservation does not cover this."),
    "IM008": Refusal(409, "PAYMENT_MISMATCH", "What the payment provider reports does not fit this payment."),
    "IM009": Refusal(409, "NOTHING_TO_REFUND", "There are not enough deposits left to refund."),
    "IM010": Refusal(409, "WALLET_TRANSACTION_TRANSITION_FORBIDDEN", "The payment cannot take this step."),
    "IM011": Refusal(409, "EARNING_TRANSITION_FORBIDDEN", "The earning cannot take this step."),
    "IM012": Refusal(409, "PAYOUT_TRANSITION_FORBIDDEN", "The payout cannot take this step."),
}
"""Raised by our own functions and triggers (class `I`, free for users in the SQL standard)."""

OUR_OWN_FAULT = frozenset({"IM002", "IM003", "IM004"})
"""SQLSTATEs that only a mistake of ours can raise: they stay unexpected errors (500) and are logged as such."""

HAS_TRAFFIC = Refusal(
    409, "CAMPAIGN_HAS_TRAFFIC", "The campaign has traffic: cancel it instead of deleting it."
)

CONSTRAINTS: dict[str, Refusal] = {
    "tracking_aggregates_belong_to_a_campaign": HAS_TRAFFIC,
    "conversions_belong_to_a_campaign": HAS_TRAFFIC,
    "conversions_came_through_a_link": HAS_TRAFFIC,
    "users_email_is_taken": Refusal(409, "EMAIL_TAKEN", "There is an account with this e-mail address."),
    "brand_profiles_slug_is_taken": Refusal(409, "SLUG_TAKEN", "Another brand uses this slug."),
    "campaign_budget_covers_commitments": Refusal(
        409, "BUDGET_EXCEEDED", "The budget does not cover what is reserved and spent."
    ),
    "invitation_is_pending_once_per_creator": Refusal(
        409, "INVITATION_PENDING", "This creator is invited to this campaign already."
    ),
    "participant_takes_part_once": Refusal(409, "ALREADY_PARTICIPATES", "This creator takes part already."),
    "social_account_belongs_to_one_user": Refusal(
        409, "SOCIAL_ACCOUNT_TAKEN", "This account is connected to another user."
    ),
    "negotiation_is_open_once_per_invitation": Refusal(
        409, "OFFER_OPEN", "There is an open offer: answer or withdraw it first."
    ),
    "survey_is_answered_once_per_user": Refusal(409, "ALREADY_ANSWERED", "You answered this survey already."),
    "submission_exists_once_per_unit": Refusal(
        409, "ALREADY_SUBMITTED", "This unit of the deliverable is submitted already."
    ),
    "campaign_starts_before_it_ends": Refusal(
        422, "TIMELINE_REVERSED", "The timeline must start before it ends."
    ),
}
"""Constraints whose violation deserves a code of its own; the others get a code by their kind."""

CONNECTION_LOST = frozenset({"57P01", "57P02", "57P03", "25006", "08000", "08003", "08006"})
TRY_AGAIN = (
    pg.LockNotAvailable,
    pg.DeadlockDetected,
    pg.SerializationFailure,
    pg.QueryCanceled,
    pg.TooManyConnections,
)


class DatabaseRefusal(DomainError):
    """A rule of the database, told with the status and code of its row in this module."""

    def __init__(self, refusal: Refusal, details: list[dict[str, object]], sqlstate: str) -> None:
        self.status = refusal.status  # type: ignore[misc]  # the row decides, not the class
        self.code = refusal.code  # type: ignore[misc]
        self.sqlstate = sqlstate
        super().__init__(refusal.sentence, details=details)


class DatabaseUnavailable(Unavailable):
    """PostgreSQL does not answer, or ended our session."""

    code = "DATABASE_UNAVAILABLE"
    sentence = "The database does not answer. Try again."


class DatabaseBusy(Unavailable):
    """A lock or a time limit stood in the way; nothing was changed."""

    code = "DATABASE_BUSY"
    sentence = "Too much happens at once. Try again."


def is_connection_lost(error: psycopg.Error) -> bool:
    """Whether the session is gone (or useless, as on a demoted writer) and must be opened anew."""
    return error.sqlstate in CONNECTION_LOST or (
        isinstance(error, psycopg.OperationalError) and error.sqlstate is None
    )


def translate(error: psycopg.Error) -> Exception:
    """The domain error of a database error; the error itself where it can only be our own fault."""
    if refusal := SQLSTATES.get(error.sqlstate or ""):
        return DatabaseRefusal(refusal, _details(error), error.sqlstate or "")
    if is_connection_lost(error):
        return DatabaseUnavailable()
    if isinstance(error, TRY_AGAIN):
        return DatabaseBusy()
    return _translate_constraint(error)


def _translate_constraint(error: psycopg.Error) -> Exception:
    constraint = error.diag.constraint_name
    if constraint and (refusal := CONSTRAINTS.get(constraint)):
        return DatabaseRefusal(refusal, [{"constraint": constraint}], error.sqlstate or "")
    details: list[dict[str, object]] = [{"constraint": constraint}] if constraint else []
    match error:
        case pg.InsufficientPrivilege():
            return Forbidden()
        case pg.UniqueViolation() | pg.ExclusionViolation():
            return Conflict("This exists already.", details=details)
        case pg.ForeignKeyViolation():
            return NotFound(
                "Something that this refers to does not exist, or is still in use.", details=details
            )
        case pg.CheckViolation() | pg.NotNullViolation():
            return Unprocessable("A value breaks a rule of the data model.", details=details)
        case psycopg.DataError():
            return Unprocessable("A value cannot be stored.")
        case _:
            return error


def _details(error: psycopg.Error) -> list[dict[str, object]]:
    detail = json.loads(error.diag.message_detail or "{}")
    return [detail] if detail else []
