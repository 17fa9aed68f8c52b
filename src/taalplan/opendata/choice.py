# SPDX-License-Identifier: EUPL-1.2
"""What a reader chose of a published table, as an address says it.

    by=desk&desk=vestiging-genk&year=2019,2021&target_group=obliged&snapshot=efebb7cbce0a

`by` and `axis` choose the table, the other words its dimensions; a dimension that is not named
is shown in full. There is one way to write each choice (`canonical`), so that an address that is
cited, compared or kept by a cache is the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from taalplan.opendata.cubes import Cube, cubes_of
from taalplan.opendata.store import Store
from taalplan.statistics.dimensions import TIME_DIMENSIONS
from taalplan.tables.naming import code_label
from taalplan.tables.table import TOTAL, Axis, Dimension, Member, Table
from taalplan.vocabulary.text import Language, Text

WORDS = ("by", "axis", "snapshot")
"""What an address may say beside the names of dimensions."""


class ChoiceError(ValueError):
    """An address that names what is not there; `faults` has all of it, as sentences."""

    def __init__(self, faults: Sequence[Text]) -> None:
        super().__init__("\n".join(fault.en for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Choice:
    """A published table, and of some dimensions the codes to show.

    `snapshot` is empty for the current one; `table` is the whole published table.
    """

    cube: Cube
    table: Table = field(hash=False, compare=False)
    codes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    snapshot: str = ""

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The codes by dimension."""
        return dict(self.codes)

    def of(self, **codes: Sequence[str]) -> Choice:
        """The same with other codes for some dimensions; an empty list shows all of them."""
        together = {**self.chosen, **{name: tuple(each) for name, each in codes.items()}}
        return replace(self, codes=_ordered(self.table, together))

    def cited(self) -> Choice:
        """The same choice of this very snapshot, whatever becomes the current one."""
        return replace(self, snapshot=self.table.provenance.snapshot)


def read_choice(store: Store, indicator: str, words: Mapping[str, Sequence[str]]) -> Choice:
    """Read the words of an address; a word may come several times, or have commas.

    Raises LookupError for an indicator that is not published, NotPublishedError for a snapshot
    that is not there, ChoiceError for everything else that is not.
    """
    given = {
        name: tuple(dict.fromkeys(part for value in values for part in value.split(",") if part))
        for name, values in words.items()
    }
    cube = _cube(indicator, given)
    snapshot = next(iter(given.get("snapshot", ())), "")
    table = store.table(cube, snapshot)
    asked = {name: codes for name, codes in given.items() if name not in WORDS}
    if faults := list(_faults(table, asked)):
        raise ChoiceError(faults)
    return Choice(cube, table, _ordered(table, asked), snapshot)


def _cube(indicator: str, given: Mapping[str, tuple[str, ...]]) -> Cube:
    cubes = cubes_of(indicator)
    by, axis = (next(iter(given.get(name, ())), "") for name in ("by", "axis"))
    for cube in cubes:
        if by in ("", cube.by) and axis in ("", cube.axis):
            return cube
    found = ", ".join(f"by={cube.by}&axis={cube.axis}" for cube in cubes)
    raise ChoiceError([
        Text(
            f"by={by}&axis={axis} is er niet; kies uit {found}",
            f"there is no by={by}&axis={axis}; choose from {found}",
            f"by={by}&axis={axis} n’existe pas ; choisissez parmi {found}",
        )
    ])  # fmt: skip


def _faults(table: Table, asked: Mapping[str, tuple[str, ...]]) -> Iterator[Text]:
    known = {dimension.name: codes for dimension, codes in dimensions(table)}
    for name, codes in asked.items():
        if name not in known:
            names = ", ".join([*known, *WORDS])
            yield Text(
                f"'{name}' is geen indeling van dit cijfer; kies uit {names}",
                f"'{name}' is no division of this figure; choose from {names}",
                f"'{name}' n’est pas une ventilation de ce chiffre ; choisissez parmi {names}",
            )
            continue
        for code in codes:
            if code not in known[name]:
                yield Text(
                    f"{name}: er is geen '{code}'",
                    f"{name}: there is no '{code}'",
                    f"{name} : '{code}' n’existe pas",
                )


def dimensions(table: Table) -> Iterator[tuple[Dimension, tuple[str, ...]]]:
    """Each dimension with its codes in printed order."""
    for axis in (table.rows, table.columns):
        for place, dimension in enumerate(axis.dimensions):
            yield dimension, tuple(dict.fromkeys(member.path[place] for member in axis.members))


