"""The process in which moto runs. It ends when its parent does, however that ends: then stdin closes."""

import sys

from moto.server import ThreadedMotoServer


def main() -> None:
    """Serve on a free port, print the endpoint, stay until stdin closes."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    print(f"http://{host}:{port}", flush=True)
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
