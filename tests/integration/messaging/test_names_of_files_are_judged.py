"""A file's name is read by the other side as the text is: no rule is gone round by it."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.conftest import Database
from tests.factories.deals import value
from tests.integration.messaging.writing import PICTURE, Writing, begin, send

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@pytest.fixture
def writing(database: Database, message_bucket: "S3Client") -> Writing:
    """Two sides, and a bucket for their files."""
    return begin(database)


def _sent(writing: Writing, *names: str, body: str = "", client_id: str | None = None) -> tuple[int, Any]:
    files = [writing.store(file_name=name)["id"] for name in names]
    draft = {"client_id": client_id or str(uuid4()), "body": body, "attachment_ids": files}
    answer = send("POST", f"/api/v1{writing.path}/messages", user=writing.person.id, body=draft)
    if client_id:
        again = send("POST", f"/api/v1{writing.path}/messages", user=writing.person.id, body=draft)
        assert (again.status, again.body) == (answer.status, answer.body)
    return answer.status, answer.body


@pytest.mark.parametrize("name", ["paypa1.com.png", "paypa1.com", "see paypa1.com now.PNG"])
def test_a_name_that_deceives_waits(writing: Writing, name: str) -> None:
    status, body = _sent(writing, "tea.png", name, body="Here.")
    assert (status, body["status"]) == (202, "held")
    with writing.database.connect() as db:
        assert value(db, "select rule from held_messages") == "lookalike_domain"


def test_a_contact_in_a_name_is_warned_of(writing: Writing) -> None:
    """And answered alike when it is sent again."""
    status, body = _sent(writing, "jo.doe@example.com.png", client_id=str(uuid4()))
    assert (status, [one["rule"] for one in body["warnings"]]) == (201, ["email_address"])
    assert body["message"]["warnings"] == ["email_address"]


@pytest.mark.parametrize(
    "names", [("paypal.png",), ("stripe.jpg", "IMG_20261130_142233.heic"), ("4111 1111.png", "1111 1111.png")]
)
def test_a_name_is_none_of_a_link_nor_of_another_name(writing: Writing, names: tuple[str, ...]) -> None:
    """The ending says what it is, and no number goes on in the next name."""
    status, body = _sent(writing, *names, body="Here are 3")
    assert (status, body["warnings"]) == (201, [])


def test_a_card_in_a_name_is_kept_nowhere(writing: Writing) -> None:
    told = writing.person.refused("POST", writing.files, **PICTURE | {"file_name": "4111 1111 1111 1111.png"})
    assert told == (422, "MESSAGE_REFUSED")
    with writing.database.connect() as db:
        assert value(db, "select count(*) from message_attachments") == 0


def test_a_rule_of_today_minds_what_was_announced_before(writing: Writing) -> None:
    file = writing.store(file_name="fox.png")
    with writing.database.connect() as db:
        db.execute("alter table moderation_rules disable trigger user")
        db.execute(
            "insert into moderation_rules (key, pattern_kind, pattern, action, sentence)"
            " values ('animals', 'words', 'fox', 'remove', 'No animals.')"
        )
    draft = {"client_id": str(uuid4()), "attachment_ids": [file["id"]]}
    assert writing.person.refused("POST", f"{writing.path}/messages", **draft) == (422, "MESSAGE_REFUSED")
