"""Orders that a release counted apart, which are one however it is written."""

from database_migrations.folder import database_directory
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.links import make_link

MIGRATION = database_directory() / "migrations" / "20261205002100_conversions_by_order_key.sql"


def test_what_was_counted_twice_stays_counted_and_is_not_counted_again(database: Database) -> None:
    up, _, down = MIGRATION.read_text().partition("-- migrate:down")
    with database.connect("app_owner", autocommit=False) as owner:
        owner.execute(down.encode())
    with database.connect() as db:
        codes = [make_link(db, make_campaign(db)) for _ in range(2)]
        for code, order_id in ((0, "A1"), (0, "a1"), (0, "#A1"), (0, "A2"), (1, "a1")):
            db.execute(
                "insert into conversions (campaign_id, brand_id, tracking_link_id, order_id, value, currency)"
                " select campaign_id, brand_id, id, %s, 5, 'usd' from tracking_links where short_code = %s",
                (order_id, codes[code]),
            )
    with database.connect("app_owner", autocommit=False) as owner:
        owner.execute(up.encode())
    with database.connect() as db:
        kept = db.execute(
            "select order_id, order_key, order_twin, value from conversions order by id"
        ).fetchall()
        forced = db.execute(
            "select relforcerowsecurity from pg_class where oid = 'conversions'::regclass"
        ).fetchone()
    assert kept == [
        ("A1", "a1", 0, 5), ("a1", "a1", 1, 5), ("#A1", "a1", 2, 5), ("A2", "a2", 0, 5), ("a1", "a1", 0, 5),
    ]  # fmt: skip
    assert forced == (True,)