def labelled(table: Table, name: str) -> list[tuple[str, Text]]:
    """The codes of a dimension with what they are called."""
    for axis in (table.rows, table.columns):
        if name in axis.names:
            place = axis.names.index(name)
            codes = dict.fromkeys(member.path[place] for member in axis.members)
            return [(code, code_label(axis, place, code)) for code in codes]
    raise KeyError(name)


def _ordered(
    table: Table, asked: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Dimensions and codes in the order of the table; those that are shown in full left out."""
    found = []
    for dimension, codes in dimensions(table):
        wanted = tuple(code for code in codes if code in asked.get(dimension.name, ()))
        if wanted and wanted != codes:
            found.append((dimension.name, wanted))
    return tuple(found)


def canonical(choice: Choice) -> str:
    """The one way to write a choice, without a question mark."""
    words: dict[str, str] = {}
    if choice.cube.by:
        words["by"] = choice.cube.by
    if choice.cube.axis != cubes_of(choice.cube.indicator)[0].axis:
        words["axis"] = choice.cube.axis
    words |= {name: ",".join(codes) for name, codes in choice.codes}
    if choice.snapshot:
        words["snapshot"] = choice.snapshot
    return urlencode(words, safe=",")


def start(store: Store, indicator: str) -> Choice:
    """What is shown before anything was chosen."""
    cube = cubes_of(indicator)[0]
    table = store.table(cube)
    return Choice(cube, table).of(**dict(cube.start))


def select(choice: Choice) -> Table:
    """The chosen part of the table: the same cells, nothing added and nothing counted.

    Raises ChoiceError when no row or no column is left.
    """
    table, chosen = choice.table, choice.chosen
    rows, columns = (_kept(axis, chosen) for axis in (table.rows, table.columns))
    if not (rows.members and columns.members):
        raise ChoiceError([
            Text(
                "deze keuzes samen komen nergens voor; laat er één weg",
                "these choices do not occur together; leave one out",
                "ces choix n’existent pas ensemble ; retirez-en un",
            )
        ])  # fmt: skip
    row_paths, column_paths = ({m.path for m in axis.members} for axis in (rows, columns))
    cells = {
        key: cell
        for key, cell in table.cells.items()
        if key[0] in row_paths and key[1] in column_paths
    }
    paths = row_paths | column_paths
    notes = tuple(note for note in table.notes if not note.about or paths & set(note.about))
    title = _of_years(table, chosen)
    return replace(table, title=title, rows=rows, columns=columns, cells=cells, notes=notes)


def _of_years(table: Table, chosen: Mapping[str, tuple[str, ...]]) -> Text:
    """The title with the chosen years in place of all of them."""
    for dimension, codes in dimensions(table):
        years = chosen.get(dimension.name, ())
        if dimension.name in TIME_DIMENSIONS.values() and years:
            dash = " - " if "-" in codes[0] else "-"
            whole = f"{codes[0]}{dash}{codes[-1]}"
            part = Text(*(_listed(years, word) for word in ("en", "and", "et")))
            return Text(*(table.title[g].replace(whole, part[g]) for g in Language))
    return table.title


def _listed(years: Sequence[str], word: str) -> str:
    *before, last = years
    return f"{', '.join(before)} {word} {last}" if before else last


def _kept(axis: Axis, chosen: Mapping[str, tuple[str, ...]]) -> Axis:
    limits = [(place, chosen[name]) for place, name in enumerate(axis.names) if name in chosen]
    members = [m for m in axis.members if all(m.path[place] in codes for place, codes in limits)]
    shallow = min((member.depth for member in members), default=0)
    labels = dict(_whole_names(axis, members))
    return replace(
        axis,
        members=tuple(
            replace(m, depth=m.depth - shallow, label=labels.get(m.path, m.label)) for m in members
        ),
    )


def _whole_names(axis: Axis, members: Sequence[Member]) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Rows that stood under a row that is not shown any more say what they are of."""
    shown = {member.path for member in members}
    for member in members:
        above = (*member.path[:-1], TOTAL)
        if member.depth and member.unit is not None and above not in shown:
            outer = code_label(axis, 0, member.path[0])
            words = (f"{outer[g]}, {member.label[g]}" for g in ("nl", "en", "fr"))
            yield member.path, Text(*words)
