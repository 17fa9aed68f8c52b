# SPDX-License-Identifier: EUPL-1.2
"""A synthetic register that reproduces the published tables; made from public facts only.

`write(out)` makes two snapshots, of 2022-01-31 (tables 1, 3 and 4) and 2022-02-28 (table 2),
with the corrections between them. `published(name)` gives the published cells. No row is about
a real person.
"""

from taalplan.example.figures import PUBLISHED, published
from taalplan.example.register import EXTRACTS, Example, Progress, Register, build
from taalplan.example.write import RELEASES, write

__all__ = [
    "EXTRACTS",
    "PUBLISHED",
    "RELEASES",
    "Example",
    "Progress",
    "Register",
    "build",
    "published",
    "write",
]
