"""The importer's door: whoever wakes it, and with whatever, it does what waits in the table."""

import pytest

from agents import importer
from tests.factories.events import LambdaContext
from tests.integration.agents.importing import Importing, work


def test_one_wake_up_call_is_enough_for_all_imports_that_wait(importing: Importing) -> None:
    for number in range(3):
        importing.request(importing.upload(f"email\np{number}@example.com\n".encode()))
    work()
    assert importing.execute("select status, attempts from contact_imports") == [("done", 1)] * 3
    assert len(importing.contacts()) == 3


@pytest.mark.parametrize("event", [{}, {"Records": []}, {"Records": [{"body": "not JSON"}, {"body": "{}"}]}])
def test_what_the_message_says_does_not_matter_and_twice_is_once(
    importing: Importing, event: dict[str, object]
) -> None:
    importing.request(importing.upload())
    for _ in range(2):
        assert importer.lambda_handler(event, LambdaContext()) == {"batchItemFailures": []}
    assert importing.execute("select status, attempts, accepted from contact_imports") == [("done", 1, 1)]


def test_where_there_is_no_time_left_nothing_is_begun(importing: Importing) -> None:
    importing.request(importing.upload())
    importer.lambda_handler({}, LambdaContext(milliseconds=30_000))
    assert importing.execute("select status, attempts from contact_imports") == [("queued", 0)]
    work()
    assert importing.execute("select status from contact_imports") == [("done",)]
