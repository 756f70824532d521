"""Lists of creators through their doors, and the files that they come from."""

import base64
from typing import Any
from uuid import UUID

from tests.factories.accounts import send
from tests.factories.events import Answer
from tests.typing import Connection

LISTS = "/api/v1/creator-lists"
RANKING = (
    "\ufeffAccountName,Name,Subscribers,Country,AuthenticEngagement,Category_1\r\n"
    "cristiano,Cristiano Ronaldo,477.9M,India,5M,Sports with a ball\r\n"
    "kyliejenner,Kylie 🤍,368.1M,United States,3.5M,Fashion\r\n"
    "agustd,SUGA of BTS 민윤기,38.3M,South Korea,,\r\n"
)  # fmt: skip
"""A file as somebody downloads it."""


def make_list(owner: UUID, name: str = "For the summer") -> str:
    """The path of an empty list of the owner's brand."""
    made = send("POST", LISTS, user=owner, body={"name": name})
    assert made.status == 201, made.body
    return f"{LISTS}/{made.body['id']}"


def make_search(owner: UUID, name: str = "Everybody") -> str:
    """The id of a saved search of the owner's brand that lets everybody through."""
    made = send("POST", "/api/v1/saved-searches", user=owner, body={"name": name, "filters": {}})
    assert made.status == 201, made.body
    search_id: str = made.body["id"]
    return search_id


def add(owner: UUID, path: str, *creators: UUID) -> list[str]:
    """The outcome for each of these creators."""
    body = {"creator_user_ids": [str(creator) for creator in creators]}
    answer = send("POST", f"{path}/members", user=owner, body=body)
    assert answer.status == 200, answer.body
    return [result["outcome"] for result in answer.body["results"]]


def members(user: UUID, path: str, **query: str) -> list[dict[str, Any]]:
    """The first hundred members, newest first."""
    answer = send("GET", f"{path}/members", user=user, query={"limit": "100", **query})
    assert answer.status == 200, answer.body
    found: list[dict[str, Any]] = answer.body["data"]
    return found


def import_file(owner: UUID, path: str, content: bytes | str, **body: object) -> Answer:
    """A file into a list."""
    raw = content.encode() if isinstance(content, str) else content
    body = {"content": base64.b64encode(raw).decode(), **body}
    return send("POST", f"{path}/imports", user=owner, body=body)


def outcomes(answer: Answer) -> dict[int, str]:
    """By line, what became of it: its outcome, or the code of its refusal."""
    assert answer.status == 200, answer.body
    return {result["line"]: result["code"] or result["outcome"] for result in answer.body["results"]}


def connect(db: Connection, creator: UUID, platform: str, handle: str | None, **columns: object) -> UUID:
    """An account that the creator has connected; the platform told its handle, or none."""
    values = {
        "user_id": creator, "platform": platform, "platform_user_id": f"{platform} {creator}",
        "username": handle or "A title", "handle": handle,
    } | columns  # fmt: skip
    row = db.execute(
        f"insert into social_accounts ({', '.join(values)})"
        f" values ({', '.join(f'%({name})s' for name in values)}) returning id",
        values,
    ).fetchone()
    assert row is not None
    account_id: UUID = row[0]
    return account_id
