"""Write every package of every example again: ``python -m examples.write``."""

import sys

from examples import library
from examples.write.packages import write_all


def main() -> None:
    """Write the examples into their own folders."""
    for name in library.names():
        folder = library.path(name)
        for path in write_all(folder, folder):
            sys.stdout.write(f"{path.relative_to(folder.parent)}\n")


if __name__ == "__main__":
    main()
