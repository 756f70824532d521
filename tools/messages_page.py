"""Bundles what a browser runs of `/docs/messages`: aws-amplify's client of AppSync Events, by esbuild.

Both are npm packages that the lock file pins, fetched once; neither is part of what is shipped.
"""

import shutil
from pathlib import Path

from local.messages_page.page import BUNDLE
from local.messages_page.page import HERE as PAGE
from tools.node import installed, run

ESBUILD = Path("node_modules") / "esbuild" / "bin" / "esbuild"


def bundle(target: Path = BUNDLE) -> Path:
    """The script, written to `target`. Raises `subprocess.CalledProcessError` where the registry does not answer."""
    folder = installed(PAGE)
    for source in PAGE.glob("*.mjs"):
        shutil.copy(source, folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    run(
        folder / ESBUILD, "pane.mjs", "--bundle", "--minify", "--format=esm", "--platform=browser",
        "--target=es2022", "--legal-comments=eof", f"--outfile={target.resolve()}", cwd=folder,
    )  # fmt: skip
    return target


if __name__ == "__main__":
    print(f"{bundle()} is there: load /docs/messages of `make up`.")
