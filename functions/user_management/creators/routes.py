"""`/api/v1/creators/me`."""

from common.errors import NotFound
from common.errors.accounts import (
    CategoryUnknown,
    NameIsAnAddress,
    SlugReserved,
    SlugTaken,
    TimeZoneUnknown,
)
from common.errors.tracking import DestinationRefused
from common.refusals import refuses
from user_management.app import app
from user_management.creators import service
from user_management.creators.models import OwnProfile, ProfileDraft

TAGS = ["creators"]


@app.get("/api/v1/creators/me", tags=TAGS, responses=refuses(NotFound))
def read_own_profile() -> OwnProfile:
    """Read one's own profile as a creator

    For creators: what they say of themselves, how complete it is, and how many points each missing part costs in
    matching. Who is no creator has none (404).
    """
    with app.read() as tx:
        return service.read_own(tx)


@app.put(
    "/api/v1/creators/me",
    tags=TAGS,
    responses=refuses(
        NotFound,
        CategoryUnknown,
        NameIsAnAddress,
        SlugTaken,
        SlugReserved,
        TimeZoneUnknown,
        DestinationRefused,
    ),
)
def save_own_profile(body: ProfileDraft) -> OwnProfile:
    """Save the whole profile of a creator

    For creators, about themselves. What is left out is empty from then on; the same body twice changes nothing more.
    Categories are those of `listCreatorCategories`. The directory and matching go by it at once, and who published a
    media kit shows it there.
    """
    with app.transaction() as tx:
        return service.save_own(tx, body)
