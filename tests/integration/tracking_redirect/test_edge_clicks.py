"""Clicks that the edge answered: from a line of CloudFront's log to a row as the redirect would have made it, once."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.integration.tracking_redirect.queue_mode import (
    AGENT,
    follow,
    received,
    stop_database,
    stored,
    work,
)
from tests.unit.edge_redirect.edge import Asked, ask
from tracking_redirect import worker
from tracking_redirect.edge_clicks import readings as edge_log

pytestmark = pytest.mark.usefixtures("queue_url")
ADDRESS, REQUEST_ID = "203.0.113.9", "4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ=="
LOGGED_AGENT = AGENT.replace("%", "%25").replace(" ", "%20")


def _now() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)


def _line(code: str, click: UUID | None, **fields: str) -> str:
    """A line as CloudFront writes it of a visitor whom the function sent on."""
    line = {
        "timestamp": f"{_now() / 1000:.3f}", "c-ip": ADDRESS, "cs-method": "GET", "cs-uri-stem": f"/t/{code}",
        "cs-uri-query": "-", "sc-status": "302", "cs-user-agent": LOGGED_AGENT, "cs-referer": "-", "c-country": "DE",
        "x-edge-request-id": REQUEST_ID, "x-edge-result-type": "FunctionGeneratedResponse",
        "sc-content-type": f"text/html;%20click={click.hex}" if click else "-",
    } | {name.replace("_", "-"): value for name, value in fields.items()}  # fmt: skip
    return "\t".join(line[name] for name in edge_log.FIELDS) + "\n"


def _record(data: str | bytes) -> dict[str, Any]:
    raw = data.encode() if isinstance(data, str) else data
    kinesis = {"data": base64.b64encode(raw).decode(), "sequenceNumber": "1", "partitionKey": "x"}
    return {"eventSource": "aws:kinesis", "eventID": "shard:1", "kinesis": kinesis}


def _deliver(*records: dict[str, Any]) -> None:
    answer = worker.lambda_handler({"Records": list(records)}, LambdaContext())
    assert answer == {"batchItemFailures": []}, "nothing that another attempt would mend"


def _rows(database: Database) -> list[tuple[Any, ...]]:
    with database.connect() as db:
        return db.execute(
            "select event_type, tracking_link_id, campaign_id, brand_id, creator_user_id, visitor_ip_hash, user_agent,"
            " referrer, metadata, is_scan from tracking_events order by id"
        ).fetchall()


def test_a_click_of_the_edge_is_the_row_that_the_redirect_would_have_made(
    database: Database, queue_url: str, code: str
) -> None:
    follow(code, headers={"referer": "https://www.instagram.com/p/1?x"}, query={"qr": "1"})
    work(received(queue_url))
    click = edge_log.click_id(REQUEST_ID, _now())
    line = _line(
        code,
        click,
        cs_referer="https://www.instagram.com/p/1?x",
        cs_uri_query="qr=1&utm_source=ig",
        c_country="-",
    )
    _deliver(_record(line))
    by_lambda, by_edge = _rows(database)
    assert by_edge == by_lambda
    assert by_edge[5] is not None, "the visitor's hash: the same visitor is one"
    assert click in stored(database)


def test_the_id_in_the_visitors_address_is_the_id_of_the_row(database: Database, code: str) -> None:
    now = _now()
    store = {code: json.dumps({"to": "https://shop.example.com/", "ends": None})}
    [answer] = ask(Asked(f"/t/{code}", store=store, now=now, request_id=REQUEST_ID))
    assert answer
    logged = answer["headers"]["content-type"]["value"].replace(" ", "%20")
    _deliver(_record(_line(code, None, sc_content_type=logged)))
    [row] = stored(database)
    assert answer["headers"]["location"]["value"] == f"https://shop.example.com/?aclid={row.hex}"
    assert row == edge_log.click_id(REQUEST_ID, now), "made of the request's id, in JavaScript as in Python"


def test_a_second_delivery_and_a_log_without_the_id_store_nothing_twice(
    database: Database, code: str
) -> None:
    click = edge_log.click_id(REQUEST_ID, _now())
    without = _line(code, None, x_edge_request_id="another")
    for _ in range(2):
        _deliver(_record(_line(code, click)), _record(_line(code, click)), _record(without))
    assert len(stored(database)) == 2


def test_what_went_on_to_the_lambda_is_counted_there_and_not_again(database: Database, code: str) -> None:
    click = edge_log.click_id(REQUEST_ID, _now())
    for fields in (
        {"x_edge_result_type": "Miss"}, {"x_edge_result_type": "Error"}, {"sc_status": "404"}, {"cs_method": "HEAD"},
    ):  # fmt: skip
        _deliver(_record(_line(code, click, **fields)))
    assert stored(database) == []


@pytest.mark.parametrize("data", [b"\xff\xfe", "", "one field", "a\tb\n", "\t".join("x" * 12)])
def test_what_is_no_line_is_left_and_the_others_are_stored(
    database: Database, code: str, data: str | bytes
) -> None:
    click = edge_log.click_id(REQUEST_ID, _now())
    _deliver(_record(data), _record(_line(code, click)), _record(_line("nosuchcode", click)))
    assert stored(database) == [click]


def test_several_lines_may_come_in_one_record(database: Database, code: str) -> None:
    lines = [_line(code, edge_log.click_id(str(number), _now())) for number in range(3)]
    _deliver(_record("".join(lines)))
    assert len(stored(database)) == 3


def test_a_click_of_a_day_that_is_not_kept_is_left(database: Database, code: str) -> None:
    old = int((datetime.now(UTC) - timedelta(days=4_000)).timestamp() * 1000)
    _deliver(_record(_line(code, edge_log.click_id(REQUEST_ID, old))))
    assert stored(database) == []


def test_hostile_fields_are_stored_as_the_redirect_stores_them(database: Database, code: str) -> None:
    click = edge_log.click_id(REQUEST_ID, _now())
    line = _line(
        code,
        click,
        cs_user_agent="%00%FF" + "a" * 2_000,
        cs_referer="%00javascript:x",
        c_country="deu",
        c_ip="-",
    )
    _deliver(_record(line))
    [row] = _rows(database)
    assert row[5] is None
    assert len(row[6]) <= 512
    assert "\0" not in row[6]


def test_without_the_database_the_whole_batch_comes_back(
    database: Database, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    click = edge_log.click_id(REQUEST_ID, _now())
    with monkeypatch.context() as patch:
        stop_database(patch)
        with pytest.raises(Exception, match=r"(?i)database|unavailable"):
            worker.lambda_handler({"Records": [_record(_line(code, click))]}, LambdaContext())
    _deliver(_record(_line(code, click)))
    assert stored(database) == [click]
