"""What the emulator is made of in a running system, and what its Lambdas are told of it."""

import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

from infra.topology.types import Topology
from local.data_dir import DataDir
from local.environment import derived
from local.gateway.authorizer import JwtAuthorizer
from local.realtime.authority import Authority
from local.realtime.conversation import Service
from local.realtime.emulator import Emulator
from local.realtime.hub import Hub
from local.realtime.publishing import Publisher
from local.realtime.subscribing import Invoke, Subscribing
from local.realtime.tokens import Tokens


@dataclass(frozen=True, kw_only=True)
class Realtime:
    """A socket that is bound, the certificate that it shows, and the key of who may say something.

    `address` is host and port, as the domains of AppSync: for requests and for sockets the same one.
    """

    listener: socket.socket
    address: str
    tls: ssl.SSLContext
    roots: Path
    key: str

    @property
    def values(self) -> dict[str, str]:
        """The stage's values."""
        return {
            "REALTIME_HTTP_DOMAIN": self.address,
            "REALTIME_SOCKET_DOMAIN": self.address,
            "REALTIME_LOCAL_KEY": self.key,
        }


def answering_function(topology: Topology) -> str | None:
    """Who is asked whether a person may listen; nobody where the map has no channels."""
    return next((one.name for one in topology.functions if one.answers_subscriptions), None)


def furnish(data_dir: DataDir, identity_key: str, listener: socket.socket) -> Realtime:
    """What a system that runs on `data_dir` needs. `listener` is bound; its port is remembered."""
    host, port = listener.getsockname()
    data_dir.realtime_port.write_text(f"{port}\n")
    authority = Authority(roots=data_dir.realtime_roots, server=data_dir.realtime_server)
    return Realtime(
        listener=listener,
        address=f"{host}:{port}",
        tls=authority.context(),
        roots=authority.roots,
        key=derived(identity_key, "push service"),
    )


def emulator(parts: Realtime, authorizer: JwtAuthorizer, invoke: Invoke, function: str) -> Emulator:
    """The emulator, which has the subscribe handler `function` asked by `invoke`."""
    hub = Hub()
    service = Service(hub=hub, tokens=Tokens(authorizer), subscribing=Subscribing(invoke, function))
    return Emulator(parts.listener, service, Publisher(hub, parts.key), parts.tls)
