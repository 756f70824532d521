"""TLS in front of the embedded PostgreSQL, whose build has none: a server that shows the certificate it is given."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SSL_REQUEST = b"\0\0\0\x08\x04\xd2\x16\x2f"
"""What libpq asks first where it wants TLS; the answer is one letter."""


@dataclass(frozen=True)
class Authority:
    """Who signs servers; `roots` is the file by which clients believe it."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    roots: Path

    @classmethod
    def make(cls, folder: Path, name: str = "An authority of the test's own") -> "Authority":
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _signed(name, key, name, key, x509.BasicConstraints(ca=True, path_length=None))
        roots = folder / f"{name}.pem"
        roots.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        return cls(key, certificate, roots)

    def server(self, host: str) -> ssl.SSLContext:
        """What a server called `host` shows."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        issuer = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
        certificate = _signed(host, key, str(issuer), self.key, names)
        private = serialization.PrivateFormat.PKCS8
        file = self.roots.with_name(f"{host}.pem")
        file.write_bytes(
            key.private_bytes(serialization.Encoding.PEM, private, serialization.NoEncryption())
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


@contextmanager
def in_front_of(unix_socket: Path, context: ssl.SSLContext | None) -> Iterator[int]:
    """A port of 127.0.0.1 that leads to a PostgreSQL, through TLS; without a context it says that it has none."""
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_accept, args=(listener, unix_socket, context), daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()


def _accept(listener: socket.socket, unix_socket: Path, context: ssl.SSLContext | None) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:  # closed: the test is over
            return
        threading.Thread(target=_serve, args=(client, unix_socket, context), daemon=True).start()


def _serve(client: socket.socket, unix_socket: Path, context: ssl.SSLContext | None) -> None:
    with client, suppress(OSError):
        if client.recv(len(SSL_REQUEST)) != SSL_REQUEST or context is None:
            client.sendall(b"N")
            return
        client.sendall(b"S")
        with (
            context.wrap_socket(client, server_side=True) as visible,
            socket.socket(socket.AF_UNIX) as behind,
        ):
            behind.connect(str(unix_socket))
            back = threading.Thread(target=_copy, args=(behind, visible), daemon=True)
            back.start()
            _copy(visible, behind)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


def _signed(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
) -> x509.Certificate:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(extension, critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
