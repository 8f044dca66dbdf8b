"""`python -m api` is `fengmi`."""

from api.cli import main

main()
