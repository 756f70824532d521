"""A proxy on a Unix socket that counts network round trips between a client and PostgreSQL."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOCKET_FILE = ".s.PGSQL.5432"


class Wire:
    """Counts flights: bytes of the client that follow bytes of the server begin a new round trip."""

    def __init__(self, server_socket: Path) -> None:
        self._server_socket = server_socket
        self._client_spoke_last = False
        self.round_trips = 0

    def carry(self, client: socket.socket) -> None:
        """Pass bytes both ways until one side hangs up."""
        server = socket.socket(socket.AF_UNIX)
        server.connect(str(self._server_socket))
        with client, server:
            while True:
                readable, _, _ = select.select([client, server], [], [])
                # What the server said goes first: else an answer and the next question would count as one.
                source = server if server in readable else client
                data = source.recv(1 << 16)
                if not data:
                    return
                if source is client and not self._client_spoke_last:
                    self.round_trips += 1
                self._client_spoke_last = source is client
                (server if source is client else client).sendall(data)


@contextmanager
def counted_wire(server_folder: Path, proxy_folder: Path) -> Iterator[Wire]:
    """A proxy whose socket folder is `proxy_folder`: connect with `?host=<proxy_folder>`."""
    wire = Wire(server_folder / SOCKET_FILE)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(proxy_folder / SOCKET_FILE))
    listener.listen()

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return  # the listener was closed: we are done
            threading.Thread(target=wire.carry, args=(client,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield wire
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
