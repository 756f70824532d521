"""Use case of the export (GDPR, article 15)."""

from datetime import UTC, datetime

from common.database import transaction
from common.errors import Forbidden
from common.identity import SERVICE, Actor
from user_management.exports import repository
from user_management.exports.models import PersonalData


def export(actor: Actor) -> PersonalData:
    """All that is held about the actor, read as the service: row security hides some of it from them.

    Raises `Forbidden` for the service itself.
    """
    if actor.user_id is None:
        raise Forbidden
    with transaction(actor) as tx:
        repository.log_export(tx)
    with transaction(SERVICE) as tx:
        data = {table: repository.export_rows(tx, table, actor.user_id) for table in repository.EXPORTS}
    return PersonalData(exported_at=datetime.now(UTC), user_id=actor.user_id, data=data)
