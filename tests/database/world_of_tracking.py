"""Rows of tracking in the world of `world.py`: a link of the campaign that was clicked, and an order."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.database.world import World


def tracking(world: "World") -> None:
    """A link (`tracking_link_id`) with a click, an order (`conversion_id`) and a refund, and the hours counted."""
    add = world.add
    to = "https://shop.example.com/"
    link = add("public.tracking_links", "tracking_link_id", short_code="abcd123", destination_url=to)
    add("public.campaign_cta_links", id=link, label="Shop", short_code="abcd123", destination_url=to)
    add("public.tracking_events", event_type="click")
    add("public.tracking_aggregates", aggregate_date="2026-01-01")
    add("public.conversions", "conversion_id", order_id="1", value=100)
    add("public.conversion_changes", kind="refund", reference="r-1", amount=1, order_value_before=101,
        refunded_value_before=0, value_before=101, value_after=100)  # fmt: skip
    add("public.tracking_hours", hour="2026-01-01T00:00Z", counted_at="2026-01-01T01:05Z")
    add("public.tracking_hour_figures", hour="2026-01-01T00:00Z", clicks=1, unique_clicks=1, scans=0, views=0)
    add("public.tracking_hash_keys", day="2026-01-01", inner_block=b"0" * 64, outer_block=b"0" * 64)
