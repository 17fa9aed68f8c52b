# SPDX-License-Identifier: EUPL-1.2
"""A document from text and tables: docx, HTML, PDF, a workbook and open data.

`read_question` reads the plan of an answer, `compose` puts text and tables together,
`write_answer` writes all forms of it. This room knows tables, and not where they come from.
"""

from __future__ import annotations

from taalplan.answers.analysis import blocks
from taalplan.answers.chart import Drawing, draw, draw_svg
from taalplan.answers.compose import compose
from taalplan.answers.document import Document
from taalplan.answers.faults import Fault, QuestionError
from taalplan.answers.question import AnalysisRequest, Part, Place, Question, TableRequest
from taalplan.answers.reading import read_question
from taalplan.answers.typed import TypedFigure, typed_figures
from taalplan.answers.write import OutputError, write_answer

__all__ = [
    "AnalysisRequest",
    "Document",
    "Drawing",
    "Fault",
    "OutputError",
    "Part",
    "Place",
    "Question",
    "QuestionError",
    "TableRequest",
    "TypedFigure",
    "blocks",
    "compose",
    "draw",
    "draw_svg",
    "read_question",
    "typed_figures",
    "write_answer",
]
