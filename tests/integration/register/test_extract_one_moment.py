# SPDX-License-Identifier: EUPL-1.2
"""A snapshot is of one moment, and no clerk waits for it: a real file, two processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_READER = """
import subprocess, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from taalplan.register.extract.moment import one_moment
from taalplan.register.models import Person
writer = (
    "import django; django.setup();"
    "from django.db import transaction;"
    "from taalplan.register.models import Person;"
    "transaction.atomic(Person.objects.create)(family_name='Nieuw', search_name='nieuw')"
)
with one_moment():
    before = Person.objects.count()
    subprocess.run([sys.executable, "-c", writer], check=True, timeout=15)
    print(before, Person.objects.count(), end=" ")
print(Person.objects.count())
"""


@pytest.mark.slow
def test_a_clerk_writes_while_the_register_is_extracted(tmp_path: Path) -> None:
    """The writer would wait twenty seconds for a lock, and is given fifteen."""
    given = {"TAALPLAN_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "taalplan.config.settings"}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TAALPLAN_")} | given
    done = subprocess.run(
        [sys.executable, "-c", _READER], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["0", "0", "1"], done.stderr
