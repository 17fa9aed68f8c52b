# SPDX-License-Identifier: EUPL-1.2
"""Desks and municipalities: what an extract calls them, and Taalplan's own lists beside its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from taalplan.snapshot.schema import TABLES
from taalplan.sources.aliases import fold
from taalplan.sources.columns import Texts
from taalplan.vocabulary.places import (
    PROVINCES,
    WALLONIA,
    Province,
    desks,
    find_area,
    find_desk,
    in_wallonia,
    municipality_periods,
    slug,
)

Named = Mapping[str, str]


def names_in(texts: Texts | None) -> Named:
    """The codes of a code list in the extract by code and by name, folded."""
    if texts is None:
        return {}
    key = texts.schema.columns[0].name
    found: dict[str, str] = {}
    for column in ("name", key):
        if column not in texts.columns or key not in texts.columns:
            continue
        words, codes = texts.columns[column].to_pylist(), texts.columns[key].to_pylist()
        found |= {
            fold(word): slug(code) for word, code in zip(words, codes, strict=True) if word and code
        }
    return found


def reader_of(listed: str, given: Named) -> Callable[[str], str]:
    """How a place of one of the code lists is read; `given` are the extract's own names."""
    if listed == "desks":
        return desk_reader(given)
    return municipality_reader(given) if listed == "municipalities" else list_reader(given)


def desk_reader(given: Named) -> Callable[[str], str]:
    """From a desk's code or label to its code; the extract's own list comes first."""

    def read(text: str) -> str:
        if fold(text) in given:
            return given[fold(text)]
        desk = find_desk(text)
        return desk.code if desk else slug(text)

    return read


def municipality_reader(given: Named) -> Callable[[str], str]:
    """From a NIS code or a name to the NIS code.

    A name that has had two codes (Hasselt, before and after 2025) is not read: the code says
    which territory is meant. Codes of Wallonia all become one, unless the extract lists them.
    """
    codes: dict[str, set[str]] = {}
    for place in municipality_periods():
        for name in (place.name.nl, place.name.fr, place.name.en):
            codes.setdefault(fold(name), set()).add(place.nis)
    names = {name: min(found) for name, found in codes.items() if len(found) == 1}
    names |= {fold(name): WALLONIA.code for name in _names(WALLONIA)}

    def read(text: str) -> str:
        word = fold(text)
        elsewhere = WALLONIA.code if in_wallonia(text) else ""
        return given.get(word) or names.get(word) or elsewhere or slug(text)

    return read


def list_reader(given: Named) -> Callable[[str], str]:
    """From a centre's or site's code or name to its code."""
    return lambda text: given.get(fold(text)) or slug(text)


def area_reader(text: str) -> str:
    """From an area's code or label to its code."""
    area = find_area(text)
    return area.code if area else slug(text)


def province_reader(text: str) -> str:
    """From a province's code or label to its code."""
    names = {
        fold(word): code
        for code, province in {**PROVINCES, WALLONIA.code: WALLONIA}.items()
        for word in _names(province)
    }
    bare = re.sub("^(provincie|provinceof|provinced|province)", "", fold(text))
    return names.get(fold(text)) or names.get(bare) or slug(text)


def _names(province: Province) -> tuple[str, ...]:
    return province.code, province.label.nl, province.label.en, province.label.fr


def told_of_wallonia(tables: Mapping[str, pa.Table]) -> list[str]:
    """One sentence when rows lie in Wallonia and the extract did not list it itself."""
    found = {}
    for name, table in tables.items():
        if "municipality" in table.schema.names and name != "municipalities":
            here = pc.equal(table["municipality"].cast(pa.string()), WALLONIA.code)
            found[name] = pc.sum(here).as_py() or 0
    rows = [f"{count:,} of {name}" for name, count in found.items() if count]
    if not rows:
        return []
    return [
        f"rows with a municipality in Wallonia ({', '.join(rows)}) have the code "
        f"'{WALLONIA.code}' in the snapshot, whichever municipality it was"
    ]


def completed(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables with Taalplan's own desks and municipalities where the extract names none.

    A list that the extract has is kept; of Taalplan's own only what it lacks and uses is added.
    """
    result = dict(tables)
    for name, rows in (("desks", _desks), ("municipalities", _municipalities)):
        own = pa.Table.from_pylist(list(rows()), _plain(name))
        used = _used(result, name)
        if name not in result:
            if used:
                result[name] = _as_stored(_without_wallonia(own, used))
            continue
        key = TABLES[name].columns[0].name
        lacking = used - set(result[name][key].cast(pa.string()).to_pylist())
        extra = own.filter(pc.is_in(own[key], value_set=pa.array(sorted(lacking), pa.string())))
        if extra.num_rows:
            result[name] = _as_stored(pa.concat_tables([_as_plain(result[name], name), extra]))
    return result


def _without_wallonia(own: pa.Table, used: set[str]) -> pa.Table:
    """Leave Wallonia out when nobody lives there, so that tables have no row for it."""
    if WALLONIA.code in used:
        return own
    return own.filter(pc.not_equal(own[own.schema.names[0]], WALLONIA.code))


def _as_stored(table: pa.Table) -> pa.Table:
    """Words that are codes as dictionaries again, as everywhere else in a snapshot."""
    codes = [at for at, field in enumerate(table.schema) if field.type == pa.string()]
    for at in codes:
        field = table.schema.field(at)
        if field.name != "name":
            table = table.set_column(at, field.name, table.column(at).dictionary_encode())
    return table


def _used(tables: Mapping[str, pa.Table], name: str) -> set[str]:
    """The codes of one list that the other tables refer to."""
    found: set[str] = set()
    for table, rows in tables.items():
        for column in TABLES[table].columns:
            if column.refers == name:
                words = pc.unique(rows[column.name].cast(pa.string())).drop_null()
                found |= set(words.to_pylist())
    return found


def _plain(name: str) -> pa.Schema:
    """The schema of a table with words instead of dictionaries, which cannot be joined."""
    return pa.schema([
        pa.field(field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type)
        for field in TABLES[name].arrow
    ])  # fmt: skip


def _as_plain(table: pa.Table, name: str) -> pa.Table:
    plain = _plain(name)
    return pa.table([table[field.name].cast(field.type) for field in plain], schema=plain)


def _desks() -> Iterable[dict[str, Any]]:
    for desk in desks():
        yield {
            "desk": desk.code,
            "name": desk.name,
            "kind": desk.kind.value,
            "area": desk.area,
            "municipality": desk.municipality,
            "valid_from": desk.valid_from,
            "valid_to": desk.valid_to,
            "temporary": desk.temporary,
            "counters": desk.counters,
        }


def _municipalities() -> Iterable[dict[str, Any]]:
    for place in municipality_periods():
        yield {
            "municipality": place.nis,
            "name": place.name.nl,
            "province": place.province,
            "centre_city": place.centre_city,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "population": place.population,
            "valid_from": place.valid_from,
            "valid_to": place.valid_to,
        }
    yield {
        "municipality": WALLONIA.code,
        "name": WALLONIA.label.nl,
        "province": WALLONIA.code,
        "centre_city": False,
        "valid_from": date(1977, 1, 1),
    }
