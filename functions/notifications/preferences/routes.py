"""`/api/v1/notification-preferences`."""

from common.refusals import refuses
from notifications.app import app
from notifications.preferences.models import PreferenceChoices, Preferences
from notifications.preferences.service import put_preferences, read_preferences

TAGS = ["notifications"]


@app.get("/api/v1/notification-preferences", tags=TAGS, responses=refuses())
def read_notification_preferences() -> Preferences:
    """Read which notifications come as mail

    For whoever is signed in: every category on every channel, also what they never spoke of, and why no mail comes at
    all where that is so.
    """
    with app.read() as tx:
        return read_preferences(tx)


@app.put("/api/v1/notification-preferences", tags=TAGS, responses=refuses())
def set_notification_preferences(body: PreferenceChoices) -> Preferences:
    """Set which notifications come as mail

    For whoever is signed in. What is named changes, the rest stays. To switch mail on takes an earlier "unsubscribe
    from all" back, for the named categories only.
    """
    with app.transaction() as tx:
        return put_preferences(tx, body)
