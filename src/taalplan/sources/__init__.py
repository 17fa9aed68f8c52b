# SPDX-License-Identifier: EUPL-1.2
"""Readers of extracts (CSV, XLSX, Parquet): text in, a snapshot without names out.

`import_files(paths, out)` does it all; `read(paths)` shows what it would do. Import this room
only where an extract is read: it loads Arrow.
"""

from taalplan.sources.extract import Extract, import_files, read, write
from taalplan.sources.report import describe, shortened

__all__ = ["Extract", "describe", "import_files", "read", "shortened", "write"]
