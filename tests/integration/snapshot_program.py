"""A process that imports doors, becomes two as a snapshot does, and says what each of them answered.

It reads JSON from its standard input, `{"doors": [module, …], "calls": [[module, database url, event], …]}`, and
writes `{"before": [socket, …], "children": [{"sockets": […], "answers": […], "chance": […]}, …]}`. A restored snapshot
does not know that it is a copy. Python knows of a fork and seeds `random` anew, so each child gets the state of before.
"""

import importlib
import json
import os
import random
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

COPIES = 2
CONTEXT = SimpleNamespace(
    function_name="test", memory_limit_in_mb=128, aws_request_id="00000000-0000-0000-0000-000000000000",
    invoked_function_arn="arn:aws:lambda:eu-central-1:000000000000:function:test",
    get_remaining_time_in_millis=lambda: 900_000,
)  # fmt: skip


def sockets() -> list[str]:
    """Those that this process holds, by the kernel's number."""
    found = []
    for number in os.listdir("/proc/self/fd"):  # noqa: PTH208 - names are wanted, and links that may be gone
        try:
            target = str(Path(f"/proc/self/fd/{number}").readlink())
        except FileNotFoundError:
            continue
        if target.startswith("socket:"):
            found.append(target)
    return sorted(found)


def answers(calls: list[tuple[str, str, dict[str, Any]]]) -> dict[str, Any]:
    """What this copy has to say."""
    from common import database
    from common.backoff import CHANCE, delay_after

    held: list[str] = []
    said = []
    for module, url, event in calls:
        database.close()  # each door has a login of its own
        os.environ["DATABASE_URL"] = url
        said.append(sys.modules[module].lambda_handler(event, CONTEXT))
        held += sockets()
    return {"sockets": held, "answers": said, "chance": [CHANCE.random(), delay_after(1).total_seconds()]}


def main() -> None:
    """Import, note, become two; both hold what they hold until both have answered."""
    asked = json.load(sys.stdin)
    for door in asked["doors"]:
        importlib.import_module(door)
    before, state = sockets(), random.getstate()
    children = []
    for _ in range(COPIES):
        mine, theirs = os.pipe()
        stay, go = os.pipe()
        if os.fork() == 0:
            os.close(go)
            random.setstate(state)
            with os.fdopen(theirs, "w", encoding="utf-8") as out:
                json.dump(answers(asked["calls"]), out)
            os.read(stay, 1)
            os._exit(0)
        os.close(theirs)
        os.close(stay)
        children.append((mine, go))
    said = []
    for mine, _ in children:
        with os.fdopen(mine, encoding="utf-8") as told:
            said.append(json.load(told))
    for _, go in children:
        os.close(go)
    json.dump({"before": before, "children": said}, sys.stdout)


if __name__ == "__main__":
    main()
