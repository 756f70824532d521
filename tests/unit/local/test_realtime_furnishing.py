"""What a system is told of its push service, and where that listens from run to run."""

import socket
from pathlib import Path

from infra.topology import TOPOLOGY
from local.data_dir import DataDir
from local.environment import Stage, function_environment
from local.realtime.furnishing import answering_function, furnish
from local.up import listen, listen_where_before
from local.welcome import welcome
from tests.unit.local.running import function, topology


def port_of(listener: socket.socket) -> int:
    port: int = listener.getsockname()[1]
    return port


def test_the_next_run_listens_where_the_last_one_did(tmp_path: Path) -> None:
    data_dir = DataDir(tmp_path)
    with listen_where_before(data_dir.realtime_port) as first:
        port = port_of(first)
        furnish(data_dir, "key", first)
    with listen_where_before(data_dir.realtime_port) as second:
        assert port_of(second) == port
        with listen_where_before(data_dir.realtime_port) as third:  # somebody else has it
            assert port_of(third) != port


def test_a_file_that_is_damaged_names_no_port(tmp_path: Path) -> None:
    for content in ("", "nonsense", "-1", "99999999"):
        (tmp_path / "port").write_text(content)
        with listen_where_before(tmp_path / "port") as listener:
            assert port_of(listener) > 0


def test_both_domains_are_one_address_and_the_key_lives_as_long_as_the_data(tmp_path: Path) -> None:
    with listen(0) as listener:
        once, again, other = (furnish(DataDir(tmp_path), key, listener) for key in ("a", "a", "b"))
    address = f"127.0.0.1:{once.address.rpartition(':')[2]}"
    assert once.values["REALTIME_HTTP_DOMAIN"] == once.values["REALTIME_SOCKET_DOMAIN"] == address
    assert once.key == again.key != other.key
    assert len(once.key) == 64


def test_who_publishes_learns_the_key_and_who_serves_people_does_not(tmp_path: Path) -> None:
    with listen(0) as listener:
        values = furnish(DataDir(tmp_path), "a", listener).values
    stage = Stage(cluster=None, values=values, task_root=tmp_path)
    told = {
        one.name
        for one in TOPOLOGY.functions
        if "REALTIME_LOCAL_KEY" in function_environment(one, topology(), _with_queues(stage))
    }
    assert {one.name for one in TOPOLOGY.functions if one.publishes} <= told
    assert not {"messaging-api", "messaging-socket"} & told


def _with_queues(stage: Stage) -> Stage:
    urls = {name: "http://127.0.0.1:1" for one in TOPOLOGY.functions for name in one.known_queues}
    return Stage(cluster=None, values=stage.values, queue_urls=urls, task_root=stage.task_root)


def test_one_function_of_the_map_answers_subscriptions_and_without_one_there_is_no_emulator() -> None:
    answering = [one.name for one in TOPOLOGY.functions if one.answers_subscriptions]
    assert answering == [answering_function(TOPOLOGY)] == ["messaging-socket"]
    assert answering_function(topology(function())) is None


def test_the_welcome_names_the_address_and_the_file_that_vouches_for_it(tmp_path: Path) -> None:
    with listen(0) as listener:
        parts = furnish(DataDir(tmp_path), "a", listener)
    said = welcome("http://127.0.0.1:8000", tmp_path, parts)
    assert f"wss://{parts.address}/event/realtime" in said
    assert str(tmp_path / "realtime-ca.pem") in said
    assert (tmp_path / "realtime-ca.pem").exists()
    assert "/docs/messages" in said
    assert "wss://" not in welcome("http://127.0.0.1:8000", tmp_path)
