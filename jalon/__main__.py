"""Start the command line with ``python -m jalon``."""

from jalon.cli import main

if __name__ == "__main__":
    main()
