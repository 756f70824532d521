"""`make story`: the whole journey as a reader sees it, and that its proof fails where a figure is wrong."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO
from itertools import product
from pathlib import Path
from typing import LiteralString

import httpx
import psutil
import psycopg
import pytest
from rich.console import Console

from local.environment import ROOT
from tests.e2e.system import environment, running
from tests.typing import Connection
from tools.story import proof, readings
from tools.story.__main__ import conclude, play
from tools.story.arithmetic import work_out
from tools.story.plot import JONAS, MARA
from tools.story.stage import Stage
from tools.story.telling import Teller

SECONDS_OF_A_STORY = 300
OF_VISITORS = (
    "clicks", "unique clicks", "scans", "views", "conversions", "converted clicks", "conversion value",
    "conversion rate", "spend", "cost per click", "cost per conversion", "return on spend", "return on investment",
    "clicks of the day", "unique clicks of the day", "conversions of the day", "conversion value of the day",
)  # fmt: skip
REELS = (f"{MARA}, reel 1", f"{MARA}, reel 2", f"{JONAS}, reel 1")
FIGURES = {
    *product(["Campaign", MARA, JONAS], OF_VISITORS),
    ("Wallet, paid in", "available"),
    *product(["Wallet, all aboard"], ["available", "reserved", "reserved by the campaign"]),
    *product(["Wallet, work reviewed"], ["reserved", "spent by the campaign"]),
    *product(
        ["Wallet, in the end"],
        ["available", "reserved", "debt", "statement closes with", "still reserved by the campaign"],
    ),
    *(
        ("Promise", f"{who}: {what}")
        for who in (MARA, JONAS)
        for what in ("fee, basis points", "gross", "net")
    ),
    *(("Earnings", f"{reel}: {what}") for reel in REELS for what in ("gross", "fee", "net")),
    *(("Earnings", f"{who}: on hold") for who in (MARA, JONAS)),
    *(("Report", f"{who}: {what}") for who in (MARA, JONAS) for what in ("agreed", "spent", "released")),
    *(("Payout", f"{who}: {what}") for who in (MARA, JONAS) for what in ("paid", "left in the wallet")),
    *product(["Refund"], ["together", "of deposit 1", "of deposit 2"]),
    ("Books", "findings of the proof"),
}
OF_THE_CAMPAIGN: LiteralString = " where campaign_id = %s"
PAID: LiteralString = (
    " where creator_user_id in (select creator_user_id from campaign_participants where campaign_id = %s)"
)
FAULTS: list[tuple[LiteralString, LiteralString, LiteralString, set[tuple[str, str]]]] = [
    (
        "update campaigns set budget_spent = budget_spent + 1", "update campaigns set budget_spent = budget_spent - 1",
        " where id = %s", {("Campaign", "spend")},
    ),
    (
        "update campaign_participants set budget_allocated = budget_allocated + 1",
        "update campaign_participants set budget_allocated = budget_allocated - 1",
        OF_THE_CAMPAIGN, {("Report", f"{MARA}: agreed"), ("Report", f"{JONAS}: agreed")},
    ),
    (
        "update payouts set amount = amount + 1", "update payouts set amount = amount - 1",
        PAID, {("Payout", f"{MARA}: paid"), ("Books", "findings of the proof")},
    ),
    (
        "update tracking_events set created_at = created_at - interval '1 day'",
        "update tracking_events set created_at = created_at + interval '1 day'",
        OF_THE_CAMPAIGN, {("Campaign", "clicks"), (MARA, "clicks of the day"), (JONAS, "cost per click")},
    ),
]  # fmt: skip
"""What a superuser does behind everybody's back, how it is undone, to which rows, and what differs meanwhile."""


def story(folder: Path) -> "subprocess.Popen[str]":
    """`make story`, with `folder` for what it needs on the way."""
    given = environment()
    return subprocess.Popen(
        [sys.executable, "-m", "tools.story"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=given | {"PYTHONPATH": f"{given['PYTHONPATH']}:{ROOT / 'clients' / 'python'}", "TMPDIR": str(folder)},
    )  # fmt: skip


def url_of(said: str) -> str:
    """Where the story's system listened."""
    found = re.search(r"http://127\.0\.0\.1:\d+", said)
    assert found is not None, said
    return found[0]


def require_nothing_left(folder: Path, url: str) -> None:
    """Neither files nor anybody who answers."""
    assert list(folder.iterdir()) == []
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/health")


def rows(said: str) -> dict[tuple[str, str], list[str]]:
    """The table: what was told, what was worked out, and whether both agree; by section and name."""
    found, section = {}, ""
    for line in said.splitlines():
        if line.startswith("│"):
            of, name, *figures = (cell.strip() for cell in line.strip("│").split("│"))
            section = of or section
            found[section, name] = figures
    return found


def test_the_story_is_told_and_every_figure_of_it_agrees(tmp_path: Path) -> None:
    process = story(tmp_path)
    said, _ = process.communicate(timeout=SECONDS_OF_A_STORY)
    assert process.returncode == 0, said
    table = rows(said)
    assert set(table) == FIGURES
    assert {told == computed and mark == "✓" for told, computed, mark in table.values()} == {True}
    assert table["Refund", "of deposit 2"][0] == "100000", "the newest deposit goes back first"
    assert table[JONAS, "return on investment"][0] == "-0.4238"
    assert f"{len(FIGURES)} figures, all agree." in said
    require_nothing_left(tmp_path, url_of(said))


def test_a_story_that_is_stopped_takes_its_system_along(tmp_path: Path) -> None:
    process = story(tmp_path)
    assert process.stdout is not None
    said = ""
    while "Signing up" not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    (started,) = psutil.Process(process.pid).children()
    try:
        process.send_signal(signal.SIGTERM)
        assert process.wait(90) == 128 + signal.SIGTERM
        assert not started.is_running()
        require_nothing_left(tmp_path, url_of(said))
    finally:
        if started.is_running():
            started.terminate()


def test_a_figure_that_is_wrong_fails_the_story(tmp_path: Path) -> None:
    with running(tmp_path / "data", "--test-clock") as system:
        paper = StringIO()
        with Stage(system.url, Teller(Console(file=paper, width=120))) as stage:
            play(stage)
            assert conclude(stage) == 0, paper.getvalue()
            with psycopg.connect(system.database_url, autocommit=True) as db:
                for fault, cure, where, differing in FAULTS:
                    with planted(db, fault + where, cure + where, stage):
                        paper.truncate(paper.seek(0))
                        assert conclude(stage) == 1, fault
                        assert differing <= {
                            name for name, (*_, mark) in rows(paper.getvalue()).items() if mark == "DIFFERS"
                        }
            told, computed = stage.told | readings.at_the_end(stage), work_out(stage.deeds)
            lines = proof.compare(told, computed)
        assert proof.holds(lines)
        for place, line in enumerate(lines):
            assert not proof.holds(
                [*lines[:place], replace(line, told=f"{line.told}1"), *lines[place + 1 :]]
            ), line
            name = (line.section, line.name)
            assert not proof.holds(proof.compare({one: told[one] for one in told if one != name}, computed))
            assert not proof.holds(
                proof.compare(told, {one: computed[one] for one in computed if one != name})
            )
        assert not proof.holds([])


@contextmanager
def planted(db: Connection, fault: LiteralString, cure: LiteralString, stage: Stage) -> Iterator[None]:
    """The fault, past every guard, for as long as this lasts."""
    db.execute("set session_replication_role = replica")
    db.execute(fault, (stage.campaign,))
    try:
        yield
    finally:
        db.execute(cure, (stage.campaign,))
