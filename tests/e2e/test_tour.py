"""The README's tour works as printed."""

import re
import shutil
import subprocess
from pathlib import Path

import psycopg

from local.environment import ROOT
from tests.e2e.conftest import RunningSystem
from tests.factories.limits import limits_of_production

BASE = "BASE=http://127.0.0.1:8000\n"


def tour() -> str:
    """The shell block of the section "Five minutes with curl"."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Five minutes with curl")[2]
    block = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert block is not None
    return block[1]


def test_the_tour_works_as_printed(system: RunningSystem, tmp_path: Path) -> None:
    script = tour()
    assert BASE in script
    with psycopg.connect(system.database_url, autocommit=True) as db, limits_of_production(db):
        finished = subprocess.run(
            [shutil.which("bash") or "sh", "-euo", "pipefail", "-c",
             script.replace(BASE, f"BASE={system.url}\n") + '\necho "the campaign is $CAMPAIGN, the link $LINK"'],
            cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
    assert finished.returncode == 0, finished.stdout + finished.stderr
    said = finished.stdout
    assert '"name":"Summer launch"' in said
    assert '"to_status":"active"' in said, "the transitions took the campaign along"
    assert re.search(r"HTTP/1\.1 302", said)
    assert re.search(r"(?i)location: https://shop\.example\.com/\?utm_source=tour&aclid=", said)
    assert '"total_clicks":1,' in said, "the visitor is a person, and counts at once"
    found = re.search(r"the link \S+/t/(\w+)", said)
    assert found is not None
    with psycopg.connect(system.database_url) as db:
        row = db.execute(
            "select count(*), count(e.visitor_ip_hash), bool_or(e::text like '%%127.0.0.1%%')"
            " from tracking_events as e inner join tracking_links as l on l.id = e.tracking_link_id"
            " where l.short_code = %s and e.event_type = 'click'", (found[1],)
        ).fetchone()  # fmt: skip
    assert row == (1, 1, False), "one click, with a keyed hash and without the address"
