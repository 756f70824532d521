"""Use cases of creators' profiles."""

from datetime import datetime
from decimal import Decimal

from common.batches import in_batches
from common.database import Transaction
from common.jobs import Counts
from common.settings import required
from user_management.creators import repository
from user_management.creators.models import (
    Completeness,
    MissingPart,
    OwnProfile,
    ProfileDraft,
    ProfileGap,
    StoredProfile,
)

JOB = "creator-profiles"
BATCH = 500
MOST_BATCHES = 100
"""Per run: what is left after fifty thousand waits for the next day."""


def read_own(tx: Transaction) -> OwnProfile:
    """The actor's profile with what it lacks. Raises `NotFound` for who is no creator."""
    return _shown(repository.find_own(tx))


def save_own(tx: Transaction, draft: ProfileDraft) -> OwnProfile:
    """Put the whole profile; of two at once, the later one stays.

    Raises `NotFound`, `CategoryUnknown`, `NameIsAnAddress`, `SlugTaken`, `SlugReserved`, `TimeZoneUnknown`.
    """
    repository.save_own(tx, draft)
    return read_own(tx)


def completeness_of(gaps: list[ProfileGap]) -> Completeness:
    """What the gaps come to."""
    missing = sorted((gap for gap in gaps if gap.is_missing), key=lambda gap: -gap.points)
    return Completeness(
        percent=100 * (len(gaps) - len(missing)) // len(gaps),
        missing=[MissingPart(part=gap.part, matching_points=Decimal(gap.points) / 100) for gap in missing],
    )


def run_profiles(as_of: datetime) -> Counts:
    """Open creators whose day has come, and remind those of an empty profile, each batch in its transaction."""
    return {"opened": in_batches(repository.open_available, as_of, batch=BATCH, most_batches=MOST_BATCHES),
            "nudged": in_batches(repository.nudge, as_of, batch=BATCH, most_batches=MOST_BATCHES)}  # fmt: skip


def media_kit_url(slug: str) -> str:
    """Where a public media kit is. Raises `SettingMissing` without `API_BASE_URL`."""
    return f"{required('API_BASE_URL').rstrip('/')}/creators/{slug}"


def _shown(stored: StoredProfile) -> OwnProfile:
    url = media_kit_url(stored.slug) if stored.media_kit_public and stored.slug else None
    return OwnProfile(
        **stored.model_dump(exclude={"gaps"}), completeness=completeness_of(stored.gaps), media_kit_url=url
    )
