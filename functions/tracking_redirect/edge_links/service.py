"""What the edge answers hot links from: a store of CloudFront's, brought to the database's state with every copy.

AWS's limits: five megabytes a store, 512 bytes a key, a kilobyte a value, fifty keys a call. What does not fit, or is
not hot, is answered by the Lambda.
"""

import json
from collections.abc import Iterable
from typing import Any

from common.database import transaction
from common.identity import SERVICE
from common.jobs import Counts
from tracking_redirect.edge_links import repository
from tracking_redirect.edge_links.repository import HotLink

MOST_LINKS = 10_000
MOST_BYTES = 4_500_000
"""A tenth is left for what is written before the old is gone."""
LONGEST_KEY, LONGEST_VALUE = 512, 1_024
KEYS_A_CALL = 50

Pairs = dict[str, str]


def publish(arn: str) -> Counts:
    """Bring the store to what is hot now; how many links it holds, and how many were put or taken away.

    Raises botocore's errors: the next copy goes on from wherever this one came.
    """
    with transaction(SERVICE) as tx:
        wanted = fitting(repository.hot_links(tx, MOST_LINKS))
    client = _client()
    etag = client.describe_key_value_store(KvsARN=arn)["ETag"]
    there = _held(client, arn)
    gone = [{"Key": key} for key in sorted(there.keys() - wanted.keys())]
    fresh = [{"Key": key, "Value": value} for key, value in wanted.items() if there.get(key) != value]
    for name, items in (("Deletes", gone), ("Puts", fresh)):  # room is made first
        for start in range(0, len(items), KEYS_A_CALL):
            some = items[start : start + KEYS_A_CALL]
            etag = client.update_keys(KvsARN=arn, IfMatch=etag, **{name: some})["ETag"]
    return {"links_at_the_edge": len(wanted), "links_at_the_edge_changed": len(gone) + len(fresh)}


def fitting(links: Iterable[HotLink]) -> Pairs:
    """Code → what the function at the edge reads of it, the hottest first, for as long as there is room."""
    pairs: Pairs = {}
    room = MOST_BYTES
    for link in links:
        value = json.dumps({"to": link.destination_url, "ends": _milliseconds(link)}, separators=(",", ":"))
        size = len(link.short_code.encode()) + len(value)
        if not _may_be_sent(link) or len(value) > LONGEST_VALUE or len(link.short_code) > LONGEST_KEY:
            continue
        if size > room:
            break
        pairs[link.short_code] = value
        room -= size
    return pairs


def _may_be_sent(link: HotLink) -> bool:
    """Whether the address is characters of a header: any other one is the Lambda's."""
    return link.destination_url.isascii() and link.destination_url.isprintable()


def _milliseconds(link: HotLink) -> int | None:
    return int(link.expires_at.timestamp() * 1000) if link.expires_at else None


def _held(client: Any, arn: str) -> Pairs:
    pages = client.get_paginator("list_keys").paginate(KvsARN=arn, PaginationConfig={"PageSize": KEYS_A_CALL})
    return {item["Key"]: item["Value"] for page in pages for item in page.get("Items", [])}


def _client() -> Any:
    import boto3  # its requests are signed by the extra `crt`

    return boto3.client("cloudfront-keyvaluestore")
