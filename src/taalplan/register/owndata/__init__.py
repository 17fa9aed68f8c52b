# SPDX-License-Identifier: EUPL-1.2
"""A copy of everything the register holds about somebody, for that person (recht van inzage).

`gather(person)` reads it in the language of the moment; `as_json` gives it to a machine and `pdf`
to a reader. The keys of the JSON do not change with the language: docs/reference/own-data.md.
"""

from taalplan.register.owndata.build import Cell, OwnData, Row, Section, as_json, gather
from taalplan.register.owndata.document import pdf
from taalplan.register.owndata.parts import DISPUTABLE, what_words

__all__ = [
    "DISPUTABLE",
    "Cell",
    "OwnData",
    "Row",
    "Section",
    "as_json",
    "gather",
    "pdf",
    "what_words",
]
