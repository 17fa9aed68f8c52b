# SPDX-License-Identifier: EUPL-1.2
"""Two tables of the same thing that say different figures."""

from __future__ import annotations

from taalplan.tables.audit.agreement import Match
from taalplan.tables.audit.figures import Figure
from taalplan.tables.audit.found import Found, Severity
from taalplan.tables.audit.printed import PrintedTable
from taalplan.tables.audit.words import listed, rows_word, sentence
from taalplan.vocabulary.places import slug
from taalplan.vocabulary.text import Text

Row = tuple[int, Figure, Figure]


def check_agreement(match: Match) -> list[Found]:
    """Findings about the rows where two tables differ, and where they cannot both be right."""
    pairs = match.pairs()
    differ = [pair for pair in pairs if None not in pair[1:] and pair[1] != pair[2]]
    found = [_differences(match, differ)] if differ else []
    impossible = [pair for pair in differ if _more_first_than_all(match, pair)]
    if impossible:
        found.append(_impossible(match, impossible))
    blank = [pair for pair in pairs if (pair[1] is None) != (pair[2] is None)]
    return [*found, _blanks(match, blank)] if blank else found


def _differences(match: Match, differ: list[Row]) -> Found:
    text = sentence(
        "{one} ({column}) en {other} ({theirs}) gaan over hetzelfde en verschillen in {rows}: "
        "{list}. Ze komen niet uit hetzelfde uittreksel of volgen niet dezelfde definitie.",
        "{one} ({column}) and {other} ({theirs}) are about the same thing and differ in {rows}: "
        "{list}. They do not come from the same extract or do not follow the same definition.",
        "{one} ({column}) et {other} ({theirs}) portent sur la même chose et diffèrent dans "
        "{rows} : {list}. Ils ne proviennent pas du même extrait ou ne suivent pas la même "
        "définition.",
        **_names(match),
        rows=rows_word(len(differ)),
        list=listed([_pair(match.one, pair) for pair in differ], 24),
    )
    return _found("tables-disagree", Severity.WARNING, text, match, differ)


def _more_first_than_all(match: Match, pair: Row) -> bool:
    """Whether more people registered for the first time than registered at all."""
    mine, theirs = _is_first(match.one), _is_first(match.other)
    if mine == theirs:
        return False
    first, every = (pair[1], pair[2]) if mine else (pair[2], pair[1])
    return first is not None and every is not None and first > every


def _is_first(table: PrintedTable) -> bool:
    words = slug(f"{table.measure} {table.name}").split("-")
    return bool({"first", "eerste"} & set(words))


def _impossible(match: Match, pairs: list[Row]) -> Found:
    first, every = (match.one, match.other) if _is_first(match.one) else (match.other, match.one)
    text = sentence(
        "In {rows} zijn er meer eerste aanmeldingen ({first}) dan aanmeldingen ({every}): {list}. "
        "Binnen één uittreksel kan dat niet.",
        "In {rows} there are more first registrations ({first}) than registrations ({every}): "
        "{list}. Within one extract that cannot be.",
        "Dans {rows}, il y a plus de premières inscriptions ({first}) que d'inscriptions "
        "({every}) : {list}. Dans un même extrait, c'est impossible.",
        rows=rows_word(len(pairs)),
        first=first.name,
        every=every.name,
        list=listed([match.one.rows[row].label for row, _, _ in pairs], 24),
    )
    return _found("impossible-direction", Severity.WARNING, text, match, pairs)


def _blanks(match: Match, pairs: list[Row]) -> Found:
    text = sentence(
        "{list}: in de ene tabel leeg en in de andere niet ({one} {column}, {other} {theirs}).",
        "{list}: blank in one table and not in the other ({one} {column}, {other} {theirs}).",
        "{list} : vide dans un tableau et pas dans l'autre ({one} {column}, {other} {theirs}).",
        **_names(match),
        list=listed([match.one.rows[row].label for row, _, _ in pairs], 24),
    )
    return _found("blank-in-one-table", Severity.WARNING, text, match, pairs)


def _names(match: Match) -> dict[str, str]:
    return {
        "one": match.one.name,
        "column": match.one.columns[match.column].label,
        "other": match.other.name,
        "theirs": match.other.columns[match.other_column].label,
    }


def _pair(table: PrintedTable, pair: Row) -> Text:
    row, mine, theirs = pair
    return sentence(
        "{row} {mine} en {theirs}",
        "{row} {mine} and {theirs}",
        "{row} {mine} et {theirs}",
        row=table.rows[row].label,
        mine=mine,
        theirs=theirs,
    )


def _found(code: str, severity: Severity, text: Text, match: Match, pairs: list[Row]) -> Found:
    row, mine, theirs = pairs[0]
    return Found(
        code,
        severity,
        text,
        where=match.one.rows[row].label,
        printed=mine,
        computed=theirs,
        file=match.one.name,
        line=match.one.rows[row].line,
        rows=tuple(match.one.rows[at].label for at, _, _ in pairs),
        columns=(match.one.columns[match.column].label,),
    )
