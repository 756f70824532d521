"""`/api/v1/notification-preferences`."""

from common.refusals import refuses
from notifications.app import app
from notifications.preferences.models import PreferenceChoices, Preferences
from notifications.preferences.service import put_preferences, read_preferences

TAGS = ["notifications"]


@app.get("/api/v1/notification-preferences", tags=TAGS, responses=refuses())
def read_notification_preferences() -> Preferences:
    """Every category on every channel, also what the caller never spoke of."""
    with app.transaction() as tx:
        return read_preferences(tx)


@app.put("/api/v1/notification-preferences", tags=TAGS, responses=refuses())
def set_notification_preferences(body: PreferenceChoices) -> Preferences:
    """Change what is named; what is not named stays."""
    with app.transaction() as tx:
        return put_preferences(tx, body)
