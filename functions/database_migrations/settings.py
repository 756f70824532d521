"""What the migrations Lambda finds in its environment."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """ARNs of the secrets `{username, password, host, port, dbname}` of the master user and the logins."""

    master_secret: str
    owner_secret: str
    api_secret: str
    jobs_secret: str


def settings() -> Settings:
    """Read anew at every run; `KeyError` names what is missing."""
    return Settings(
        master_secret=os.environ["MASTER_SECRET_ARN"],
        owner_secret=os.environ["OWNER_SECRET_ARN"],
        api_secret=os.environ["API_SECRET_ARN"],
        jobs_secret=os.environ["JOBS_SECRET_ARN"],
    )
