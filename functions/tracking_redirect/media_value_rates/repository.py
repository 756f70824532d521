"""Statements of media value rates."""

from typing import LiteralString

from common.database import Transaction
from common.models.platform import Platform
from common.models.results import MediaValueRate
from common.money import WalletCurrency
from tracking_redirect.media_value_rates.models import NewMediaValueRate

RATE: LiteralString = (
    "id, platform, currency, per_mille_views, per_mille_engagements, source, source_url, published_on,"
    " updated_at"
)


def list_rates(tx: Transaction) -> list[MediaValueRate]:
    """All that stand, by platform and currency."""
    return tx.fetch_all(MediaValueRate, f"select {RATE} from media_value_rates order by platform, currency")


def put_rate(
    tx: Transaction, platform: Platform, currency: WalletCurrency, rate: NewMediaValueRate
) -> MediaValueRate:
    """What stands for this platform in this currency from now on."""
    return tx.fetch_one(
        MediaValueRate,
        "insert into media_value_rates (platform, currency, per_mille_views, per_mille_engagements, source, source_url,"
        " published_on) values (%(platform)s, %(currency)s, %(per_mille_views)s, %(per_mille_engagements)s, %(source)s,"
        " %(source_url)s, %(published_on)s)"
        " on conflict on constraint media_value_rate_is_one_per_platform_and_currency do update"
        " set per_mille_views = excluded.per_mille_views, per_mille_engagements = excluded.per_mille_engagements,"
        " source = excluded.source, source_url = excluded.source_url, published_on = excluded.published_on"
        f" returning {RATE}",
        {**rate.model_dump(), "platform": platform, "currency": currency},
    )


def delete_rate(tx: Transaction, platform: Platform, currency: WalletCurrency) -> int:
    """Take a rate back; how many there were (0 or 1)."""
    return tx.execute(
        "delete from media_value_rates where platform = %(platform)s and currency = %(currency)s",
        {"platform": platform, "currency": currency},
    )
