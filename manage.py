"""Django's own commands, for developers. Users have `rugdekking`."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line
from django.core.management.commands import makemigrations
from tooling import migrations

sys.path.insert(0, str(Path(__file__).parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rugdekking.config.settings")
makemigrations.Command = migrations.Command
execute_from_command_line(sys.argv)
