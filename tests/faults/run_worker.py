"""Run the real worker with its clock held at the start of the story, so that nothing is due yet."""

import os
import sys

import time_machine
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
    with time_machine.travel("2027-01-04 09:00+08:00", tick=True):
        execute_from_command_line(["manage.py", "worker", *sys.argv[1:]])
