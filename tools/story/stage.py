"""Who is on stage, and what everybody of the story knows of it."""

import secrets
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import httpx

from atomic_influence import AtomicInfluence, models
from local.welcome import DEMO_ACCOUNTS, DEMO_PASSWORD
from tools.story.arithmetic import Figures
from tools.story.deeds import Deeds
from tools.story.telling import Teller

ADMIN = DEMO_ACCOUNTS[0]
SECONDS_OF_A_JOB = 310.0
NOT_YET = UUID(int=0)


class StoryStopped(Exception):
    """The system did not do what the story goes on from."""


@dataclass(frozen=True)
class Person:
    """Somebody with an account, signed in."""

    id: UUID
    client: AtomicInfluence


@dataclass
class Stage:
    """A running system at `url`, with a test clock. Leaving it closes every connection."""

    url: str
    teller: Teller
    deeds: Deeds = field(default_factory=Deeds)
    told: Figures = field(default_factory=dict)
    """What the API said, moment by moment."""
    cast: dict[str, Person] = field(default_factory=dict)
    campaign: UUID = NOT_YET
    deposits: list[UUID] = field(default_factory=list)
    submissions: dict[UUID, tuple[str, int]] = field(default_factory=dict)
    """Whose they are, and which unit."""
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> "Stage":
        self.web = self._open.enter_context(httpx.Client(base_url=self.url, timeout=SECONDS_OF_A_JOB))
        self.admin = self._connect().sign_in(ADMIN, DEMO_PASSWORD)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def sign_up(self, name: str, role: str) -> Person:
        """A new account, with a password that nobody else knows; signed in."""
        client, password = self._connect(), secrets.token_urlsafe(18)
        email = f"{name.lower().replace(' ', '-')}-{secrets.token_hex(4)}@example.com"
        account = client.auth.sign_up(
            models.SignUp.model_validate(
                {"email": email, "full_name": name, "password": password, "role": role}
            )
        )
        self.teller.say(name, f"signs up as a {role}: {email}")
        self.cast[name] = Person(account.user_id, client.sign_in(email, password))
        return self.cast[name]

    def wallet(self, name: str) -> models.WalletBalance:
        """The wallet in dollars of a brand or a creator. Raises `StoryStopped` where there is none."""
        balances = self.cast[name].client.edge.ask_payments(action="get-wallet-balance").balances
        for balance in balances:
            if balance.currency == "usd":
                return balance
        raise StoryStopped(f"{name} has no wallet in dollars")

    def run_job(self, job: str, at: datetime) -> None:
        """Have it run as of that time, by the laptop's clock. Raises `StoryStopped` where it does not succeed."""
        written = at.astimezone(UTC).isoformat()
        answer = self.web.post(f"/_local/schedules/{job}", json={"scheduled_time": written})
        if answer.status_code != 200 or answer.json().get("status") != "succeeded":
            raise StoryStopped(f"{job}: {answer.status_code} {answer.text}")
        self.teller.say("the clock", f"{at:%a %d %b, %H:%M} UTC: {job}, {answer.json()['counts']}")

    def _connect(self) -> AtomicInfluence:
        return self._open.enter_context(AtomicInfluence(self.url))
