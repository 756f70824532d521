"""Codes that platforms refuse with, without what asks them: a callback is read by who asks nobody."""

import re

MACHINE_CODE = re.compile(r"[A-Za-z0-9_.-]{1,60}")

OURS = frozenset(
    {
        "accessNotConfigured",
        "deleted_client",
        "disabled_client",
        "invalid_client",
        "invalid_redirect_uri",
        "invalid_request",
        "invalid_scope",
        "org_internal",
        "redirect_uri_mismatch",
        "unauthorized_client",
        "unauthorized_scope_error",
        "unsupported_grant_type",
        "unsupported_response_type",
    }
)
"""RFC 6749 (5.2, 4.1.2.1), Google's and LinkedIn's own: whoever's token it is, they would say the same."""


def machine_code(text: str) -> str:
    """`text` where it is a code, so that no platform writes sentences into our answers and logs."""
    return text if MACHINE_CODE.fullmatch(text) else "refused"
