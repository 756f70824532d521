"""The environment of a Lambda, read in one place. A required setting has no default; no secret has one."""

import os
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlsplit


class Stage(StrEnum):
    """Where this process runs."""

    LOCAL = "local"
    DEV = "dev"
    STAGING = "staging"
    PROD = "prod"


class SettingMissing(RuntimeError):
    """A required setting is not in the environment; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What every Lambda knows about its surroundings."""

    stage: Stage
    site_url: str
    function_name: str


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process. Raises `SettingMissing`."""
    return Settings(
        stage=Stage(required("STAGE")),
        site_url=required("SITE_URL"),
        function_name=optional("AWS_LAMBDA_FUNCTION_NAME") or "unknown",
    )


def own_hosts() -> frozenset[str]:
    """The hosts under which this system is found, where no link may lead. Raises `SettingMissing`."""
    addresses = (required(name) for name in ("SITE_URL", "SHORT_LINK_BASE_URL", "API_BASE_URL"))
    return frozenset(host for address in addresses if (host := urlsplit(address).hostname))


def api_base_url() -> str:
    """The address of the API, without a slash at its end. Raises `SettingMissing`."""
    return required("API_BASE_URL").rstrip("/")


def reads_in_one_trip() -> bool:
    """Whether `common.database.read` goes over libpq; `READS_IN_ONE_TRIP=no` sends it through psycopg's cursors."""
    return optional("READS_IN_ONE_TRIP") != "no"


def required(name: str) -> str:
    """The environment variable `name`. Raises `SettingMissing`."""
    if not (value := os.environ.get(name)):
        raise SettingMissing(f"The setting {name} is missing.")
    return value


def optional(name: str) -> str | None:
    """The environment variable `name`, or None where it is unset or empty."""
    return os.environ.get(name) or None
