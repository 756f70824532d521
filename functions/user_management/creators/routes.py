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
    """The caller's profile as a creator, how complete it is, and what each missing part costs in matching."""
    with app.transaction() as tx:
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
    """Put the whole profile: what is left out is empty from then on. The same body twice changes nothing more."""
    with app.transaction() as tx:
        return service.save_own(tx, body)
