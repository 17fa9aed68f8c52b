# SPDX-License-Identifier: EUPL-1.2
"""A question file and snapshots become an answer: counted, protected, analysed, composed.

The one room that knows every figure and every document. It writes nothing: the command line
writes what it makes in a folder, the pages keep it as an edition. An analysis is a module of
`analyses`; to whom the answer goes is an `Outlet`.
"""

from __future__ import annotations

from taalplan.answering.make import Answer, make_answer
from taalplan.answering.outlet import Outlet
from taalplan.answering.tables import tables_for

__all__ = ["Answer", "Outlet", "make_answer", "tables_for"]
