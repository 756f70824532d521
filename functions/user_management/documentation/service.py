"""The pages about the API, by name. Nobody need be signed in, and nothing is asked of the database."""

from functools import cache, lru_cache
from typing import NamedTuple

from common.errors import NotFound
from user_management.documentation.reference import description_text, reference
from user_management.documentation.rendering import HERE, Asset, asset, asset_names, markdown, render
from user_management.documentation.samples import samples_of


class Guide(NamedTuple):
    """A page of prose."""

    slug: str
    title: str
    text: str
    """Markdown, without its heading."""


PRINTED = "http://127.0.0.1:8000"
"""Where the guides ask as they are written; a reader finds the address of the system that shows them."""

GUIDES = (
    "start", "sandbox", "errors", "lists-and-retries", "clients", "agents", "rewards", "activations", "changes",
)  # fmt: skip
"""In the order in which a newcomer reads them; each is `guides/<name>.md`."""


@cache
def contents() -> str:
    """Every guide, and every operation under its chapter."""
    return render("contents.html.j2", **_frame(), here="")


@lru_cache(maxsize=64)
def guide(name: str, address: str) -> str:
    """A guide as a page, whose commands and programs ask at that address. Raises `NotFound`."""
    found = next((one for one in guides() if one.slug == name), None)
    if found is None:
        raise NotFound
    return render(
        "guide.html.j2",
        **_frame(),
        here=f"guides/{name}",
        guide=found,
        text=markdown(found.text.replace(PRINTED, address)),
    )


@cache
def chapter(name: str) -> str:
    """A tag of the description as a page: its operations, and the models that they speak of. Raises `NotFound`."""
    found = next((tag for tag in reference().tags if tag.slug == name), None)
    if found is None:
        raise NotFound
    models = list(reference().models_of(found))
    return render(
        "chapter.html.j2",
        **_frame(),
        here=f"reference/{name}",
        tag=found,
        models=models,
        samples_of=samples_of,
    )


@cache
def console() -> str:
    """Swagger UI, to send requests from the page."""
    return render("console.html.j2", title=reference().title)


def document() -> str:
    """The description itself, as JSON."""
    return description_text()


def find_asset(name: str) -> Asset:
    """The asset that has this name today: one of another content has another name. Raises `NotFound`."""
    found = next((one for one in map(asset, asset_names()) if one.name == name), None)
    if found is None:
        raise NotFound
    return found


@cache
def guides() -> list[Guide]:
    """Every guide, in order."""
    found = []
    for slug in GUIDES:
        heading, _, text = (HERE / "guides" / f"{slug}.md").read_text(encoding="utf-8").partition("\n")
        found.append(Guide(slug, heading.removeprefix("# "), text))
    return found


def _frame() -> dict[str, object]:
    return {"reference": reference(), "guides": guides()}
