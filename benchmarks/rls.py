"""What row-level security costs a read, where it is the only filter, against the same rows asked for by hand.

Limits (issues 2 and 3): 1.2× each, and each helper evaluated once a statement. 1,000,000 campaigns of 20,000 brands,
5,000,000 tracking events of a day. The shape of the policies decides: a per-row EXISTS was measured at 1,026 ms where
this takes less than one.
"""

import json
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

import psycopg

from benchmarks.report import Row
from local.postgres import Cluster
from tests.factories.money import make_participant
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

CAMPAIGNS = 1_000_000
CAMPAIGNS_A_BRAND = 50
EVENTS = 5_000_000
REPEATS = 400
WARM_UP = 50


@dataclass(frozen=True)
class Case:
    """One read: as `user`, filtered by policies alone; and as the superuser, filtered by hand."""

    name: str
    user: UUID
    guarded: LiteralString
    bare: LiteralString
    parameters: dict[str, object]


def run(cluster: Cluster) -> list[Row]:
    """p50 with and without RLS, alternating in one run, and how often the helpers ran."""
    with psycopg.connect(cluster.url(), autocommit=True) as db:
        cases = [*_prepare(db)]
    with psycopg.connect(cluster.url("api_login")) as guarded, psycopg.connect(cluster.url()) as bare:
        return [row for case in cases for row in _measure(case, guarded, bare)]


def _prepare(db: Connection) -> Iterator[Case]:
    brand_user, admin = make_user(db, "brand"), make_user(db, "admin")
    brand = brand_of(db, brand_user)
    # Without triggers and foreign keys: what is measured here is reading.
    db.execute("set session_replication_role = replica")
    db.execute(
        "insert into campaigns (brand_id, created_by, name, status)"
        " select ('10000000-0000-7000-8000-' || lpad((n %% %(brands)s)::text, 12, '0'))::uuid, %(user)s,"
        " 'Campaign ' || n, 'active' from generate_series(1, %(rows)s - %(own)s) as n",
        {"brands": CAMPAIGNS // CAMPAIGNS_A_BRAND, "user": brand_user, "rows": CAMPAIGNS,
         "own": CAMPAIGNS_A_BRAND},
    )  # fmt: skip
    db.execute(
        "insert into campaigns (brand_id, created_by, name, status)"
        " select %s, %s, 'Own ' || n, 'active' from generate_series(1, %s) as n",
        (brand, brand_user, CAMPAIGNS_A_BRAND),
    )
    db.execute("set session_replication_role = origin")
    db.execute("vacuum analyze campaigns")
    yield Case(
        f"a brand lists its {CAMPAIGNS_A_BRAND} of {CAMPAIGNS:,} campaigns", brand_user,
        "select * from campaigns order by id desc limit 50",
        "select * from campaigns where brand_id = any(%(brands)s) order by id desc limit 50",
        {"brands": [brand]},
    )  # fmt: skip
    yield Case(
        "an administrator lists the newest 50", admin,
        "select * from campaigns order by id desc limit 50",
        "select * from campaigns order by id desc limit 50", {},
    )  # fmt: skip
    yield _shared_campaign(db, brand)
    yield _events(db, brand_user, brand)


def _shared_campaign(db: Connection, brand: UUID) -> Case:
    """A creator who takes part in one of the brand's campaigns reads its brief."""
    creator = make_user(db)
    row = db.execute("select min(id::text)::uuid from campaigns where brand_id = %s", (brand,)).fetchone()
    assert row is not None
    make_participant(db, row[0], brand, creator)
    db.execute("vacuum analyze campaign_participants, campaign_invitations")
    return Case(
        f"a creator reads the one shared campaign of {CAMPAIGNS:,}", creator,
        "select * from campaign_briefs",
        "select c.*, b.name, b.logo_url from campaigns as c join brand_profiles as b on b.id = c.brand_id"
        " where c.id = any(array(select p.campaign_id from campaign_participants as p"
        "  where p.creator_user_id = %(creator)s union select i.campaign_id from campaign_invitations as i"
        "  where i.creator_user_id = %(creator)s and i.status in ('pending', 'accepted')))",
        {"creator": creator},
    )  # fmt: skip


def _events(db: Connection, brand_user: UUID, brand: UUID) -> Case:
    """The brand's newest clicks of one day among everybody's."""
    db.execute("set session_replication_role = replica")
    db.execute(
        "insert into tracking_events (tracking_link_id, campaign_id, brand_id, event_type, created_at)"
        " select gen_random_uuid(), gen_random_uuid(), case when n %% 20000 = 0 then %(own)s else"
        " ('10000000-0000-7000-8000-' || lpad((n %% 20000)::text, 12, '0'))::uuid end, 'click',"
        " date_trunc('day', now()) + n * interval '10 milliseconds' from generate_series(1, %(rows)s) as n",
        {"own": brand, "rows": EVENTS},
    )
    db.execute("set session_replication_role = origin")
    db.execute("vacuum analyze tracking_events")
    return Case(
        f"a brand reads its newest 50 of {EVENTS:,} tracking events", brand_user,
        "select * from tracking_events order by created_at desc limit 50",
        "select * from tracking_events where brand_id = any(%(brands)s) order by created_at desc limit 50",
        {"brands": [brand]},
    )  # fmt: skip


def _measure(case: Case, guarded: Connection, bare: Connection) -> Iterator[Row]:
    guarded.execute("select app.begin_request(%s)", (json.dumps({"sub": str(case.user)}),))
    times: dict[str, list[float]] = {"guarded": [], "bare": []}
    for number in range(WARM_UP + REPEATS):
        for kind, db, statement, parameters in (
            ("guarded", guarded, case.guarded, None), ("bare", bare, case.bare, case.parameters),
        ):  # fmt: skip
            begin = time.perf_counter()
            rows = db.execute(statement, parameters).fetchall()
            took = (time.perf_counter() - begin) * 1000
            assert rows
            if number >= WARM_UP:
                times[kind].append(took)
    most = _helper_evaluations(guarded, case.guarded)
    guarded.rollback()
    with_rls, without = (statistics.median(times[kind]) for kind in ("guarded", "bare"))
    yield (case.name, f"{with_rls:.2f} ms", f"without RLS {without:.2f} ms (limit 1.2×)",
           f"{with_rls / without:.2f}×")  # fmt: skip
    yield f"{case.name}: evaluations of a helper", str(most), "limit 1", f"{most:.1f}"


def _helper_evaluations(db: Connection, statement: LiteralString) -> int:
    """The most loops of any sub-plan in the statement's plan: an InitPlan runs once, a per-row filter often."""
    row = db.execute(f"explain (analyze, format json) {statement}").fetchone()
    assert row is not None
    loops = [int(node["Actual Loops"]) for node in _nodes(row[0][0]["Plan"]) if "Subplan Name" in node]
    return max(loops, default=0)


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from _nodes(child)
