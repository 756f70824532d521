"""What the database refuses about connected social accounts."""

from common.errors import Conflict


class SocialAccountTransitionForbidden(Conflict, sqlstate="IP001"):
    """The account's status machine has no such step."""

    code = "SOCIAL_ACCOUNT_TRANSITION_FORBIDDEN"
    sentence = "The account cannot take this step."


class SyncTransitionForbidden(Conflict, sqlstate="IP002"):
    """The status machine of a synchronisation has no such step."""

    code = "SYNC_TRANSITION_FORBIDDEN"
    sentence = "The synchronisation cannot take this step."


class SocialAccountTaken(Conflict, constraints=["social_account_belongs_to_one_user"]):
    """An account of a platform belongs to one person."""

    code = "SOCIAL_ACCOUNT_TAKEN"
    sentence = "This account is connected to another user."


class AccountExpiryUnweighed(Conflict, sqlstate="IA010"):
    """One refusal does not expire an account: `app.settle_refusals` weighs it with the others."""

    code = "SOCIAL_ACCOUNT_EXPIRY_UNWEIGHED"
    sentence = "Accounts expire when refusals of their platform were weighed."
