# SPDX-License-Identifier: EUPL-1.2
"""Renderings of a table: for a terminal, a page, a document, a workbook and open data.

One front door: `render(table, "html")`. Each format is a module of its own and is imported
when it is asked for, since documents and workbooks need libraries that take time to load.
"""

from __future__ import annotations

from taalplan.tables.render.door import FORMATS, UnknownFormatError, render, write

__all__ = ["FORMATS", "UnknownFormatError", "render", "write"]
