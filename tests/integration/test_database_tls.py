"""Who answers must prove to be the database: Lambdas, migrations and dbmate believe no other host and no other root."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from cryptography import x509

from common import database as runtime
from common import secrets
from common.database import transaction
from common.database_errors import DatabaseUnavailable
from common.identity import SERVICE
from database_migrations import dbmate, handler
from database_migrations.folder import MigrationFailed, database_directory
from infra.bundling import build_package
from infra.stages import STAGES
from local.postgres import SOCKET_FILE
from tests.conftest import Database
from tests.tls import Authority, in_front_of

Ask = Callable[[int], object]
HOST = "localhost"
WRONG_HOST = "db.elsewhere.example"
REFUSED = (psycopg.OperationalError, DatabaseUnavailable, MigrationFailed)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """Whom we believe, in place of Amazon."""
    made = Authority.make(tmp_path)
    monkeypatch.setattr(secrets, "ROOTS", made.roots)
    monkeypatch.setattr(handler, "ROOTS", made.roots)
    return made


@pytest.fixture(params=["a Lambda", "the migrations", "dbmate"])
def ask(request: pytest.FixtureRequest, database: Database, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Each of those who connect; they are told host and port by a secret."""

    def secret(user: str, port: int) -> dict[str, object]:
        return {"username": user, "password": "p/w", "host": HOST, "port": port, "dbname": database.name}

    def lambda_(port: int) -> object:
        monkeypatch.delenv("DATABASE_URL")
        monkeypatch.setenv("DATABASE_SECRET_ARN", "login")
        monkeypatch.setattr(secrets, "_read", lambda _: secret("api_login", port))
        secrets.forget()
        runtime.close()
        try:
            with transaction(SERVICE) as tx:
                return tx.fetch_value("select 1")
        finally:
            secrets.forget()
            runtime.close()

    def migrations(port: int) -> object:
        with psycopg.connect(handler.connection_url(secret("app_owner", port))) as connection:
            row = connection.execute("select 1").fetchone()
        return row[0] if row else None

    def migrate(port: int) -> object:
        dbmate.migrate(handler.connection_url(secret("app_owner", port)), database_directory())
        return 1

    asks: dict[str, Ask] = {"a Lambda": lambda_, "the migrations": migrations, "dbmate": migrate}
    return asks[request.param]


def _socket(database: Database) -> Path:
    return database.cluster.socket_dir / SOCKET_FILE


def test_the_right_host_of_the_right_authority_is_believed(
    ask: Ask, authority: Authority, database: Database
) -> None:
    with in_front_of(_socket(database), authority.server(HOST)) as port:
        assert ask(port) == 1


def test_another_host_of_the_right_authority_is_refused(
    ask: Ask, authority: Authority, database: Database
) -> None:
    with in_front_of(_socket(database), authority.server(WRONG_HOST)) as port, pytest.raises(REFUSED):
        ask(port)


def test_the_right_host_of_another_authority_is_refused(
    ask: Ask, authority: Authority, database: Database, tmp_path: Path
) -> None:
    (folder := tmp_path / "other").mkdir()
    other = Authority.make(folder, authority.roots.stem)
    with in_front_of(_socket(database), other.server(HOST)) as port, pytest.raises(REFUSED):
        ask(port)


def test_the_roots_that_we_ship_believe_nobody_but_amazon(
    ask: Ask, database: Database, tmp_path: Path
) -> None:
    stranger = Authority.make(tmp_path)
    with in_front_of(_socket(database), stranger.server(HOST)) as port, pytest.raises(REFUSED):
        ask(port)


def test_a_server_without_tls_is_refused(ask: Ask, authority: Authority, database: Database) -> None:
    with in_front_of(_socket(database), None) as port, pytest.raises(REFUSED):
        ask(port)


def test_the_upload_of_the_migrations_has_the_roots(tmp_path: Path) -> None:
    build_package("database_migrations", tmp_path)
    shipped = tmp_path / "database_migrations" / handler.ROOTS.name
    assert not shipped.is_symlink()
    assert shipped.read_bytes() == secrets.ROOTS.read_bytes()


def test_the_roots_are_amazons_for_every_region_of_a_stage_and_far_from_their_end() -> None:
    assert secrets.ROOTS.read_bytes() == handler.ROOTS.read_bytes()
    roots = x509.load_pem_x509_certificates(secrets.ROOTS.read_bytes())
    for root in roots:
        root.verify_directly_issued_by(root)
        assert root.not_valid_after_utc > datetime.now(UTC) + timedelta(days=3650)
    names = [root.subject.rfc4514_string() for root in roots]
    for region in {stage.region for stage in STAGES}:
        kinds = {found[1] for name in names if (found := re.search(rf"RDS {region} Root CA (\w+) G1", name))}
        assert kinds == {"RSA2048", "RSA4096", "ECC384"}
