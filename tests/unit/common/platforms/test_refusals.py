"""Who is refused: the person, our application, or nobody. Only what a platform documents as the person's is theirs."""

import pytest

from common.adapters.social import port
from common.adapters.social.base import OAuthClient
from common.adapters.social.port import PlatformUnavailable, SocialAdapter, TokenRefused, Tokens
from common.models.platform import Platform as Name
from tests.unit.common.platforms.adapters import adapter_at
from tests.unit.common.platforms.said import graph, raised_by_reading, raised_by_renewal
from tests.unit.common.platforms.server import Platform

OAUTH = [Name.TIKTOK, Name.TWITTER, Name.LINKEDIN, Name.YOUTUBE]
OURS = [
    "deleted_client", "disabled_client", "invalid_client", "invalid_request", "invalid_scope", "org_internal",
    "redirect_uri_mismatch", "unauthorized_client", "unsupported_grant_type",
]  # fmt: skip
UNKNOWN = [
    "server_error",
    "temporarily_unavailable",
    "access_denied",
    "admin_policy_enforced",
    "slow_down",
    "never heard",
]


GONE = {
    Name.TWITTER: ["Value passed for the token was invalid."],
    Name.LINKEDIN: ["The token used in the request has been revoked by the user",
                    "The provided authorization grant or refresh token is invalid, expired or revoked"],
}  # fmt: skip
"""What some say of a consent that is gone under the name of a malformed request."""
OTHER_SENTENCES: tuple[object, ...] = (
    "Value passed for the redirect uri did not match.",
    "Missing parameter",
    "",
    None,
    7,
    {},
)
SHAPES: tuple[object, ...] = ({"error": 190}, {"error": {"code": 400}}, {"error": None}, [], b"<html>", b"")


@pytest.fixture(params=OAUTH)
def adapter(request: pytest.FixtureRequest, server: Platform, client: OAuthClient) -> SocialAdapter:
    """Those that keep to OAuth at their token endpoint."""
    return adapter_at(request.param, server, client)


@pytest.mark.parametrize("status", [200, 400, 401])
def test_a_consent_that_is_gone_is_the_persons_to_mend(
    server: Platform, adapter: SocialAdapter, held: Tokens, status: int
) -> None:
    said = [("invalid_grant", "Token has been expired or revoked.")]
    said += [("invalid_request", sentence) for sentence in GONE.get(adapter.platform, [])]
    for error, sentence in said:
        body = {"error": error, "error_description": sentence}
        refusal = raised_by_renewal(server, adapter, held, body, status)
        assert type(refusal) is TokenRefused, sentence
        assert refusal.reason == error


@pytest.mark.parametrize("status", [200, 400, 401])
def test_what_would_be_said_of_any_token_is_ours(
    server: Platform, adapter: SocialAdapter, held: Tokens, status: int
) -> None:
    for error in OURS:
        body = {"error": error, "error_description": "Missing required parameter [client_id]."}
        refusal = raised_by_renewal(server, adapter, held, body, status)
        assert type(refusal) is port.ClientRefused, error
        assert refusal.reason == error


def test_a_word_that_is_on_no_list_is_tried_again(
    server: Platform, adapter: SocialAdapter, held: Tokens
) -> None:
    for error in UNKNOWN:
        refusal = raised_by_renewal(server, adapter, held, {"error": error}, 400)
        assert type(refusal) is PlatformUnavailable, error
        assert refusal.reason == ("refused" if " " in error else error)


def test_a_sentence_that_means_something_else_is_ours(
    server: Platform, adapter: SocialAdapter, held: Tokens
) -> None:
    others = [each for platform, each in GONE.items() if platform != adapter.platform]
    for sentence in (*OTHER_SENTENCES, *others):
        body = {"error": "invalid_request", "error_description": sentence}
        refusal = raised_by_renewal(server, adapter, held, body, 400)
        assert type(refusal) is port.ClientRefused, sentence


def test_a_refusal_in_no_known_shape_is_tried_again(
    server: Platform, adapter: SocialAdapter, held: Tokens
) -> None:
    for body in SHAPES:
        refusal = raised_by_renewal(server, adapter, held, body, 400)
        assert type(refusal) is PlatformUnavailable, body
        assert refusal.reason == "status_400"


def test_an_outage_that_speaks_of_the_consent_is_an_outage(
    server: Platform, adapter: SocialAdapter, held: Tokens
) -> None:
    refusal = raised_by_renewal(server, adapter, held, {"error": "invalid_grant"}, 503)
    assert type(refusal) is PlatformUnavailable


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        *[(graph(code, error_subcode=subcode), 400, "TokenRefused")
          for code in (102, 190) for subcode in (None, 458, 460, 463, 467)],
        (graph(190, "Error validating application. Application has been deleted."), 400, "ClientRefused"),
        (graph(101, "Error validating application. Cannot get application info."), 400, "ClientRefused"),
        (graph(200, "API access blocked."), 400, "ClientRefused"),
        (graph(3, "Application does not have the capability to make this API call."), 400, "ClientRefused"),
        (graph(10, "Application does not have permission for this action"), 400, "ReadNotAllowed"),
        (graph(1), 400, "PlatformUnavailable"),
        (graph(2), 500, "PlatformUnavailable"),
        (graph(0), 401, "PlatformUnavailable"),
        ({"error": "access_denied"}, 401, "TokenDoubted"),
        (b"<html>", 401, "TokenDoubted"),
        (b"<html>", 400, "ReadNotAllowed"),
    ],
)  # fmt: skip
def test_graph_says_by_its_code_who_is_refused(
    server: Platform, client: OAuthClient, body: object, status: int, kind: str
) -> None:
    instagram = adapter_at(Name.INSTAGRAM, server, client)
    held = Tokens("old-access", None, None, ())
    assert type(raised_by_renewal(server, instagram, held, body, status)).__name__ == kind
    assert type(raised_by_reading(server, instagram, body, status)).__name__ == kind


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Matching code was not found or was already used", "TokenRefused"),
        ("This authorization code has been used", "TokenRefused"),
        ("This authorization code has expired", "TokenRefused"),
        ("Invalid platform app", "ClientRefused"),
        ("Invalid request: Request parameters are invalid: Invalid platform app", "ClientRefused"),
        ("Error validating client secret.", "ClientRefused"),
        ("Invalid redirect_uri", "ClientRefused"),
        ("Something went wrong", "PlatformUnavailable"),
        ("", "PlatformUnavailable"),
    ],
)
def test_instagrams_token_endpoint_blames_the_person_for_a_dead_code_only(
    server: Platform, client: OAuthClient, sentence: str, kind: str
) -> None:
    server.tell("POST /token", {"error_type": "OAuthException", "code": 400, "error_message": sentence}, 400)
    with pytest.raises((PlatformUnavailable, TokenRefused)) as raised:
        adapter_at(Name.INSTAGRAM, server, client).exchange("the-code", None)
    assert raised.type.__name__ == kind


def test_instagrams_token_endpoint_may_refuse_as_graph_does(server: Platform, client: OAuthClient) -> None:
    server.tell("POST /token", graph(101, "Invalid application ID."), 400)
    with pytest.raises(port.ClientRefused):
        adapter_at(Name.INSTAGRAM, server, client).exchange("the-code", None)


@pytest.mark.parametrize("platform", OAUTH)
def test_without_a_refresh_token_nobody_is_asked(
    server: Platform, client: OAuthClient, platform: Name
) -> None:
    with pytest.raises(port.NotRenewable):
        adapter_at(platform, server, client).refresh(Tokens("old-access", None, None, ()))
    assert server.asked == []
