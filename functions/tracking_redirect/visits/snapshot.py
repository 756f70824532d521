"""The snapshot of all links that lead anywhere in S3, for workers that start while the database is down."""

import gzip
import tempfile

from common.database import transaction
from common.identity import SERVICE
from common.jobs import Counts
from tracking_redirect.settings import link_store, snapshot_bucket
from tracking_redirect.visits import repository
from tracking_redirect.visits.known_links import SNAPSHOT

LINKS_A_PAGE = 10_000
MEGABYTES_IN_MEMORY = 64


def copy_for_offline() -> Counts:
    """Links to where a redirect finds them without the database; how many were written."""
    counts = write_snapshot()
    if store := link_store():
        from tracking_redirect.edge_links import service as edge_links  # where the stage has one

        counts |= edge_links.publish(store)
    return counts


def write_snapshot() -> Counts:
    """Replace the snapshot; how many links it holds. Pages of links, so that memory is bounded."""
    import boto3

    links, after = 0, ""
    with tempfile.SpooledTemporaryFile(max_size=MEGABYTES_IN_MEMORY << 20) as spool:
        with gzip.GzipFile(fileobj=spool, mode="wb", compresslevel=1) as packed:
            while lines := _page(after):
                packed.write(("\n".join(lines) + "\n").encode())
                links += len(lines)
                after = lines[-1].split('"', 2)[1]  # the code stands first and needs no escaping
        spool.seek(0)
        boto3.client("s3").upload_fileobj(spool, snapshot_bucket(), SNAPSHOT)
    return {"links": links}


def _page(after: str) -> list[str]:
    with transaction(SERVICE) as tx:
        return repository.leading_links(tx, after=after, limit=LINKS_A_PAGE)
