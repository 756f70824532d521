"""`python -m tools.clients`: write both clients anew."""

from tools.clients import python
from tools.clients.files import PYTHON, write


def main() -> None:
    """Every generated file; those of operations that are gone go too."""
    write(PYTHON, python.render())


if __name__ == "__main__":
    main()
