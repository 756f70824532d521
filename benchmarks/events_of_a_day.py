"""A day of visits, in the order of time as a day brings them: made by PostgreSQL, not logged."""

from datetime import date
from uuid import UUID

from tests.factories.campaigns import make_campaign
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

CAMPAIGNS = 50
LINKS = 1_000
EVENTS_A_VISITOR = 5
EVENTS = """
insert into tracking_events (
  id, tracking_link_id, campaign_id, brand_id, event_type, visitor_ip_hash, user_agent, referrer, created_at
)
select (overlay(uuidv7()::text placing left(app.first_id_of(m.at)::text, 13) from 1))::uuid, l.id, l.campaign_id,
  l.brand_id, case when m.g %% 10 = 0 then 'view' else 'click' end,
  md5('visitor' || (random() * %(visitors)s)::integer)::uuid,
  'Mozilla/5.0 (X11; Linux x86_64) Chrome/' || (m.g %% 200), 'www.instagram.com', m.at
from (
  select g, %(day)s::date::timestamp at time zone 'UTC' + g * (interval '1 day' / %(events)s) as at
  from generate_series(0, %(events)s - 1) as g
) as m
inner join bench_links as l on l.number = m.g %% %(links)s
"""


def make_links(db: Connection) -> list[UUID]:
    """Campaigns of one brand with their links; the campaigns."""
    owner = make_user(db, "brand")
    campaigns = [make_campaign(db, owner) for _ in range(CAMPAIGNS)]
    db.execute(
        "create table bench_links (number integer primary key, id uuid, campaign_id uuid, brand_id uuid)"
    )
    db.execute(
        "insert into bench_links select n, uuidv7(), (%s::uuid[])[1 + n %% %s], %s"
        " from generate_series(0, %s) as n", (campaigns, CAMPAIGNS, brand_of(db, owner), LINKS - 1),
    )  # fmt: skip
    db.execute(
        "insert into tracking_links (id, campaign_id, brand_id, short_code, destination_url)"
        " select id, campaign_id, brand_id, 'bench' || number, 'https://shop.example.com/' from bench_links"
    )
    return campaigns


def make_day(db: Connection, day: date, events: int) -> None:
    """So many visits of that day, evenly over its hours; a fifth as many visitors."""
    db.execute("select app.make_tracking_partitions(%s, 1)", (day,))
    db.execute(f"alter table tracking_events_{day:%Y%m%d} set unlogged".encode())
    db.execute(EVENTS, {"visitors": events // EVENTS_A_VISITOR, "day": day, "events": events, "links": LINKS})
    db.execute(f"vacuum (analyze) tracking_events_{day:%Y%m%d}".encode())
