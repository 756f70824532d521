"""`python -m tools.clients`: write both clients anew."""

from tools.clients import python, typescript
from tools.clients.files import PYTHON, TYPESCRIPT, write


def main() -> None:
    """Every generated file; those of operations that are gone go too."""
    write(PYTHON, python.render())
    write(TYPESCRIPT, typescript.render())


if __name__ == "__main__":
    main()
