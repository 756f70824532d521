"""The statement about rules against cheated scans."""

from activations.scan_rules.models import ScanRulePrecision
from common.database import Transaction


def list_precisions(tx: Transaction) -> list[ScanRulePrecision]:
    """All, by their keys; what was decided in the last 90 days, and what waits."""
    return tx.fetch_all(
        ScanRulePrecision,
        """
        with found as (
          select reason.key, r.status, r.reviewer_user_id is not null as looked_at
          from scan_reviews as r cross join lateral unnest(r.reasons) as reason (key)
          where r.status = 'open' or r.decided_at > now() - interval '90 days'
        ),
        counted as (
          select f.key,
            count(*) filter (where f.status = 'open') as open,
            count(*) filter (where f.looked_at) as decided,
            count(*) filter (where f.looked_at and f.status = 'confirmed') as confirmed,
            count(*) filter (where not f.looked_at and f.status = 'cleared') as cleared_by_time
          from found as f group by f.key
        )
        select r.key, r.weight, r.active, coalesce(c.open, 0) as open, coalesce(c.decided, 0) as decided,
          coalesce(c.confirmed, 0) as confirmed, c.confirmed::double precision / nullif(c.decided, 0) as precision,
          coalesce(c.cleared_by_time, 0) as cleared_by_time
        from fraud_rules as r left join counted as c on c.key = r.key
        where r.scope = 'activation' order by r.key
        """,
    )
