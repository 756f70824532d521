"""The folder that remembers everything of one local system, and the lock that keeps a second one out."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from local.failures import ANOTHER_FOLDER, LocalFailure


@dataclass(frozen=True)
class DataDir:
    """Where things lie in DATA_DIR."""

    path: Path

    @property
    def postgres(self) -> Path:
        """PostgreSQL's data."""
        return self.path / "postgres"

    @property
    def logs(self) -> Path:
        """One log file per function."""
        return self.path / "logs"

    @property
    def outbox(self) -> Path:
        """Mails that would have been sent, one file each."""
        return self.path / "outbox"

    @property
    def database_url(self) -> Path:
        """The superuser's connection URL, for `make psql` and counter-proofs."""
        return self.path / "database-url"

    @property
    def address(self) -> Path:
        """Where the gateway of the running system listens, for `make job`."""
        return self.path / "address"

    @property
    def identity_key(self) -> Path:
        """The private key that signs local access tokens."""
        return self.path / "identity-key.pem"

    @property
    def realtime_port(self) -> Path:
        """Where the emulator of AppSync Events listened last: its clients find it there again."""
        return self.path / "realtime-port"

    @property
    def realtime_roots(self) -> Path:
        """By which file its clients believe it."""
        return self.path / "realtime-ca.pem"

    @property
    def realtime_server(self) -> Path:
        """What it shows, with the key."""
        return self.path / "realtime-server.pem"

    def prepare(self) -> None:
        """Make the folders. Mails with their codes, and logs, are for their owner only.

        Raises `LocalFailure` where that is not allowed.
        """
        try:
            for folder in (self.logs, self.outbox):
                folder.mkdir(parents=True, exist_ok=True)
                folder.chmod(0o700)
        except (FileExistsError, NotADirectoryError) as error:
            raise LocalFailure(f"DATA_DIR {self.path} cannot be a folder: a file is in the way.") from error
        except OSError as error:
            raise LocalFailure(f"DATA_DIR {self.path} cannot be made: {error.strerror}.") from error
        if not os.access(self.path, os.W_OK | os.X_OK):
            raise LocalFailure(f"DATA_DIR {self.path} is not writable.")

    def lock(self) -> IO[str]:
        """Claim the folder until the returned file is closed. Raises `LocalFailure` when another run has it.

        The kernel frees the lock when its holder dies, however it dies: nothing stale can stay behind.
        """
        try:
            file = (self.path / "lock").open("a+")
        except OSError as error:
            raise LocalFailure(f"DATA_DIR {self.path} is not writable: {error.strerror}.") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip()
            file.close()
            by = f" by process {holder}" if holder else ""
            raise LocalFailure(f"DATA_DIR {self.path} is in use already{by}; stop that one first.") from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        return file

    def is_in_use(self) -> bool:
        """Whether a system runs on this folder."""
        try:
            self.lock().close()
        except LocalFailure:
            return True
        return False

    def write_database_url(self, url: str) -> None:
        """Keep the superuser's URL, for the folder's owner only."""
        self.database_url.touch(mode=0o600)
        self.database_url.chmod(0o600)  # one of an earlier release was for all to read
        self.database_url.write_text(f"{url}\n")

    def read_address(self) -> str:
        """The gateway's base URL. Raises `LocalFailure` when no system runs here."""
        if not self.is_in_use():
            raise LocalFailure(f"No system runs in {self.path}: run `make up` first; {ANOTHER_FOLDER}")
        try:
            return self.address.read_text().strip()
        except OSError as error:
            raise LocalFailure(f"The system in {self.path} is not ready yet.") from error

    def read_database_url(self) -> str:
        """The URL that `make up` wrote. Raises `LocalFailure` when it never ran here."""
        try:
            return self.database_url.read_text().strip()
        except OSError as error:
            raise LocalFailure(
                f"No system has been started in {self.path}: run `make up` first; {ANOTHER_FOLDER}"
            ) from error
