"""A laptop has the keys of visitor hashes from its first second on, whatever recorder it has."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from common import hash_keys
from common.visitor_hashes import visitor_hash
from infra.topology import TOPOLOGY
from local import aws
from tests.unit.local.running import topology


@pytest.mark.parametrize("recorder", ["postgres", "queue"])
def test_a_visitor_of_the_first_second_is_hashed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recorder: str
) -> None:
    server = aws.start(tmp_path / "aws.log", "00" * 32)
    try:
        aws.furnish(server, topology(), {
            "ASSET_BUCKET": "assets", "LINK_SNAPSHOT_BUCKET": "snapshots", "RECORDER": recorder,
            "TRACKING_HASH_KEYS_SECRET": "keys",
        })  # fmt: skip
        for name, value in {**server.environment, "TRACKING_HASH_KEYS_SECRET": "keys",
                            "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local",
                            "AWS_DEFAULT_REGION": "eu-central-1"}.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        hash_keys.forget()
        today = datetime.now(UTC).date()
        for day in (today, today + timedelta(days=1)):
            assert visitor_hash(UUID(int=1), "127.0.0.1", "", day) is not None
    finally:
        hash_keys.forget()
        server.stop()


def test_the_keys_are_made_by_a_timer_of_their_own() -> None:
    (function,) = [one for timer, one in TOPOLOGY.timers if timer.job == "tracking-hash-keys"]
    assert hash_keys.SETTING in function.environment
