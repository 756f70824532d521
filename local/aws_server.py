"""The process in which moto runs. It ends when its parent does, however that ends: then stdin closes."""

import sys

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.kms.models import kms_backends
from moto.server import ThreadedMotoServer


def main() -> None:
    """Serve on the port that is the first argument (0: a free one), print the endpoint, stay until stdin closes.

    The first line of stdin is the region, id and material (hexadecimal) of a master key.
    """
    keep_master_key(*sys.stdin.buffer.readline().decode().split())
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=int(sys.argv[1]), verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    print(f"http://{host}:{port}", flush=True)
    sys.stdin.buffer.read()


def keep_master_key(region: str, key_id: str, material: str) -> None:
    """A master key that is the same in every run: moto forgets its own, and what they sealed would be lost."""
    backend = kms_backends[DEFAULT_ACCOUNT_ID][region]
    key = backend.create_key(None, "ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT", "vault", None)
    del backend.keys[key.id]
    key.id, key.key_material = key_id, bytes.fromhex(material)
    backend.keys[key_id] = key


if __name__ == "__main__":
    main()
