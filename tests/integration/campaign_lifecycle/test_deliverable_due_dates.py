"""Due dates remind, make late, and are listed; a day lasts until its end in UTC."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from campaign_lifecycle.clock.service import run_clock
from tests.actors import Person
from tests.concurrency import Step, run_at_once
from tests.factories.campaigns import make_campaign
from tests.factories.people import make_member, make_user
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign
from tests.invariants import require_invariants

DUE = date(2089, 6, 10)


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A time of the month in which the deliverable is due."""
    return datetime(2089, 6, day, hour, minute, tzinfo=UTC)


def today(days: int = 0) -> date:
    return datetime.now(UTC).date() + timedelta(days=days)


def set_due(launched: LaunchedCampaign, day: date | None) -> None:
    body = {"due_date": day.isoformat() if day else None}
    launched.brand.patch(f"{launched.campaign}/deliverables/{launched.deliverable}", **body)


def told(launched: LaunchedCampaign) -> tuple[int, int, int]:
    """How often the creator was reminded, and who heard that it is late: creator, brand."""
    return (
        launched.told(launched.creator, "deliverable_due"),
        launched.told(launched.creator, "deliverable_late"),
        launched.told(launched.brand, "deliverable_late"),
    )


def due(person: Person, **query: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = person.get("/deliverables/due", **query)["data"]
    return rows


def test_a_creator_is_reminded_three_days_before_on_the_day_and_after_it_once_each(
    launched: LaunchedCampaign,
) -> None:
    launched.accept()
    set_due(launched, DUE)
    heard = {}
    for moment in (at(6, 23, 59), at(7), at(7, 1), at(9), at(10), at(10, 23, 59), at(11), at(11, 1), at(12)):
        run_clock(moment)
        heard[moment] = told(launched)
    assert list(heard.values()) == [
        (0, 0, 0), (1, 0, 0), (1, 0, 0), (1, 0, 0), (2, 0, 0), (2, 0, 0), (2, 1, 1), (2, 1, 1), (2, 1, 1),
    ]  # fmt: skip


def test_the_job_counts_whom_it_reminds(launched: LaunchedCampaign) -> None:
    launched.accept()
    set_due(launched, DUE)
    counts = [run_clock(at(10)), run_clock(at(10)), run_clock(at(11)), run_clock(at(11))]
    assert [c["due_dates_reminded"] for c in counts] == [1, 0, 1, 0]
    assert [c["late_announced"] for c in counts] == [0, 0, 1, 0]


def test_a_due_date_that_moves_reminds_anew(launched: LaunchedCampaign) -> None:
    launched.accept()
    set_due(launched, DUE)
    run_clock(at(8))
    set_due(launched, date(2089, 6, 20))
    run_clock(at(10))
    assert told(launched) == (1, 0, 0)
    run_clock(at(18))
    assert told(launched) == (2, 0, 0)
    set_due(launched, None)
    run_clock(at(21))
    assert told(launched) == (2, 0, 0)


@pytest.mark.parametrize("end", ["handed in", "approved", "left", "removed", "cancelled", "completed"])
def test_who_has_nothing_to_hand_in_is_not_reminded(launched: LaunchedCampaign, end: str) -> None:
    participant = launched.accept()
    set_due(launched, DUE)
    match end:
        case "handed in":
            launched.submit()
        case "approved":
            launched.brand.post(f"{launched.submit()}/reviews", decision="approved")
        case "left":
            launched.creator.post(f"{participant}/leave")
        case "removed":
            launched.brand.post(f"{participant}/remove")
        case _:
            launched.brand.post(f"{launched.campaign}/{end.removesuffix('led').removesuffix('d')}")
    for moment in (at(8), at(10), at(11)):
        run_clock(moment)
    assert told(launched) == (0, 0, 0)
    assert due(launched.brand) == due(launched.creator) == []


def test_what_is_rejected_is_to_be_handed_in_again_and_what_is_to_be_changed_was_handed_in(
    launched: LaunchedCampaign,
) -> None:
    launched.accept()
    set_due(launched, DUE)
    work = launched.submit()
    launched.brand.post(f"{work}/reviews", decision="changes_requested", feedback="Rhymes!")
    run_clock(at(8))
    assert told(launched) == (0, 0, 0)
    launched.creator.post(f"{work}/revisions", submission_type="text", description="Rhymes, chimes")
    launched.brand.post(f"{work}/reviews", decision="rejected", feedback="No.")
    launched.brand.post(f"{launched.campaign}/pause")
    run_clock(at(10))
    assert told(launched) == (1, 0, 0)
    assert [row["handed_in"] for row in due(launched.creator)] == [0]


def test_what_is_due_on_one_day_is_a_notice_each_and_one_mail(launched: LaunchedCampaign) -> None:
    set_due(launched, DUE)
    for kind in ("instagram_reel", "instagram_story"):
        launched.brand.post(
            f"{launched.campaign}/deliverables", deliverable_type=kind, due_date=DUE.isoformat()
        )
    launched.accept()
    run_clock(at(8))
    assert told(launched) == (3, 0, 0)
    with launched.database.connect() as db:
        mails = db.execute(
            "select d.status, count(*), count(o.id) from notification_deliveries as d"
            " join notifications as n on n.id = d.notification_id and n.type = 'deliverable_due'"
            " left join outbox as o on o.deduplication_key = d.id::text group by d.status order by d.status"
        ).fetchall()
        require_invariants(db, "mails_are_one_per_delivery", "digests_tell_their_reader")
    assert mails == [("digested", 2, 0), ("pending", 1, 1)]


def test_an_administrator_says_how_early(launched: LaunchedCampaign) -> None:
    launched.accept()
    set_due(launched, DUE)
    with launched.database.connect() as db:
        db.execute("insert into admin_settings (key, value) values ('due_date_notice_days', '0')")
    run_clock(at(9))
    assert told(launched) == (0, 0, 0)
    run_clock(at(10))
    assert told(launched) == (1, 0, 0)


def test_a_clock_that_stood_still_tells_nothing_that_is_old(launched: LaunchedCampaign) -> None:
    launched.accept()
    set_due(launched, DUE)
    run_clock(at(18))
    assert told(launched) == (0, 0, 0)


def test_jobs_at_once_and_passes_of_one_remind_once(
    launched: LaunchedCampaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("campaign_lifecycle.clock.service.LAST_PASS", 1)
    launched.accept()
    set_due(launched, DUE)
    first = launched.creator
    with launched.database.connect() as db:
        launched.creator = Person(make_user(db))
    launched.accept()
    remind: Step = ("service", "select app.remind_of_due_dates(%s, null, null, 10)", (at(10),))
    assert run_at_once(launched.database, *[remind] * 3) == ["ok"] * 3
    counts = run_clock(at(11))
    assert (counts["due_dates_reminded"], counts["late_announced"]) == (2, 1)
    assert told(launched) == (1, 1, 1)
    assert launched.told(first, "deliverable_late") == 1
    with launched.database.connect() as db:
        row = db.execute("select message from notifications where type = 'deliverable_late' and user_id = %s",
                         (launched.brand.id,)).fetchone()  # fmt: skip
    assert row is not None
    assert row[0].startswith("2 creators")


def test_what_comes_after_its_day_is_late_also_when_it_is_revised(launched: LaunchedCampaign) -> None:
    launched.accept()
    set_due(launched, today(-1))
    late = launched.submit()
    assert launched.creator.get(late)["is_late"] is True
    assert launched.brand.get(late)["due_date"] == today(-1).isoformat()
    assert len(launched.brand.get("/submissions", late="true")["data"]) == 1
    assert launched.brand.get(f"{launched.campaign}/submissions", late="false")["data"] == []
    launched.brand.post(f"{late}/reviews", decision="changes_requested", feedback="Rhymes!")
    revised = launched.creator.post(f"{late}/revisions", submission_type="text", description="Chimes")
    assert revised["is_late"] is True


def test_what_came_in_time_stays_so(launched: LaunchedCampaign) -> None:
    launched.accept()
    set_due(launched, today())
    work = launched.submit()
    assert launched.creator.get(work)["is_late"] is False
    set_due(launched, today(-10))
    launched.brand.post(f"{work}/reviews", decision="changes_requested", feedback="Rhymes!")
    with launched.database.connect() as db:  # the day is over, and the creator revises
        db.execute("update creator_submissions set created_at = now() - interval '3 days', due_date = %s",
                   (today(-2),))  # fmt: skip
    revised = launched.creator.post(f"{work}/revisions", submission_type="text", description="Chimes")
    assert revised["is_late"] is False


@pytest.mark.parametrize("days", [0, 5, None])
def test_a_brand_that_gives_more_time_forgives(launched: LaunchedCampaign, days: int | None) -> None:
    launched.accept()
    set_due(launched, today(-1))
    work = launched.submit()
    set_due(launched, None if days is None else today(days))
    assert launched.brand.get(work)["is_late"] is False


def test_what_is_due_is_listed_by_its_day_for_both_sides(launched: LaunchedCampaign) -> None:
    with launched.database.connect() as db:
        analyst = Person(make_member(db, launched.brand_id, "analyst"))
        db.execute("update campaign_deliverables set due_date = %s, quantity = 2", (today(-1),))
        db.execute(
            "insert into campaign_deliverables (campaign_id, brand_id, deliverable_type, due_date)"
            " select campaign_id, brand_id, 'other', day from campaign_deliverables,"
            " unnest(array[%s, %s, null]::date[]) as day", (today(), today(4)),
        )  # fmt: skip
        other = make_campaign(db, launched.brand.id)
    launched.accept()
    launched.submit()
    for person in (launched.brand, launched.creator, analyst):
        rows = due(person)
        assert [(row["due_date"], row["is_late"]) for row in rows] == [
            (today(-1).isoformat(), True), (today().isoformat(), False), (today(4).isoformat(), False),
        ]  # fmt: skip
        assert (rows[0]["quantity"], rows[0]["handed_in"]) == (2, 1)
        assert [len(page) for page in person.pages("/deliverables/due", limit="1")] == [1, 1, 1]
        assert len(due(person, late="true")) == 1
        assert len(due(person, until=today().isoformat())) == 2
        assert len(due(person, late="false", until=today(3).isoformat())) == 1
        assert len(due(person, campaign_id=launched.campaign.rpartition("/")[2])) == 3
        assert due(person, campaign_id=str(other)) == []
    assert due(launched.stranger) == []


@pytest.mark.parametrize(
    "query", [{"until": "soon"}, {"late": "perhaps"}, {"campaign_id": "x"}, {"limit": "0"}]
)
def test_a_filter_that_is_none_is_refused(launched: LaunchedCampaign, query: dict[str, str]) -> None:
    with pytest.raises(AssertionError, match="VALIDATION_FAILED"):
        due(launched.brand, **query)
