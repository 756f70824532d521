"""What platforms say no with, and what an adapter makes of it."""

from typing import Any

import pytest

from common.adapters.social.port import PlatformUnavailable, SocialAdapter, TokenRefused, Tokens
from tests.unit.common.platforms.adapters import PROFILE, RENEWAL
from tests.unit.common.platforms.server import Platform


def graph(code: int, message: str = "No.", **more: object) -> dict[str, Any]:
    """Meta."""
    return {"error": {"message": message, "type": "OAuthException", "code": code, **more}}


def google(*reasons: str, code: int = 403) -> dict[str, Any]:
    """Google."""
    return {"error": {"code": code, "errors": [{"domain": "global", "reason": reason} for reason in reasons]}}


def tiktok(code: str) -> dict[str, Any]:
    """TikTok."""
    return {"data": {}, "error": {"code": code, "message": "No.", "log_id": "2026"}}


def x(problem: str) -> dict[str, Any]:
    """X."""
    return {"title": "No.", "type": f"https://api.twitter.com/2/problems/{problem}"}


def raised_by_renewal(
    server: Platform, adapter: SocialAdapter, held: Tokens, body: object, status: int
) -> Exception:
    """What a renewal ends in that is answered so."""
    server.forget()
    server.tell(RENEWAL[adapter.platform], body, status)
    with pytest.raises((PlatformUnavailable, TokenRefused)) as raised:
        adapter.refresh(held)
    return raised.value


def raised_by_reading(
    server: Platform, adapter: SocialAdapter, body: object, status: int, **headers: str
) -> Exception:
    """What a reading ends in that is answered so."""
    server.forget()
    server.tell(PROFILE[adapter.platform], body, status, **headers)
    with pytest.raises((PlatformUnavailable, TokenRefused)) as raised:
        adapter.profile("token")
    return raised.value
