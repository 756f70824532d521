"""Two hundred histories of jobs in the shape of the source's tables, as CSV: drawn once from a seed, and read back.

`python -m tests.integration.marketplace.job_histories` writes the files. A claim that was closed without an approval
came to nothing; one without `content_done_at` handed nothing in. `system_logs` are attempts to take back paid work.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "histories"
TABLES = {
    "jobs": ("uid", "creator_uid", "currency", "budget", "max_slots", "created_at", "closed_at"),
    "influencer_jobs": (
        "uid", "user_uid", "job_uid", "assigned_at", "content_done_at", "content_approved_at", "closed_at",
    ),
    "system_logs": ("uid", "source_uid", "log_time", "influencer_job_uid"),
}  # fmt: skip
SEED, JOBS, ARTISTS, INFLUENCERS = 20261209, 200, 8, 40
FIRST, DAYS = datetime(2026, 3, 1, tzinfo=UTC), 60
QUIET = (20, 23)
"""Nothing happens on these days of the story, from the first up to the second."""
TICK = timedelta(milliseconds=1)
Row = dict[str, str]


@dataclass(frozen=True)
class History:
    """The rows of each table, as the files have them."""

    jobs: list[Row]
    claims: list[Row]
    logs: list[Row]

    def steps(self) -> Iterator[tuple[datetime, str, Row]]:
        """What happened, in order: open, claim, submit, approve, fail, close, attempt."""
        of_claims = {"claim": "assigned_at", "submit": "content_done_at", "approve": "content_approved_at"}
        found = [
            *((job["created_at"], "open", job) for job in self.jobs),
            *((job["closed_at"], "close", job) for job in self.jobs),
            *((claim[column], what, claim) for what, column in of_claims.items() for claim in self.claims),
            *(
                (claim["closed_at"], "fail", claim)
                for claim in self.claims
                if not claim["content_approved_at"]
            ),
            *((log["log_time"], "attempt", log) for log in self.logs),
        ]
        yield from sorted(
            ((datetime.fromisoformat(at), what, row) for at, what, row in found if at),
            key=lambda step: step[0],
        )


def read() -> History:
    """The histories of the files."""
    return History(*(list(csv.DictReader((FOLDER / f"{table}.csv").open())) for table in TABLES))


def draw() -> dict[str, str]:
    """The text of each file."""
    random = Random(SEED)
    rows: dict[str, list[dict[str, object]]] = {table: [] for table in TABLES}
    for number in range(JOBS):
        _draw_job(random, number, rows)
    return {table: _text(TABLES[table], found) for table, found in rows.items()}


def _draw_job(random: Random, number: int, rows: dict[str, list[dict[str, object]]]) -> None:
    slots = random.randint(1, 4)
    opened = _later(random, FIRST, DAYS * 0.8)
    closed = _later(random, opened, 15) if random.random() < 0.7 else None
    job: dict[str, object] = {
        "uid": f"job-{number}", "creator_uid": f"artist-{number % ARTISTS}",
        "currency": random.choice(("usd", "usd", "eur", "jpy")), "budget": random.randint(slots, 60_000),
        "max_slots": slots, "created_at": opened, "closed_at": closed,
    }  # fmt: skip
    rows["jobs"].append(job)
    taken: list[dict[str, object]] = []
    at = opened
    for influencer in random.sample(range(INFLUENCERS), random.randint(0, slots + 1)):
        at = _later(random, at, 3)
        busy = [claim for claim in taken if _holds_a_slot(claim, at)]
        if len(busy) < slots and (closed is None or at < closed):
            taken.append(_draw_claim(random, job, influencer, at))
    rows["influencer_jobs"] += taken
    for claim in taken:
        if claim["content_approved_at"] and random.random() < 0.15:
            rows["system_logs"].append({
                "uid": f"log-{len(rows['system_logs'])}", "source_uid": claim["user_uid"],
                "log_time": _later(random, claim["content_approved_at"], 2), "influencer_job_uid": claim["uid"],
            })  # fmt: skip


def _holds_a_slot(claim: dict[str, object], at: datetime) -> bool:
    closed = claim["closed_at"]
    return bool(claim["content_approved_at"]) or not isinstance(closed, datetime) or closed >= at


def _draw_claim(random: Random, job: dict[str, object], influencer: int, at: datetime) -> dict[str, object]:
    end = random.choice(("approved", "approved", "approved", "unapproved", "given up", "at work"))
    done = _later(random, at, 4) if end in {"approved", "unapproved"} else None
    over = None if end == "at work" else _later(random, done or at, 4)
    return {
        "uid": f"{job['uid']}-{influencer}", "user_uid": f"influencer-{influencer}", "job_uid": job["uid"],
        "assigned_at": at, "content_done_at": done, "content_approved_at": over if end == "approved" else None,
        "closed_at": over,
    }  # fmt: skip


def _later(random: Random, than: object, days: float) -> datetime:
    """A moment after another one; one in four at the border of a day, none on a quiet one."""
    assert isinstance(than, datetime)
    at = than + TICK + timedelta(milliseconds=random.randrange(int(days * 86_400_000)))
    if random.random() < 0.25:
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        at = midnight - TICK if random.random() < 0.5 else midnight
    begin, end = (FIRST + timedelta(days=day) for day in QUIET)
    return at + (end - begin) if begin <= at < end else at


def _text(columns: tuple[str, ...], rows: list[dict[str, object]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({
            name: value.isoformat(timespec="milliseconds") if isinstance(value, datetime) else value
            for name, value in row.items()
        })  # fmt: skip
    return text.getvalue()


if __name__ == "__main__":
    for name, text in draw().items():
        (FOLDER / f"{name}.csv").write_text(text)
