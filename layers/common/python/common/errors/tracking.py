"""What the database refuses about links and conversions."""

from common.errors import Conflict, Unprocessable


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
    """The details name the campaign's currency."""

    code = "CURRENCY_MISMATCH"
    sentence = "The campaign counts in another currency."


class OrderConverted(Conflict, sqlstate="IT003"):
    """An order counts once per campaign; the details name the value it has, in minor units."""

    code = "ORDER_CONVERTED"
    sentence = "This order was reported already, with another value."
