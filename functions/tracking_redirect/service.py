"""Use cases of tracking links."""

import secrets
import string

from common.database import Transaction
from common.errors import NotFound, Unavailable
from common.models.tracking import TrackingLink
from tracking_redirect import repository
from tracking_redirect.destinations import checked_destination
from tracking_redirect.models import GenerateLink
from tracking_redirect.settings import short_link_base_url

BASE62 = string.digits + string.ascii_letters
CODE_LENGTH = 7
ATTEMPTS = 5


def generate_link(tx: Transaction, request: GenerateLink) -> TrackingLink:
    """A link with a random code. Raises `DestinationRefused`, `NotFound`, `Forbidden`."""
    destination = checked_destination(request.destination_url)
    for _ in range(ATTEMPTS):
        link = repository.insert_link(
            tx, campaign_id=request.campaign_id, creator_user_id=request.creator_user_id,
            short_code=random_code(), destination_url=destination, base_url=short_link_base_url(),
        )  # fmt: skip
        if link is not None:
            return link
        if not repository.campaign_exists(tx, request.campaign_id):
            raise NotFound
    raise Unavailable  # five taken codes out of 3.5 * 10^12: something is wrong with the dice


def random_code() -> str:
    """Seven base62 characters from the system's random source: 3.5 * 10^12 codes that nobody can guess."""
    return "".join(secrets.choice(BASE62) for _ in range(CODE_LENGTH))
