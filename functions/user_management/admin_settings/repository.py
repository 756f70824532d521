"""Statements of settings that administrators tune."""

from typing import LiteralString

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.models.system import Setting

SETTING: LiteralString = (
    "select k.key, k.description, k.minimum, k.maximum, k.default_value,"
    " coalesce((s.value)::bigint, k.default_value) as value, s.updated_by, s.updated_at"
    " from app.setting_definitions() as k left join admin_settings as s on s.key = k.key"
)


def list_settings(tx: Transaction) -> list[Setting]:
    """Every setting with the value in force."""
    return tx.fetch_all(Setting, f"{SETTING} order by k.key")


def find_setting(tx: Transaction, key: str) -> Setting:
    """One setting. Raises `NotFound`."""
    return tx.fetch_one(Setting, f"{SETTING} where k.key = %(key)s", {"key": key})


def put_setting(tx: Transaction, key: str, value: int) -> None:
    """Set a value. Refused (422) outside its range."""
    tx.execute(
        "insert into admin_settings (key, value, updated_by) values (%(key)s, %(value)s, auth.uid())"
        " on conflict on constraint admin_settings_pkey do update"
        " set value = excluded.value, updated_by = excluded.updated_by",
        {"key": key, "value": Jsonb(value)},
    )


def delete_setting(tx: Transaction, key: str) -> None:
    """Back to the default."""
    tx.execute("delete from admin_settings where key = %(key)s", {"key": key})
