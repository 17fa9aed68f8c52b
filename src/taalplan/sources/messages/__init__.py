# SPDX-License-Identifier: EUPL-1.2
"""Readers of the messages of KBI (dossiers) and of education (enrolments), both XML.

`read_messages(paths)` gives dossiers and histories as they were told, for the register;
`extract.read(paths)` makes them the tables of a snapshot.
"""

from taalplan.sources.messages.parts import Attendance, Dossier, History
from taalplan.sources.messages.read import Messages, are_messages, read_messages

__all__ = ["Attendance", "Dossier", "History", "Messages", "are_messages", "read_messages"]
