"""`python -m anmeld`, the same as the command `anmeld`."""

from anmeld.cli import main

main()
