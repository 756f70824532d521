"""What the database refuses about accounts, brands and their members."""

from collections.abc import Iterable
from uuid import UUID

from common.errors import Conflict, Forbidden, NotFound, TooManyRequests, Unauthenticated, Unprocessable


class AccountUnknown(Unauthenticated, sqlstate="IU001"):
    """The token is genuine, its person is none of ours (any more)."""

    code = "ACCOUNT_UNKNOWN"
    sentence = "There is no such account."


class AccountSuspended(Forbidden, sqlstate="IU002"):
    """An administrator suspended the account."""

    code = "ACCOUNT_SUSPENDED"
    sentence = "This account is suspended."


class AccountBanned(Forbidden, sqlstate="IU003"):
    """An administrator banned the account."""

    code = "ACCOUNT_BANNED"
    sentence = "This account is banned."


class NameIsAnAddress(Unprocessable, sqlstate="IL010"):
    """Mail says the name to anybody, and would link it; the details name the field."""

    code = "NAME_IS_AN_ADDRESS"
    sentence = "The name must not look like a web or mail address. A space behind the dot helps."


class UserStatusTransitionForbidden(Conflict, sqlstate="IS001"):
    """The account's status machine has no such step."""

    code = "USER_STATUS_TRANSITION_FORBIDDEN"
    sentence = "The account cannot take this step."


class NotToYourself(Conflict, sqlstate="IU004"):
    """Nobody bans, suspends, promotes or rewards themselves."""

    code = "NOT_TO_YOURSELF"
    sentence = "Ask another administrator: nobody does this to themselves."


class LastAdmin(Conflict, sqlstate="IU005"):
    """The platform keeps an administrator."""

    code = "LAST_ADMIN"
    sentence = "The last administrator cannot be removed."


class LastBrandAdmin(Conflict, sqlstate="IU006"):
    """A brand keeps a brand_admin."""

    code = "LAST_BRAND_ADMIN"
    sentence = "The last brand_admin of a brand cannot be removed."


class BrandNotEmpty(Conflict, sqlstate="IU013"):
    """The last member would leave money, an open deposit or a running campaign to nobody; the details name which.

    Of the campaigns, which may be completed or cancelled, they name up to twenty.
    """

    code = "BRAND_NOT_EMPTY"
    sentence = "Somebody must stay: the brand still has money, an open deposit or a running campaign."


class TooManyBrands(Conflict, sqlstate="IU031"):
    """The details name how many one person may belong to."""

    code = "TOO_MANY_BRANDS"
    sentence = "You belong to as many brands as one person may; leave one first."


class AlreadyMember(Conflict, sqlstate="IU007"):
    """An invitation to a brand that the person belongs to."""

    code = "ALREADY_MEMBER"
    sentence = "This person belongs to the brand already."


class TeamInvitationInvalid(NotFound, sqlstate="IU008"):
    """No open invitation has this token."""

    code = "TEAM_INVITATION_INVALID"
    sentence = "The invitation is unknown, used, revoked or too old."


class TeamInvitationForAnother(Forbidden, sqlstate="IU009"):
    """Whoever holds the link is not who was invited."""

    code = "TEAM_INVITATION_FOR_ANOTHER"
    sentence = "The invitation went to another e-mail address."


class ErasureObstructed(Conflict, sqlstate="IU010"):
    """Money or work is open; the details name the obstacles, and of the campaigns among them up to twenty of each kind.

    A creator leaves a campaign by its `participant_id`; who runs one completes or cancels it.
    """

    code = "ERASURE_OBSTRUCTED"
    sentence = (
        "Something is still open that must be settled first: leave the campaigns that you take part in,"
        " complete or cancel those that only you can run."
    )


class TooManyInvitations(TooManyRequests, sqlstate="IU011"):
    """The brand, or the person who invites, has reached a limit; the details name both limits."""

    code = "TOO_MANY_INVITATIONS"
    sentence = "Too many invitations are open, or went out today."
    retry_after_seconds = 86_400  # what is counted is a day's


class AddressNotInvitable(TooManyRequests, sqlstate="IU012"):
    """The address had enough invitations, by whomever."""

    code = "ADDRESS_NOT_INVITABLE"
    sentence = "This address cannot be invited now. Try again tomorrow."
    retry_after_seconds = 86_400  # what is counted is a day's


class EmailTaken(Conflict, constraints=["users_email_is_taken"]):
    """One account per address."""

    code = "EMAIL_TAKEN"
    sentence = "There is an account with this e-mail address."


class SlugTaken(
    Conflict,
    constraints=[
        "brand_profiles_slug_is_taken",
        "creator_profiles_slug_is_taken",
        "agent_profiles_slug_is_taken_once",
    ],
):
    """Slugs are one name space for brands, one for creators and one for agents, who take none of a brand either."""

    code = "SLUG_TAKEN"
    sentence = "Somebody else uses this slug."


class SlugReserved(
    Unprocessable,
    constraints=["creator_profiles_slug_is_not_reserved", "agent_profiles_slug_is_not_reserved"],
):
    """A word of ours, our name, or the form of an id."""

    code = "SLUG_RESERVED"
    sentence = "This slug is reserved. Choose another one."


class CategoryUnknown(Unprocessable, sqlstate="IU050"):
    """Creators choose from one list (`GET /api/v1/creator-categories`); the details name what is not in it."""

    code = "CATEGORY_UNKNOWN"
    sentence = "A category is not in the list of creator-categories."


class TimeZoneUnknown(
    Unprocessable,
    constraints=[
        "activations_time_zone_is_known",
        "creator_profiles_time_zone_is_known",
        "user_profiles_time_zone_is_known",
    ],
):
    """IANA's names of places (Europe/Berlin), or UTC."""

    code = "TIME_ZONE_UNKNOWN"
    sentence = "The time zone is none that we know. Send a name like Europe/Berlin, or UTC."


class BrandRequired(Conflict):
    """The caller belongs to several brands and did not say which one is meant; the details name them."""

    code = "BRAND_REQUIRED"
    sentence = "You belong to several brands: say which one with brand_id."

    def __init__(self, brand_ids: Iterable[UUID]) -> None:
        self.brand_ids = tuple(brand_ids)
        super().__init__(details=[{"brand_id": str(brand_id)} for brand_id in self.brand_ids])


class NoBrand(Forbidden):
    """Only members of a brand (and administrators, who name one) do this."""

    code = "NO_BRAND"
    sentence = "You belong to no brand that you may run campaigns for."
