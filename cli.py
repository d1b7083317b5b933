"""Run the command line from a checkout: `python cli.py generate SAG --out MAPPE`."""

from anmeld.cli import main

main()
