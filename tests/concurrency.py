"""Transactions that really run at once."""

import json
import threading

import psycopg

from tests.conftest import Database

Step = tuple[str, str, tuple[object, ...]]
"""Who (a user id as text, or `service`), the statement, its parameters."""


def at_once(database: Database, *steps: Step) -> list[str]:
    """Run each step in a transaction of its own, all beginning together; `ok` or the SQLSTATE of each."""
    barrier = threading.Barrier(len(steps))
    outcomes = ["" for _ in steps]

    def run(place: int, step: Step) -> None:
        who, statement, parameters = step
        claims = {"role": "service"} if who == "service" else {"sub": who}
        try:
            with database.connect("jobs_login" if who == "service" else "api_login", autocommit=False) as db:
                db.execute("select app.begin_request(%s)", (json.dumps(claims),))
                barrier.wait()
                db.execute(statement.encode(), parameters)
            outcomes[place] = "ok"
        except psycopg.Error as error:
            outcomes[place] = error.sqlstate or "?"

    threads = [threading.Thread(target=run, args=(place, step)) for place, step in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes
