"""The certificate of this machine: believed by who has its file, kept from run to run, renewed in time."""

import socket
import ssl
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from local.realtime import authority
from local.realtime.authority import Authority
from tests.realtime import listening
from tests.unit.local.realtime_room import CHANNEL, Room, in_a_room


@pytest.fixture
def made(tmp_path: Path) -> Authority:
    one = Authority(roots=tmp_path / "ca.pem", server=tmp_path / "server.pem")
    one.context()
    return one


def shaken(address: str, context: ssl.SSLContext, name: str) -> str | None:
    """The version of TLS that both agree on."""
    host, _, port = address.partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as plain:
        plain.settimeout(5)
        with context.wrap_socket(plain, server_hostname=name) as secure:
            return secure.version()


def test_who_has_the_file_believes_the_server_by_each_of_its_names(tmp_path: Path) -> None:
    def scenario(room: Room) -> None:
        strict = ssl.create_default_context(cafile=room.realtime.roots)
        strict.verify_flags |= ssl.VERIFY_X509_STRICT
        for name in ("127.0.0.1", "localhost"):
            assert shaken(room.address, strict, name) == "TLSv1.3"
        for context, name in ((strict, "example.com"), (ssl.create_default_context(), "localhost")):
            with pytest.raises(ssl.SSLCertVerificationError):
                shaken(room.address, context, name)
        with listening(room.address, room.token(), CHANNEL, roots=room.realtime.roots) as client:
            assert room.publish(CHANNEL, ["1"], scheme="https").status_code == 200
            assert client.event() == 1

    in_a_room(tmp_path, scenario)


def test_the_next_run_shows_the_same_certificate_and_its_key_is_for_its_owner(made: Authority) -> None:
    before = (made.roots.read_bytes(), made.server.read_bytes())
    made.context()
    assert (made.roots.read_bytes(), made.server.read_bytes()) == before
    assert made.server.stat().st_mode & 0o077 == 0
    assert b"PRIVATE" not in made.roots.read_bytes(), "nobody can sign another one"
    load_pem_private_key(made.server.read_bytes(), None)


@pytest.mark.parametrize("which", ["roots", "server"])
@pytest.mark.parametrize(
    "content", [None, b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_what_is_damaged_is_made_again(made: Authority, which: str, content: bytes | None) -> None:
    path: Path = getattr(made, which)
    before = made.server.read_bytes()
    path.unlink() if content is None else path.write_bytes(content)
    made.context()
    assert made.server.read_bytes() != before
    ssl.create_default_context(cafile=made.roots)


def test_what_ends_soon_is_made_again(made: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    before = made.roots.read_bytes()
    monkeypatch.setattr(authority, "RENEWED_BEFORE_ITS_END", authority.LIFETIME - timedelta(hours=2))
    made.context()
    assert made.roots.read_bytes() == before
    monkeypatch.setattr(authority, "RENEWED_BEFORE_ITS_END", authority.LIFETIME)
    made.context()
    assert made.roots.read_bytes() != before
