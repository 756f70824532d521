"""The click that the redirect's benchmarks make, and whether it was kept."""

from uuid import UUID

import psycopg

from local.postgres import Cluster

SECONDS = 2
"""How long one measurement counts."""
ROUNDS = 4
"""The best of so many counts: the least disturbed."""
VISITOR = {
    "address": "203.0.113.9",
    "agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",
    "referrer": "https://example.com/",
}
STATEMENT = "select destination_url, click_id from app.follow_link(%(code)s, %(address)s, %(agent)s, %(referrer)s, '')"


def missing(cluster: Cluster, acknowledged: set[UUID]) -> int:
    """How many of the clicks that were answered with a 302 are not in the database."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        row = db.execute(
            "select count(*) from unnest(%s::uuid[]) as a (id) left join tracking_events as e using (id)"
            " where e.id is null", (list(acknowledged),),
        ).fetchone()  # fmt: skip
    assert row is not None
    return int(row[0])
