"""How some doors say what all doors say: clients that we did not write read other words for the same refusals.

A door of another dialect is another skin, not another rule: its routes name our refusals (`refuses` of the dialect),
its use cases raise them, and here they are said as those clients expect it.
"""

from collections.abc import Mapping
from typing import Protocol

from pydantic import BaseModel

from common.errors import DomainError


class Dialect(Protocol):
    """What is said below a path, as `/auth/v1/`."""

    @property
    def prefix(self) -> str:
        """What the paths of its doors begin with."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers of every answer."""

    def translated(self, error: DomainError) -> DomainError:
        """The refusal in its words, of its status and code; what it has no word for stays as it is."""

    def body(self, error: DomainError, request_id: str) -> BaseModel:
        """The body of a refusal, translated before."""
