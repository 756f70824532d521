"""The folder of a local system, its lock and its key."""

import json
import stat
from pathlib import Path

import jwt
import pytest

from local import identity
from local.data_dir import DataDir
from local.failures import LocalFailure
from local.gateway.authorizer import JwtAuthorizer


def test_a_second_run_on_the_same_folder_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    data_dir = DataDir(tmp_path / "data")
    data_dir.prepare()
    first = data_dir.lock()
    with pytest.raises(LocalFailure, match="in use already by process"):
        data_dir.lock()
    first.close()
    data_dir.lock().close()


def test_mails_logs_and_the_superusers_url_are_for_their_owner_only_also_those_of_before(
    tmp_path: Path,
) -> None:
    data_dir = DataDir(tmp_path / "data")
    data_dir.outbox.mkdir(parents=True, mode=0o755)
    data_dir.database_url.write_text("of before")
    data_dir.prepare()
    data_dir.write_database_url("postgresql://")
    for folder in (data_dir.outbox, data_dir.logs):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(data_dir.database_url.stat().st_mode) == 0o600
    assert data_dir.read_database_url() == "postgresql://"


def test_a_file_in_the_way_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(LocalFailure, match="a file is in the way"):
        DataDir(tmp_path / "data").prepare()


def test_a_folder_that_was_never_used_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LocalFailure, match="run `make up` first; if yours has another DATA_DIR"):
        DataDir(tmp_path).read_database_url()
    with pytest.raises(LocalFailure, match="run `make up` first; if yours has another DATA_DIR"):
        identity.load(tmp_path / "identity-key.pem")


def test_a_damaged_key_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text("-----BEGIN PRIVATE KEY-----\nhalf a")
    with pytest.raises(LocalFailure, match="damaged"):
        identity.load_or_create(tmp_path / "key.pem")


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    made = identity.load_or_create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert identity.load_or_create(path).key_id == made.key_id


def test_the_key_set_verifies_a_service_token_and_holds_nothing_private(tmp_path: Path) -> None:
    key = identity.load_or_create(tmp_path / "key.pem")
    (public,) = json.loads(key.jwks())["keys"]
    assert not {"d", "p", "q", "dp", "dq", "qi"} & public.keys()
    token = key.service_token()
    assert jwt.get_unverified_header(token)["kid"] == public["kid"] == key.key_id
    claims = jwt.decode(token, jwt.PyJWK(public), algorithms=["RS256"], issuer=identity.ISSUER)
    assert claims["scope"] == "atomic-influence/service"
    assert claims["exp"] - claims["iat"] == 3_600
    authorizer = JwtAuthorizer({key.key_id: key.public}, identity.ISSUER, identity.AUDIENCES)
    assert authorizer.authorize(f"Bearer {token}")["client_id"] == "atomic-influence-service"
