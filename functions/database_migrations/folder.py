"""Where the SQL stands, and what every step of a run raises when it cannot go on."""

from pathlib import Path


class MigrationFailed(RuntimeError):
    """The database could not be brought to this tree; the message is fit to be shown, and names the file."""


def database_directory() -> Path:
    """The folder of the SQL files: beside the package in Lambda, at the top of the repository elsewhere."""
    package = Path(__file__).resolve().parent
    for candidate in (package.parent / "database", package.parent.parent / "database"):
        if candidate.is_dir():
            return candidate
    raise MigrationFailed("The folder of the database is missing from this build.")
