"""TLS for this machine: clients of AppSync insist on wss. Who is to believe it is told of one file.

The authority's own key is forgotten as soon as it has signed: nobody can make another certificate that its file
vouches for.
"""

import os
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFETIME = timedelta(days=397)
RENEWED_BEFORE_ITS_END = timedelta(days=30)
NAMES = x509.SubjectAlternativeName(
    [
        x509.DNSName("localhost"),
        x509.IPAddress(ip_address("127.0.0.1")),
        x509.IPAddress(ip_address("::1")),
    ]
)


@dataclass(frozen=True)
class Authority:
    """The file that clients are told of, and the one that the server shows, with its key."""

    roots: Path
    server: Path

    def context(self) -> ssl.SSLContext:
        """What the server shows: of an earlier run, or new where that ends soon, is damaged or is not there."""
        if not self._holds():
            self._make()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.server)
        return context

    def _holds(self) -> bool:
        try:
            ends = [
                x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc
                for path in (self.roots, self.server)
            ]
            serialization.load_pem_private_key(self.server.read_bytes(), None)
        except (OSError, ValueError):
            return False
        return min(ends) > datetime.now(UTC) + RENEWED_BEFORE_ITS_END

    def _make(self) -> None:
        root_key, server_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        root_name = _name("Atomic Influence on this machine")
        root = _draft(root_name, root_name, root_key, root_key)
        root = root.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        server = _draft(_name("localhost"), root_name, server_key, root_key)
        server = server.add_extension(NAMES, critical=False).add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        )
        key = server_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        pem = serialization.Encoding.PEM
        _write(self.server, server.sign(root_key, hashes.SHA256()).public_bytes(pem) + key, 0o600)
        _write(self.roots, root.sign(root_key, hashes.SHA256()).public_bytes(pem), 0o644)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _draft(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuers_key: ec.EllipticCurvePrivateKey,
) -> x509.CertificateBuilder:
    """With what strict clients ask for: who signed whom, and what the key is for."""
    now = datetime.now(UTC)
    signs = subject == issuer
    usage = x509.KeyUsage(
        digital_signature=not signs, key_cert_sign=signs, crl_sign=signs, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + LIFETIME)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuers_key.public_key()), critical=False
        )
        .add_extension(usage, critical=True)
    )


def _write(path: Path, content: bytes, mode: int) -> None:
    """Aside, then renamed: a run that is killed here leaves no half of it."""
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
    unfinished.replace(path)
