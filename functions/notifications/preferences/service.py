"""Use cases of preferences."""

from itertools import product
from typing import get_args

from common.database import Transaction
from common.models.notifications import NotificationCategory
from notifications.inbox.service import require_person
from notifications.preferences import repository
from notifications.preferences.models import (
    Channel,
    Preference,
    PreferenceChoice,
    PreferenceChoices,
    Preferences,
)

EVERYTHING = [*product(NotificationCategory, get_args(Channel))]


def read_preferences(tx: Transaction) -> Preferences:
    """Every category on every channel, also what the caller never spoke of. Raises `Forbidden` for the service."""
    require_person(tx)
    said = {(choice.category, choice.channel): choice.enabled for choice in repository.list_choices(tx)}
    suppressed_by = repository.list_suppressions(tx)
    return Preferences(
        data=[
            Preference(
                category=category,
                channel=channel,
                enabled=(wanted := said.get((category, channel), True)),
                effective=wanted and not suppressed_by,
            )
            for category, channel in EVERYTHING
        ],
        suppressed_by=suppressed_by,
    )


def put_preferences(tx: Transaction, choices: PreferenceChoices) -> Preferences:
    """Change what is named. Raises `Forbidden` for the service.

    Whoever unsubscribed from all and now switches one category on gets mail of that category, and of no other.
    """
    require_person(tx)
    wants_mail = any(choice.enabled for choice in choices.data)
    if wants_mail and repository.resubscribe(tx):
        nothing = [PreferenceChoice(category=c, channel=channel, enabled=False) for c, channel in EVERYTHING]
        repository.put_choices(tx, nothing)
    repository.put_choices(tx, choices.data)
    return read_preferences(tx)
