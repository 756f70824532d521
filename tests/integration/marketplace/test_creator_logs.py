"""What is held against creators: theirs to read, and nobody else's."""

from tests.integration.marketplace.conftest import Sides
from tests.integration.marketplace.test_escrows import begin


def test_giving_up_is_written_down(sides: Sides) -> None:
    escrow = begin(sides)
    sides.creator.post(f"{escrow}/refund")
    (log,) = sides.creator.get("/creator-logs")["data"]
    assert (log["kind"], log["data"]["status"]) == ("gave_up", "locked")
    assert sides.brand.get("/creator-logs")["data"] == []
    assert sides.stranger.get("/creator-logs")["data"] == []
