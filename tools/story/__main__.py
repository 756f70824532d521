"""`python -m tools.story`: play it against a system of its own; 0 where every figure is proved, 1 where not."""

import signal
import sys
import time
from types import FrameType

import httpx
from rich.console import Console

from atomic_influence import Refused
from tools.story import hiring, payments, people, proof, readings, visits, work
from tools.story.arithmetic import work_out
from tools.story.stage import Stage, StoryStopped
from tools.story.system import SystemFailed, running
from tools.story.telling import Teller

ACTS = (
    people.sign_up, people.show_profiles, payments.deposit, hiring.begin_campaign, hiring.find_matches, hiring.agree,
    payments.connect, work.do, visits.visit, visits.end_the_day, payments.pay_out, payments.refund,
)  # fmt: skip
COLUMNS_OF_A_FILE = 120


def play(stage: Stage) -> None:
    """All acts. Raises `StoryStopped`, and what the client raises."""
    for act in ACTS:
        act(stage)


def conclude(stage: Stage) -> int:
    """Ask for the last figures and show the proof; the exit code. Raises as `play` does."""
    lines = proof.compare(stage.told | readings.at_the_end(stage), work_out(stage.deeds))
    stage.teller.console.print()
    proof.show(stage.teller.console, lines)
    return 0 if proof.holds(lines) else 1


def main() -> int:
    """Start, play, prove, stop; the exit code."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    console = Console(highlight=False, width=None if sys.stdout.isatty() else COLUMNS_OF_A_FILE)
    began = time.monotonic()
    console.print("A system of the story's own starts.")
    try:
        with running() as url:
            console.print(f"It runs at {url}, {time.monotonic() - began:.0f} seconds later.")
            with Stage(url, Teller(console)) as stage:
                play(stage)
                code = conclude(stage)
    except (StoryStopped, SystemFailed, Refused, httpx.HTTPError) as error:
        console.print(f"The story stopped: {error}", style="bold red", markup=False)
        return 1
    console.print(f"Told in {time.monotonic() - began:.0f} seconds; nothing is left of its system.")
    return code


def _leave(number: int, _frame: FrameType | None) -> None:
    """As an exception, so that the system is ended first."""
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
