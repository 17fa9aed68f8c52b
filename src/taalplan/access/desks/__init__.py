# SPDX-License-Identifier: EUPL-1.2
"""Where the desks of a snapshot are, where they would be best, and what became of closed ones."""

from __future__ import annotations

from taalplan.access.desks.brief import brief
from taalplan.access.desks.given import with_files
from taalplan.access.desks.situation import Situation, read_situation
from taalplan.access.desks.study import Study, make_study

__all__ = ["Situation", "Study", "brief", "make_study", "read_situation", "with_files"]
