"""Makes `python -m jury.cli` the same as `jury`."""

from jury.cli import main

main()
