"""What the database refuses about links and conversions."""

from common.errors import Conflict, Unavailable, Unprocessable


class DestinationRefused(
    Unprocessable,
    constraints=(
        "brand_profiles_website_is_public",
        "campaign_cta_links_destination_is_public",
        "campaign_destination_is_public",
        "tracking_links_destination_is_public",
        "tracking_links_expired_url_is_public",
    ),
):
    """We do not send visitors there; the details name the field and the reason."""

    code = "DESTINATION_REFUSED"
    sentence = "The destination must be a public https address that is not ours."


class AliasTaken(
    Conflict,
    constraints=(
        "short_code_is_taken_for_ever",
        "tracking_links_alias_is_taken",
        "tracking_links_short_code_is_taken",
    ),
):
    """Codes are one name space for all brands, in every case and for ever; some words are our own."""

    code = "ALIAS_TAKEN"
    sentence = "This alias is taken, or was, or is kept for ourselves."


class ClickTooOld(Conflict, sqlstate="IT001"):
    """The details name when the click was, and how many days count."""

    code = "CLICK_TOO_OLD"
    sentence = "The click is outside the window in which a conversion is credited."


class TooManyCtaLinks(Conflict, sqlstate="IC032"):
    """The details name how many there may be."""

    code = "TOO_MANY_CTA_LINKS"
    sentence = "The campaign has as many labelled links as it may."


class CurrencyMismatch(Unprocessable, sqlstate="IT002"):
    """No rate leads from it to the campaign's, or a change is not in its order's own; the details name that one."""

    code = "CURRENCY_MISMATCH"
    sentence = "This currency is not the expected one, and cannot be converted into it."


class OrderConverted(Conflict, sqlstate="IT003"):
    """An order counts once per campaign; the details name the value it has, in minor units of its own currency."""

    code = "ORDER_CONVERTED"
    sentence = "This order was reported already, with another value."


class SettingsDisagree(Conflict, sqlstate="IV001"):
    """One setting needs more of another one; the details name that one and its least value."""

    code = "SETTINGS_DISAGREE"
    sentence = "This does not fit another setting. Change that one first."


class ConversionDateImpossible(Unprocessable, sqlstate="IV002"):
    """Before its click, in the future, or longer ago than orders are reported; the details name what is between."""

    code = "CONVERSION_DATE_IMPOSSIBLE"
    sentence = "The order cannot have been at that time, or it is too old to be reported."


class ExchangeRateMissing(Unavailable, sqlstate="IV003"):
    """Nothing was counted; the details name the currency and the day."""

    code = "EXCHANGE_RATE_MISSING"
    sentence = "The exchange rate of that day is not here yet. Report the order again later."
    retry_after_seconds = 3_600


class ConversionLocked(Conflict, sqlstate="IV004"):
    """The details name since when."""

    code = "CONVERSION_LOCKED"
    sentence = "This order is settled: it can no longer be corrected or refunded."


class ChangeReported(Conflict, sqlstate="IV005"):
    """A reference is one change of an order; the details name which one it was."""

    code = "CHANGE_REPORTED"
    sentence = "This reference was reported already, as another change of the order."


class RefundTooLarge(Conflict, sqlstate="IV006"):
    """Also a correction to less than was given back; the details name what is left, in minor units."""

    code = "REFUND_TOO_LARGE"
    sentence = "More would be given back than the order is worth."


class TooManyChanges(Conflict, sqlstate="IV007"):
    """The details name how many there may be."""

    code = "TOO_MANY_CHANGES"
    sentence = "This order was changed as often as it may."
