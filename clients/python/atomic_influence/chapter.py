"""What the generated methods stand on: arguments become a request, an answer becomes what it is."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, TypeAdapter

from atomic_influence.session import Session


class Chapter:
    """Some operations of the API."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _json(self, kind: Any, *request: Any, **parts: Any) -> Any:
        return _reader(kind).validate_json(self._send(*request, **parts).content)

    def _text(self, *request: Any, **parts: Any) -> str:
        return str(self._send(*request, **parts).text)

    def _bytes(self, *request: Any, **parts: Any) -> bytes:
        return bytes(self._send(*request, **parts).content)

    def _location(self, *request: Any, **parts: Any) -> str:
        return str(self._send(*request, **parts).headers["location"])

    def _nothing(self, *request: Any, **parts: Any) -> None:
        self._send(*request, **parts)

    def _send(
        self,
        method: str,
        path: str,
        *,
        places: Mapping[str, object] | None = None,
        query: Mapping[str, object] | None = None,
        headers: Mapping[str, str | None] | None = None,
        body: object = None,
        is_public: bool = False,
    ) -> Any:
        filled = path.format_map(
            {name: quote(_plain(value), safe="") for name, value in (places or {}).items()}
        )
        return self._session.send(
            method,
            filled,
            query={name: _plain(value) for name, value in (query or {}).items() if value is not None},
            headers={name: value for name, value in (headers or {}).items() if value is not None},
            body=_sent(body),
            is_public=is_public,
        )


def _sent(body: object) -> object:
    return body.model_dump(mode="json", exclude_unset=True) if isinstance(body, BaseModel) else body


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


@cache
def _reader(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
