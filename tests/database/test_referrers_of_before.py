"""Referrers that a release before stored whole, when the rule comes that only their hosts are kept."""

from database_migrations.folder import database_directory
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.links import make_link

CUT, RULE = (
    (database_directory() / "migrations" / f"{name}.sql").read_text(encoding="utf-8").partition("-- migrate:down")
    for name in ("20261205000150_referrers_of_before_are_hosts", "20261205000200_referrers_are_hosts")
)  # fmt: skip


def test_a_database_with_whole_referrers_gets_the_rule_and_keeps_the_hosts(database: Database) -> None:
    with database.connect("app_owner", autocommit=False) as owner:
        owner.execute(RULE[2].encode())
    with database.connect() as db:
        code = make_link(db, make_campaign(db))
        for referrer in ("https://mail.example.com/u/?email=jane@doe.example", "www.instagram.com", ""):
            db.execute(
                "insert into tracking_events (tracking_link_id, campaign_id, brand_id, event_type, referrer)"
                " select id, campaign_id, brand_id, 'click', %s from tracking_links where short_code = %s",
                (referrer, code),
            )
    for up in (CUT[0], RULE[0]):
        with database.connect("app_owner", autocommit=False) as owner:
            owner.execute(up.encode())
    with database.connect() as db:
        kept = db.execute("select referrer from tracking_events order by id").fetchall()
        forced = db.execute(
            "select relforcerowsecurity from pg_class where oid = 'tracking_events'::regclass"
        )
        assert forced.fetchone() == (True,)
    assert kept == [("mail.example.com",), ("www.instagram.com",), ("",)]
