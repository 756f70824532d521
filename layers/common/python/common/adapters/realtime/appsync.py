"""AWS AppSync Events: requests signed by the role of the Lambda (Signature Version 4, service `appsync`)."""

from collections.abc import Mapping
from typing import Protocol

import httpx
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials, ReadOnlyCredentials

from common.adapters.realtime.over_http import EventDoor
from common.adapters.realtime.port import RealtimeUnclear

SERVICE = "appsync"
HEADERS = {"content-type": "application/json", "accept": "application/json"}


class HasCredentials(Protocol):
    """Where the keys of today are; a role's end after hours."""

    def get_frozen_credentials(self) -> ReadOnlyCredentials:
        """Keys that belong together."""
        ...


class Signer:
    """Signs requests with the keys that the role has at that moment."""

    def __init__(self, credentials: HasCredentials, region: str) -> None:
        self._credentials = credentials
        self._region = region

    def __call__(self, url: str, body: bytes) -> Mapping[str, str]:
        """The headers of a request, `host` among what is signed."""
        keys = self._credentials.get_frozen_credentials()
        request = AWSRequest(method="POST", url=url, data=body, headers=HEADERS)
        signing = Credentials(keys.access_key or "", keys.secret_key or "", keys.token)
        SigV4Auth(signing, SERVICE, self._region).add_auth(request)
        return dict(request.headers.items())


def appsync(http_domain: str, *, transport: httpx.BaseTransport | None = None) -> EventDoor:
    """The API of this stage. Raises `RealtimeUnclear` where the Lambda has no role. `transport` is for tests."""
    import boto3  # 150 ms: only where something is published

    session = boto3.Session()
    credentials, region = session.get_credentials(), session.region_name
    if credentials is None or region is None:
        raise RealtimeUnclear("There are no credentials to sign with.")
    return EventDoor(f"https://{http_domain}", Signer(credentials, region), transport=transport)
