"""Compiles the mails' MJML sources to the HTML that is sent (`make docs`). A test holds the compiled files current.

Two passes: now the square brackets (layout and blocks) are filled and MJML becomes HTML with inline styles; when a
mail is sent, the curly ones are filled with what is to be told, escaped.
"""

from pathlib import Path

import jinja2
from mjml import mjml2html

TEMPLATES = Path(__file__).parents[1] / "functions" / "notifications" / "templates"
BASES = frozenset({"layout", "account", "submission", "payment_alert", "offer", "deal"})
"""Sources that mails extend and that are none themselves."""


def compiled() -> dict[Path, str]:
    """Every mail's compiled file and what it must hold."""
    sources = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        block_start_string="[%", block_end_string="%]",
        variable_start_string="[[", variable_end_string="]]",
        comment_start_string="[#", comment_end_string="#]",
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - nothing from outside comes in here; what does later is escaped then
    )  # fmt: skip
    names = sorted(path.name.removesuffix(".mjml.j2") for path in TEMPLATES.glob("*.mjml.j2"))
    return {
        TEMPLATES / f"{name}.html.j2": f"{mjml2html(sources.get_template(f'{name}.mjml.j2').render())}\n"
        for name in names
        if name not in BASES
    }


def main() -> None:
    """Write what changed, remove what has no source any more."""
    wanted = compiled()
    for path in TEMPLATES.glob("*.html.j2"):
        if path not in wanted:
            path.unlink()
    for path, html in wanted.items():
        path.write_text(html)
        print(path.relative_to(TEMPLATES.parent))


if __name__ == "__main__":
    main()
