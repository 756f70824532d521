"""Events of AppSync, as a Lambda of a channel namespace gets them for one subscription (behaviour DIRECT)."""

from typing import Any

ISSUER = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_example"


def subscription_event(
    path: str, *, subject: str, token_use: str = "access", operation: str = "SUBSCRIBE"
) -> dict[str, Any]:
    """A person's wish to listen to `path`; their token was looked at already."""
    segments = path.strip("/").split("/")
    claims = {
        "sub": subject, "iss": ISSUER, "token_use": token_use, "client_id": "web", "username": subject,
        "scope": "aws.cognito.signin.user.admin", "exp": 1_796_000_000, "iat": 1_795_996_400,
    }  # fmt: skip
    return {
        "identity": {
            "claims": claims, "defaultAuthStrategy": "ALLOW", "groups": None, "issuer": ISSUER,
            "sourceIp": ["198.51.100.7"], "sub": subject, "username": subject,
        },
        "result": None,
        "request": {"headers": {"user-agent": "tests"}, "domainName": None},
        "info": {
            "channel": {"path": path, "segments": segments},
            "channelNamespace": {"name": segments[0]},
            "operation": operation,
        },
        "error": None,
        "prev": None,
        "stash": {},
        "outErrors": [],
        "events": None,
    }  # fmt: skip
