"""The id that a scan in the queue will have."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from activations.scans.peak import scan_id_of

KEY, DEVICE = uuid4(), uuid4()
AT = int(datetime(2026, 12, 13, 20, 15, tzinfo=UTC).timestamp())


def test_the_same_ticket_of_the_same_device_has_the_same_id() -> None:
    assert scan_id_of(AT, KEY, DEVICE) == scan_id_of(AT, KEY, DEVICE)


def test_another_ticket_device_or_second_has_another_one() -> None:
    others = {
        scan_id_of(AT, uuid4(), DEVICE), scan_id_of(AT, KEY, uuid4()), scan_id_of(AT + 1, KEY, DEVICE),
        scan_id_of(AT, KEY, DEVICE),
    }  # fmt: skip
    assert len(others) == 4


def test_it_is_a_uuid_of_version_7_of_that_second() -> None:
    made = scan_id_of(AT, UUID(int=2**128 - 1), UUID(int=0))
    assert (made.version, made.variant, made.int >> 80) == (7, "specified in RFC 4122", AT * 1000)
