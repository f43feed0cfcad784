#!/usr/bin/env python
"""Runs Django's commands for this project."""

import gc
import os
import sys

from django.core.management import execute_from_command_line

# These only calculate: no key, no mail, no data. The settings of a demonstration will do.
CALCULATIONS = {"termijn", "workflow_diagrams"}

if __name__ == "__main__":
    # A command makes much and ends soon: looking for litter took a third of "migrate".
    gc.set_threshold(100_000, 50, 1_000)
    if CALCULATIONS.intersection(sys.argv[1:2]):
        os.environ.setdefault("MIT_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mit_waakstand.settings")
    execute_from_command_line(sys.argv)
