"""The pages' frame: templates, Markdown, and assets under names that change with what they hold."""

import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from user_management.documentation.shapes import title_of, type_of

if TYPE_CHECKING:  # both cost a cold start that need not render
    import jinja2
    from markdown_it import MarkdownIt

HERE = Path(__file__).parent
SWAGGER_UI = "aws_lambda_powertools.event_handler.openapi.swagger_ui"
MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
DIGITS = 12


class Asset(NamedTuple):
    """A file that a page loads. Its name says what it holds, so it may be kept for ever."""

    name: str
    media_type: str
    text: str


@cache
def asset(name: str) -> Asset:
    """The asset called `docs.css` in the templates. Swagger UI's two come from the wheel of Powertools."""
    own = HERE / "assets" / name
    source = own if own.exists() else files(SWAGGER_UI).joinpath(name)
    text = source.read_text(encoding="utf-8")
    stem, _, kind = name.rpartition(".")
    digest = hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
    return Asset(f"{stem}.{digest}.{kind}", MEDIA_TYPES[kind], text)


def asset_names() -> list[str]:
    """What there is."""
    return [
        *sorted(path.name for path in (HERE / "assets").iterdir()),
        "swagger-ui-bundle.min.js",
        "swagger-ui.min.css",
    ]


def render(template: str, **facts: Any) -> str:
    """A page of HTML. What the facts say is text, unless it is markup of ours."""
    return _templates().get_template(template).render(**facts)


def markdown(text: str) -> Markup:
    """Markdown as HTML; what it holds of HTML is shown, not run."""
    return Markup(_markdown().render(text))  # noqa: S704 - the renderer escapes: html=False


def _link(name: str) -> str:
    return f"/docs/assets/{asset(name).name}"


def _as_json(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


@cache
def _templates() -> "jinja2.Environment":
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {
        "markdown": markdown, "as_json": _as_json, "asset": _link, "type": type_of, "model_title": title_of,
    }  # fmt: skip
    return environment
