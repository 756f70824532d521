"""The inbox: everybody reads their own, marks it, and pages through any amount of it."""

from threading import Event, Thread
from typing import LiteralString
from uuid import UUID, uuid4

import pytest

from notifications.inbox.repository import NOTIFICATION
from tests.conftest import Database
from tests.factories.inbox import EDGE, INBOX, request, tell, tell_often, titles, unread
from tests.factories.people import make_user

MANY = 10_000
NOBODYS = UUID("00000000-0000-7000-8000-000000000000")


@pytest.fixture
def told(database: Database, user: UUID) -> UUID:
    """A notification of the user."""
    with database.connect() as db:
        return tell(db, user, "payments", "payment.received", "Paid")


def mark(user: UUID, notification_id: UUID, door: str = "edge") -> tuple[int, object]:
    if door == "edge":
        body = {"action": "mark-read", "notification_id": str(notification_id)}
        answer = request("POST", EDGE, user=user, body=body)
    else:
        answer = request("POST", f"{INBOX}/{notification_id}/read", user=user)
    return answer.status, answer.body.get("read_at")


def test_a_notification_is_shown_whole(user: UUID, told: UUID) -> None:
    listed = request("GET", INBOX, user=user).body
    assert listed["next_cursor"] is None
    (shown,) = listed["data"]
    assert shown == request("GET", f"{INBOX}/{told}", user=user).body
    assert shown.pop("created_at")
    assert shown == {
        "id": str(told), "user_id": str(user), "category": "payments", "type": "payment.received",
        "title": "Paid", "message": "Text", "metadata": {}, "read_at": None,
    }  # fmt: skip


def test_looking_is_not_reading(user: UUID, told: UUID) -> None:
    request("GET", f"{INBOX}/{told}", user=user)
    assert unread(user) == 1


@pytest.mark.parametrize("door", ["edge", "resource"])
def test_the_time_of_the_first_reading_stays(user: UUID, told: UUID, door: str) -> None:
    first = mark(user, told, door)
    assert first[0] == 200
    assert first[1] is not None
    assert mark(user, told, door) == first
    assert unread(user) == 0


@pytest.mark.parametrize("door", ["edge", "resource"])
def test_nobody_reads_or_marks_what_is_anothers(
    user: UUID, other: UUID, admin: UUID, told: UUID, door: str
) -> None:
    for stranger in (other, admin):
        assert mark(stranger, told, door)[0] == 404
        assert request("GET", f"{INBOX}/{told}", user=stranger).status == 404
        assert titles(stranger) == []
        assert request("POST", EDGE, user=stranger, body={"action": "mark-all-read"}).body == {"marked": 0}
    assert unread(user) == 1


def test_what_is_not_there_is_not_found(user: UUID) -> None:
    assert mark(user, uuid4())[0] == 404
    assert request("GET", f"{INBOX}/{uuid4()}", user=user).status == 404


@pytest.mark.parametrize("door", ["edge", "resource"])
def test_all_are_marked_at_once_and_only_ones_own(
    database: Database, user: UUID, other: UUID, told: UUID, door: str
) -> None:
    with database.connect() as db:
        tell(db, user)
        tell(db, other)
    mark(user, told)
    path, body = (EDGE, {"action": "mark-all-read"}) if door == "edge" else (f"{INBOX}/read-all", None)
    assert request("POST", path, user=user, body=body).body == {"marked": 1}
    assert request("POST", path, user=user, body=body).body == {"marked": 0}
    assert (unread(user), unread(other)) == (0, 1)


def test_what_arrives_while_all_is_marked_stays_unread(database: Database, user: UUID) -> None:
    """A message that commits after the marking began was seen by nobody."""
    with database.connect() as db, database.connect(autocommit=False) as writer:
        tell_often(db, user, 3)
        tell(writer, user, title="late")
        assert request("POST", f"{INBOX}/read-all", user=user).body == {"marked": 3}
        writer.commit()
    assert titles(user, unread="true") == ["late"]
    assert unread(user) == 1


