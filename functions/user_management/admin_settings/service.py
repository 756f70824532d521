"""Use cases of settings that administrators tune."""

from common.admins import require_admin
from common.database import Transaction
from common.models.system import Setting
from user_management.admin_settings import repository


def put_setting(tx: Transaction, key: str, value: int) -> Setting:
    """Change a setting. Raises `Forbidden`, `NotFound` for an unknown key, `Unprocessable` outside its range,
    `SettingsDisagree` where it does not fit another one.
    """
    require_admin(tx)
    repository.find_setting(tx, key)
    repository.put_setting(tx, key, value)
    return repository.find_setting(tx, key)


def delete_setting(tx: Transaction, key: str) -> None:
    """Back to the default. Raises `Forbidden`, `NotFound` for an unknown key, `SettingsDisagree`."""
    require_admin(tx)
    repository.find_setting(tx, key)
    repository.delete_setting(tx, key)
