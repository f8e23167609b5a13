"""The command line as a module, so that tests need not know where it is installed."""

from __future__ import annotations

from service.cli import main

if __name__ == "__main__":
    main()
