"""What the migrations Lambda finds in its environment."""

import os
from dataclasses import dataclass

OTHER_LOGINS = ("API", "HOOKS", "JOBS", "REDIRECT", "SCAN")


@dataclass(frozen=True, slots=True)
class Settings:
    """ARNs of the secrets `{username, password, host, port, dbname}` of the master user and the logins."""

    master_secret: str
    owner_secret: str
    other_secrets: tuple[str, ...]

    @property
    def api_secret(self) -> str:
        """Of the login that may become an administrator."""
        return self.other_secrets[OTHER_LOGINS.index("API")]


def settings() -> Settings:
    """Read anew at every run; `KeyError` names what is missing."""
    return Settings(
        master_secret=os.environ["MASTER_SECRET_ARN"],
        owner_secret=os.environ["OWNER_SECRET_ARN"],
        other_secrets=tuple(os.environ[f"{login}_SECRET_ARN"] for login in OTHER_LOGINS),
    )
