"""From the commit of a message to its arrival at somebody else's client: aws-amplify, over TLS, on this machine.

The message's own time is that of its transaction's beginning, so what is measured is a little more than asked for: the
sending statement and its commit, the worker's wake-up by the queue, its two statements, the push service, the client.
"""

import statistics
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import psycopg

from benchmarks.report import Row
from local.postgres import Cluster
from tests.e2e.amplify.people import playing, workshop
from tests.e2e.system import RunningSystem, running
from tests.e2e.test_messages import conversation_of_demo_accounts
from tests.factories.limits import allow_many_messages

WARM_UP = 20
MESSAGES = 300
SECONDS_BETWEEN = 0.1
"""A talk, not a flood: how many a second there can be is another question."""


def run(_cluster: Cluster) -> list[Row]:
    """Milliseconds, half of the messages and all but one in a hundred."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "data") as system:
        waits = sorted(_waits(system, Path(folder)))
    middle, late = statistics.median(waits), waits[int(len(waits) * 0.99)]
    return [
        ("commit of a message to its arrival at a second client, p50", f"{middle:,.0f} ms", "–", "–"),
        ("commit of a message to its arrival at a second client, p99", f"{late:,.0f} ms", "–", "–"),
    ]


def _waits(system: RunningSystem, folder: Path) -> list[float]:
    with psycopg.connect(system.database_url) as db:
        allow_many_messages(db)
    conversation = conversation_of_demo_accounts(system)
    hearer = {"url": system.url, "token": system.token("creator@example.com"), "conversation": conversation}
    roots = system.data_dir.realtime_roots
    with playing(workshop(), folder / "client.log", roots, **hearer) as client:
        headers = system.signed_in("brand@example.com")
        for number in range(WARM_UP + MESSAGES):
            system.client.post(
                f"/api/v1/conversations/{conversation}/messages", headers=headers,
                json={"client_id": str(uuid4()), "body": f"Message {number}"},
            ).raise_for_status()  # fmt: skip
            time.sleep(SECONDS_BETWEEN)
        with psycopg.connect(system.database_url) as db:
            written = db.execute(
                "select seq, extract(epoch from created_at)::float8 * 1000 from messages"
                " where conversation_id = %s order by seq",
                (conversation,),
            ).fetchall()
        client.ask("until", seq=written[-1][0], seconds=60)
        arrived = dict(client.ask("arrivals")["arrivals"])
        return [arrived[seq] - at for seq, at in written[-MESSAGES:]]
