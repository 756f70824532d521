"""What a refusal of a token endpoint means: the person's consent is gone, our application is refused, or neither."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from pydantic import BaseModel

from common.adapters.social.answers import read_if, require_presence
from common.adapters.social.codes import OURS, machine_code
from common.adapters.social.port import ClientRefused, PlatformUnavailable, TokenRefused


@dataclass(frozen=True, slots=True)
class ConsentEnds:
    """How a platform says that a code or a consent is no more. Whatever else it says expires nobody's account.

    `sentences`: codes that mean it only where the description says so.
    """

    codes: frozenset[str] = frozenset({"invalid_grant"})
    sentences: Mapping[str, re.Pattern[str]] = field(default_factory=dict)

    def means(self, error: str, sentence: str) -> bool:
        """Whether this refusal is one of them."""
        pattern = self.sentences.get(error)
        return error in self.codes or (pattern is not None and pattern.search(sentence) is not None)


class _OAuthError(BaseModel):
    error: Any = None
    error_description: Any = None
    access_token: Any = None


def require_tokens(response: httpx.Response, ends: ConsentEnds) -> httpx.Response:
    """The answer of a token endpoint, unless it is a refusal; some platforms refuse with status 200.

    Raises `RateLimited`, `PlatformUnavailable`, `ClientRefused`, `TokenRefused`.
    """
    require_presence(response)
    said = read_if(_OAuthError, response) or _OAuthError()
    has_tokens = response.is_success and said.access_token is not None
    if isinstance(said.error, str) and said.error and not has_tokens:
        raise refusal_of(said.error, str(said.error_description or ""), ends)
    if response.is_error:
        raise PlatformUnavailable(f"status_{response.status_code}")
    return response


def refusal_of(error: str, sentence: str, ends: ConsentEnds) -> PlatformUnavailable | TokenRefused:
    """`TokenRefused` where the platform says in so many words that the consent is gone, `ClientRefused` where it
    refuses our application; a word that we do not know is an outage, and tried again.
    """
    if ends.means(error, sentence):
        return TokenRefused(machine_code(error))
    if error in OURS:
        return ClientRefused(error)
    return PlatformUnavailable(machine_code(error))
