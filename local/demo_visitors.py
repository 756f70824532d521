"""The demo's visitors: ninety days of clicks, and what their money is worth."""

from datetime import timedelta

from common.adapters.exchange_rates.stub import StubExchangeRates
from common.user_agents.classes import classify
from local.demo_acting import Story

DAYS = 90
DAYS_OF_ORDERS = 28
CLICKS_AN_ORDER = 60
CLICKS_A_LINK_AND_DAY = 6
AGENTS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 Chrome/119 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
)
REFERRERS = ("www.instagram.com", "www.tiktok.com", "www.youtube.com", "")


def click(story: Story) -> None:
    """People and programs follow every link of the story; but for today's, their days are counted."""
    db, first = story.db, story.today - timedelta(days=DAYS - 1)
    story.value("select app.make_tracking_partitions(%s, %s)", first, DAYS)
    for agent in map(classify, AGENTS):
        db.execute(
            "insert into user_agents values (%s, %s, %s, %s, %s) on conflict (user_agent) do nothing",
            (agent.user_agent, agent.device, agent.browser, agent.os, agent.is_bot),
        )
    # Dice of the database, seeded as well: more clicks on some days, few visitors who come twice.
    db.execute("select setseed(0.2026)")
    db.execute(
        "insert into tracking_events (id, tracking_link_id, campaign_id, brand_id, creator_user_id, event_type,"
        " visitor_ip_hash, user_agent, referrer, created_at)"
        " select uuidv7(v.at - clock_timestamp()), l.id, l.campaign_id, l.brand_id, l.creator_user_id,"
        " case when random() < 0.8 then 'click' else 'view' end, md5(d.day || (random() * 40)::integer::text)::uuid,"
        " (%(agents)s::text[])[1 + floor(random() * 4)::integer],"
        " (%(referrers)s::text[])[1 + floor(random() * 4)::integer],"
        " v.at"
        " from tracking_links as l"
        " cross join generate_series(%(first)s::date, %(last)s::date, interval '1 day') as d (day)"
        " cross join lateral generate_series("
        "1, floor(random() * 2 * %(most)s)::integer + 0 * length(l.short_code)) as n"
        " cross join lateral (select least(d.day + random() * interval '24 hours' + 0 * n * interval '1 day', now())"
        " as at) as v",
        {"agents": list(AGENTS), "referrers": list(REFERRERS), "most": CLICKS_A_LINK_AND_DAY,
         "first": first, "last": story.today},
    )  # fmt: skip
    _order(story)
    for day in range(DAYS - 1):
        story.value("select app.aggregate_tracking_events(%s)", first + timedelta(days=day))


def _order(story: Story) -> None:
    """Some who clicked in the last weeks bought something, within two days; their shop reports it.

    Of whole days: else the hour at which the demo is told would say who buys, and how many do so today.
    """
    with story.acting(None):
        story.value(
            "select count(*) from (select e.id, e.created_at, row_number() over (order by e.id) as n"
            " from tracking_events as e join user_agents as u on u.user_agent = e.user_agent and not u.is_bot"
            " where e.event_type = 'click' and e.created_at >= %s) as c"
            " cross join lateral app.record_conversion(c.id, 'demo-' || c.n, 1500 + c.n * 37 %% 9000, 'usd', null,"
            " least(c.created_at + c.n %% 48 * interval '1 hour', now())) as o where c.n %% %s = 0",
            story.today - timedelta(days=DAYS_OF_ORDERS), CLICKS_AN_ORDER,
        )  # fmt: skip


def publish_rates(story: Story) -> None:
    """Of three months, so that an order may be in any currency before the day's job has run."""
    publisher = StubExchangeRates()
    with story.db.cursor() as cursor:
        cursor.executemany(
            "insert into exchange_rates (day, currency, rate, source) values (%s, %s, %s, %s)",
            [
                (found.day, currency, rate, publisher.source)
                for found in publisher.recent(story.today)
                for currency, rate in found.rates.items()
            ],
        )
