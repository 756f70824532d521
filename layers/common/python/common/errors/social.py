"""What the database refuses about connected social accounts."""

from common.errors import Conflict, Details, TooManyRequests


class SocialAccountTransitionForbidden(Conflict, sqlstate="IP001"):
    """The account's status machine has no such step."""

    code = "SOCIAL_ACCOUNT_TRANSITION_FORBIDDEN"
    sentence = "The account cannot take this step."


class SyncTransitionForbidden(Conflict, sqlstate="IP002"):
    """The status machine of a synchronisation has no such step."""

    code = "SYNC_TRANSITION_FORBIDDEN"
    sentence = "The synchronisation cannot take this step."


class TrackedPostTransitionForbidden(Conflict, sqlstate="IA021"):
    """The status machine of a tracked post has no such step."""

    code = "TRACKED_POST_TRANSITION_FORBIDDEN"
    sentence = "The post cannot take this step."


class SocialAccountTaken(Conflict, constraints=["social_account_belongs_to_one_user"]):
    """An account of a platform belongs to one person."""

    code = "SOCIAL_ACCOUNT_TAKEN"
    sentence = "This account is connected to another user."


class SyncTooSoon(TooManyRequests, sqlstate="IA020"):
    """The account was read, or was to be, within the hour; the details say when it may be asked for again."""

    code = "SYNC_TOO_SOON"
    sentence = "The account was read a short while ago. Ask again later."

    def __init__(self, sentence: str | None = None, *, details: Details = ()) -> None:
        super().__init__(sentence, details=details)
        for detail in self.details:
            self.retry_after_seconds = int(str(detail.get("retry_after_seconds", self.retry_after_seconds)))


class AccountExpiryUnweighed(Conflict, sqlstate="IA010"):
    """One refusal does not expire an account: `app.settle_refusals` weighs it with the others."""

    code = "SOCIAL_ACCOUNT_EXPIRY_UNWEIGHED"
    sentence = "Accounts expire when refusals of their platform were weighed."
