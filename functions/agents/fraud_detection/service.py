"""What is looked for by night: usual prices, rings; and the list of disposable domains, as a package knows it."""

from datetime import datetime

from agents.fraud_detection import repository
from common.database import transaction
from common.identity import SERVICE
from common.jobs import Counts

RINGS = "fraud-rings"
DOMAINS = "disposable-domains"


def run_rings(as_of: datetime) -> Counts:
    """Count which prices are usual, then look for rings.

    Counts: `currencies` with a median, `rings` that are there, each counted for each of its agents.
    """
    with transaction(SERVICE) as tx:
        currencies = repository.count_medians(tx, as_of)
    with transaction(SERVICE) as tx:
        return {"currencies": currencies, "rings": repository.note_rings(tx)}


def run_domains() -> Counts:
    """Bring the list of disposable domains up to date. Counts: `domains` known, `added`, `removed`."""
    from disposable_email_domains import blocklist

    with transaction(SERVICE) as tx:
        changed = repository.save_domains(tx, sorted(blocklist))
    return {"domains": len(blocklist), "added": changed.added, "removed": changed.removed}
