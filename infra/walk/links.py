"""The links of the chains, and how a missing one is told."""

from dataclasses import dataclass
from enum import StrEnum


class Link(StrEnum):
    """What holds one thing to the next. A test breaks each of them on purpose."""

    REFERENCE = "reference"
    # client → API
    BEHAVIOUR = "CloudFront behaviour"
    METHOD = "method at the edge"
    CACHE = "cache policy"
    HEADERS = "forwarded headers"
    TOKEN = "forwarded token"  # noqa: S105 - a name of a link
    EDGE_FUNCTION = "function at the edge"
    EDGE_STORE = "store at the edge"
    EDGE_LOG = "log of the edge"
    ORIGIN = "origin"
    PROOF = "proof of the origin"
    # API → function
    STAGE = "stage of the API"
    AUTHORIZER = "authorizer"
    INTEGRATION = "integration"
    PERMISSION = "permission to invoke"
    FUNCTION = "function"
    WAYS = "ways into a function"
    RELEASE = "release"
    # function → what it needs
    ROLE = "role"
    LOGS = "log group"
    NETWORK = "network"
    SECURITY_GROUP = "security group"
    SECRET = "secret"  # noqa: S105 - as above
    POLICY = "policy"
    KEY = "key"
    LOGIN = "database login"
    # what wakes functions
    SOURCE = "event source"
    SENDER = "sender"
    VISIBILITY = "visibility time-out"
    DEAD_LETTERS = "dead letters"
    TARGET = "target of a timer"
    GROUP = "schedule group"
    TRIGGER = "trigger"
    # people → channels → the function that says who may listen; the worker → channels
    MODES = "auth modes"
    CHANNELS = "namespace of channels"
    HANDLER = "subscribe handler"
    PUBLISHER = "publisher"
    FIREWALL = "firewall"
    # alarms
    ALARM = "alarm"
    METRIC = "metric"
    TOPIC = "topic policy"
    SUBSCRIBER = "subscriber"


@dataclass(frozen=True)
class Broken:
    """A link that is missing: in the chain of what, which, and why."""

    where: str
    link: Link
    says: str

    def __str__(self) -> str:
        return f"{self.where}: {self.link}: {self.says}"
