"""A peer of the redirect: the least that answers a click over HTTP in Python, one blocking loop, one commit per click.

No gateway, no Lambda, one connection at a time, no check of anything: what is left is the statement and HTTP itself.
"""

import socket
from multiprocessing.connection import Connection

import psycopg


def serve(database_url: str, statement: str, values: dict[str, str], started: Connection) -> None:
    """Answer until killed; the port goes through `started`. The code is the path's, the visit is `values`'."""
    with (
        psycopg.connect(database_url, autocommit=True) as db,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        started.send(listener.getsockname()[1])
        while True:
            wire, _ = listener.accept()
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with wire:
                while request := wire.recv(65_536):
                    code = request.split(b" ", 2)[1].rpartition(b"/")[2].decode()
                    followed = db.execute(statement, {**values, "code": code}).fetchone()
                    assert followed is not None
                    location = f"{followed[0]}?aclid={followed[1].hex}"
                    wire.sendall(
                        f"HTTP/1.1 302 Found\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n".encode()
                    )