def test_no_message_is_lost_to_marking_that_runs_all_the_time(database: Database, user: UUID) -> None:
    stop, marked = Event(), []

    def keep_telling() -> None:
        with database.connect() as db:
            for _ in range(200):
                tell(db, user)
        stop.set()

    writer = Thread(target=keep_telling)
    writer.start()
    while not stop.is_set():
        marked.append(request("POST", f"{INBOX}/read-all", user=user).body["marked"])
    writer.join()
    assert sum(marked) + unread(user) == 200, "each was marked once, or waits"


def test_the_list_is_filtered(database: Database, user: UUID, told: UUID) -> None:
    with database.connect() as db:
        for category, kind, title in (
            ("payments", "payout.failed", "Failed"), ("campaigns", "campaign.ended", "Ended")
        ):  # fmt: skip
            tell(db, user, category, kind, title)
    mark(user, told)
    assert titles(user) == ["Ended", "Failed", "Paid"]
    assert titles(user, unread="true") == ["Ended", "Failed"]
    assert titles(user, unread="false") == ["Paid"]
    assert titles(user, category="payments") == ["Failed", "Paid"]
    assert titles(user, category="payments", unread="true") == ["Failed"]
    assert titles(user, type="campaign.ended") == ["Ended"]
    assert titles(user, type="campaign.ended", category="payments") == []


def test_ten_thousand_are_paged_through_without_gap_or_double(
    database: Database, user: UUID, other: UUID
) -> None:
    with database.connect() as db:
        tell_often(db, user, MANY)
        tell_often(db, other, 10)
    first = request("GET", INBOX, user=user, query={"limit": "100"}).body
    with database.connect() as db:
        tell(db, user, title="meanwhile")  # newer than the cursor: it moves no page
    seen = [one["title"] for one in first["data"]] + titles(user, first["next_cursor"])
    assert sorted(map(int, seen)) == list(range(1, MANY + 1))
    assert unread(user) == MANY + 1
    assert request("POST", f"{INBOX}/read-all", user=user).body == {"marked": MANY + 1}


@pytest.mark.parametrize("condition", ["", " and read_at is null", " and id < uuidv7()"])
def test_a_page_of_a_full_inbox_comes_from_an_index(
    database: Database, user: UUID, condition: LiteralString
) -> None:
    with database.connect() as db:
        tell_often(db, user, 5_000)
        for _ in range(100):
            tell_often(db, make_user(db), 50)
        db.execute("vacuum analyze notifications")
        db.execute("select set_config('request.user_id', %s, false)", (str(user),))
        db.execute("set role authenticated")
        plan = db.execute(f"explain {NOTIFICATION}{condition} order by id desc limit 20").fetchall()
    lines = "\n".join(line for (line,) in plan)
    assert "using notifications_of_a_user" in lines or "using notifications_unread" in lines
    assert "Sort" not in lines


@pytest.mark.parametrize(
    "query",
    [{"limit": "0"}, {"limit": "101"}, {"cursor": "x"}, {"category": "gossip"}, {"unread": "perhaps"},
     {"type": "x" * 101}, {"cursor": "WyJ4Il0"}],
)  # fmt: skip
def test_a_malformed_list_is_refused(user: UUID, query: dict[str, str]) -> None:
    assert request("GET", INBOX, user=user, query=query).status == 422


DOORS = [
    ("GET", INBOX, None), ("GET", f"{INBOX}/{NOBODYS}", None), ("POST", f"{INBOX}/{NOBODYS}/read", None),
    ("POST", f"{INBOX}/read-all", None), ("POST", EDGE, {"action": "mark-all-read"}),
    ("POST", EDGE, {"action": "mark-read", "notification_id": str(NOBODYS)}),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body"), DOORS)
def test_only_people_have_an_inbox(database: Database, method: str, path: str, body: object) -> None:
    assert request(method, path, service=True, body=body).body["code"] == "FORBIDDEN"
    assert request(method, path, body=body).status == 403  # no token; the gateway says 401 before


@pytest.mark.parametrize(("method", "path", "body"), DOORS)
def test_a_banned_person_reads_nothing(
    database: Database, user: UUID, method: str, path: str, body: object
) -> None:
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned' where id = %s", (user,))
    answer = request(method, path, user=user, body=body)
    assert (answer.status, answer.body["code"]) == (403, "ACCOUNT_BANNED")
