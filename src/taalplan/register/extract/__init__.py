# SPDX-License-Identifier: EUPL-1.2
"""The register's only door out: a snapshot without names, numbers or anything to find people by.

`extract(out=folder, by=user)` reads everything as it is at one moment, numbers people anew with a
secret that is not in the database, and writes the snapshot.
"""

from taalplan.register.extract.run import Extracted, extract

__all__ = ["Extracted", "extract"]
