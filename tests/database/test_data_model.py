"""docs/data-model.md shows the tables that there are."""

from tests.conftest import Database
from tools.data_model import DOCUMENT, render

OF_THE_FIRST_SYSTEM = 45


def test_the_document_is_current(shared_database: Database) -> None:
    with shared_database.connect() as db:
        assert DOCUMENT.read_text(encoding="utf-8") == render(db), "run: make docs"


def test_it_shows_the_tables_of_the_first_system(shared_database: Database) -> None:
    with shared_database.connect() as db:
        text = render(db)
    assert text.count("\n### ") >= OF_THE_FIRST_SYSTEM
    assert "campaigns ||--o{ campaign_deliverables" in text
