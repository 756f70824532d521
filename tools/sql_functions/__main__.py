"""Writes docs/database (`make docs`): who calls which SQL function, and what it does. A test holds it current."""

import psycopg

from tools.migrated import migrated_database
from tools.sql_functions.pages import FOLDER, render


def main() -> None:
    """Migrate a throwaway database, write the pages, remove those of domains that are gone."""
    with migrated_database() as url, psycopg.connect(url) as db:
        pages = render(db)
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
