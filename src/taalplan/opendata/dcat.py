# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of what is published, by DCAT-AP Vlaanderen: what harvesters of open data read.

One dataset for each published table, with a distribution for each format, and the API as a
service. Every node is made once and written as JSON-LD or as Turtle.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from taalplan.opendata.cubes import Cube, cubes_of, published_names
from taalplan.opendata.names import NAMES
from taalplan.opendata.store import Release, Store
from taalplan.statistics.catalogue import indicator
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Language, Text

Node = dict[str, Any]

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CC0 = "https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0"
PROFILE = "https://data.vlaanderen.be/doc/applicatieprofiel/DCAT-AP-VL"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
THEMES = ("SOCI", "EDUC")
FORMATS = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "px": ("", "text/plain"),
    "sdmx": ("", "application/vnd.sdmx.data+csv"),
}
"""Each format by its code in the list of file types of the EU, where it has one, and media type."""

TITLE = Text(
    "Cijfers over Nederlands leren in het kader van inburgering",
    "Figures on learning Dutch for civic integration",
    "Chiffres sur l’apprentissage du néerlandais dans l’intégration civique",
)
DESCRIPTION = Text(
    "Aanmeldingen, inschrijvingen, doorstroom en resultaten, met kleine aantallen beschermd.",
    "Registrations, enrolments, progression and results, with small numbers protected.",
    "Inscriptions, passages et résultats, avec protection des petits nombres.",
)


@dataclass(frozen=True)
class Site:
    """Where the catalogue is and who publishes it. `contact` is a mail address or a page."""

    address: str
    publisher: str
    contact: str


def catalogue(store: Store, release: Release, site: Site) -> list[Node]:
    """The nodes of the whole catalogue; the first is the catalogue itself."""
    found = [(cube, store.table(cube)) for name in published_names() for cube in store.cubes(name)]
    datasets = [_dataset(cube, table, release, site) for cube, table in found]
    service = _service([node["@id"] for node in datasets], release, site)
    records = [_record(node["@id"], release, site) for node in (*datasets, service)]
    distributions = [each for cube, _ in found for each in _distributions(cube, release, site)]
    whole = _described(f"{site.address}/id/catalogus", "dcat:Catalog", TITLE, DESCRIPTION) | {
        "dct:publisher": _publisher(site),
        "dct:license": _ref(CC0),
        "dct:identifier": f"{site.address}/id/catalogus",
        "foaf:homepage": _ref(f"{site.address}/open-data/"),
        "dct:language": [_ref(f"{AUTHORITY}language/{code}") for code in ("NLD", "ENG", "FRA")],
        "dct:modified": _day(release.made),
        "dcat:dataset": [_ref(node["@id"]) for node in datasets],
        "dcat:service": _ref(service["@id"]),
        "dcat:record": [_ref(node["@id"]) for node in records],
    }
    return [whole, *datasets, service, *distributions, *records]


def identifier(cube: Cube, site: Site) -> str:
    """What a published table is called for ever, whatever becomes of its pages."""
    return f"{site.address}/id/dataset/{cube.key}"


def _dataset(cube: Cube, table: Table, release: Release, site: Site) -> Node:
    about = indicator(cube.indicator)
    own = identifier(cube, site)
    years = [
        code
        for each in table.dimensions
        if each.name.endswith("year")
        for code in _codes(table, each.name)
    ]
    return _described(own, "dcat:Dataset", _named(cube), about.answers) | {
        "dct:identifier": own,
        "dct:publisher": _publisher(site),
        "dcat:contactPoint": _contact(site),
        "dct:accessRights": _ref(f"{AUTHORITY}access-right/PUBLIC"),
        "dct:license": _ref(CC0),
        "dcat:keyword": [
            {"@value": word, "@language": "nl"}
            for word in ("NT2", "inburgering", "Nederlands", NAMES[cube.indicator].nl)
        ],
        "dcat:theme": [_ref(f"{AUTHORITY}data-theme/{theme}") for theme in THEMES],
        "dct:modified": _day(release.made),
        "dct:spatial": _ref("http://data.europa.eu/nuts/code/BE2"),
        "dct:temporal": _period(years),
        "dcat:landingPage": _ref(f"{site.address}/cijfers/{cube.indicator}/"),
        "dcat:distribution": [_ref(f"{own}/{name}") for name in FORMATS],
    }  # fmt: skip


def _named(cube: Cube) -> Text:
    """The name of an indicator, with what tells its tables apart."""
    words = [NAMES[cube.indicator]]
    if len(cubes_of(cube.indicator)) > 1:
        words += [BY[cube.by], AXES[cube.axis]]
    return Text(*(", ".join(word[g] for word in words) for g in Language))


BY = {
    "desk": Text("naar loket", "by desk", "par guichet"),
    "municipality": Text("naar woonplaats", "by residence", "par domicile"),
}
AXES = {
    "calendar-year": Text("per kalenderjaar", "by calendar year", "par année civile"),
    "school-year": Text("per schooljaar", "by school year", "par année scolaire"),
}


def _codes(table: Table, name: str) -> list[str]:
    return [m.path[a.names.index(name)] for a in (table.rows, table.columns) if name in a.names
            for m in a.members]  # fmt: skip


def _period(years: list[str]) -> Node:
    """From the first day of the first year to the last of the last; school years end in August."""
    whole = sorted({year for year in years if year[:4].isdigit()})
    if not whole:
        return {"@type": "dct:PeriodOfTime"}
    school = "-" in whole[0]
    first = f"{whole[0][:4]}-09-01" if school else f"{whole[0]}-01-01"
    last = f"{whole[-1][-4:]}-08-31" if school else f"{whole[-1]}-12-31"
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@value": first, "@type": "xsd:date"},
        "dcat:endDate": {"@value": last, "@type": "xsd:date"},
    }


def _distributions(cube: Cube, release: Release, site: Site) -> Iterator[Node]:
    for name, (code, media) in FORMATS.items():
        own = f"{identifier(cube, site)}/{name}"
        address = f"{site.address}/api/v1/tables/{cube.key}/data?format={name}"
        title = Text(*(f"{_named(cube)[g]} ({name.upper()})" for g in Language))
        yield _described(own, "dcat:Distribution", title, title) | {
            "dct:identifier": own,
            "dcat:accessURL": _ref(address),
            "dcat:downloadURL": _ref(address),
            "dcat:mediaType": _ref(f"http://www.iana.org/assignments/media-types/{media}"),
            **({"dct:format": _ref(f"{AUTHORITY}file-type/{code}")} if code else {}),
            "dct:license": _ref(CC0),
            "dct:modified": _day(release.made),
        }


def _service(datasets: list[str], release: Release, site: Site) -> Node:
    own = f"{site.address}/id/dienst/api"
    return _described(own, "dcat:DataService", Text.same("Taalplan API"), DESCRIPTION) | {
        "dct:identifier": own,
        "dct:publisher": _publisher(site),
        "dcat:contactPoint": _contact(site),
        "dct:accessRights": _ref(f"{AUTHORITY}access-right/PUBLIC"),
        "dct:license": _ref(CC0),
        "dcat:keyword": [{"@value": "NT2", "@language": "nl"}],
        "dcat:endpointURL": _ref(f"{site.address}/api/v1/"),
        "dcat:endpointDescription": _ref(f"{site.address}/api/v1/openapi.json"),
        "dcat:servesDataset": [_ref(each) for each in datasets],
    }


def _record(about: str, release: Release, site: Site) -> Node:
    own = about.replace("/id/", "/id/record/", 1)
    return {
        "@id": own,
        "@type": "dcat:CatalogRecord",
        "dct:identifier": own,
        "dct:conformsTo": _ref(PROFILE),
        "foaf:primaryTopic": _ref(about),
        "dct:modified": _day(release.made),
    }


def _publisher(site: Site) -> Node:
    return {"@type": "foaf:Agent", "foaf:name": {"@value": site.publisher, "@language": "nl"}}


def _contact(site: Site) -> Node:
    mail = "@" in site.contact and "/" not in site.contact
    way = {"vcard:hasEmail": _ref(f"mailto:{site.contact}")} if mail else {
        "vcard:hasURL": _ref(f"{site.address}/open-data/")
    }  # fmt: skip
    return {"@type": "vcard:Organization", "vcard:fn": site.publisher, **way}


def _described(own: str, kind: str, title: Text, description: Text) -> Node:
    return {
        "@id": own,
        "@type": kind,
        "dct:title": _in_each(title),
        "dct:description": _in_each(description),
    }


def _in_each(text: Text) -> list[Node]:
    return [{"@value": text[language], "@language": language.value} for language in Language]


def _ref(address: str) -> Node:
    return {"@id": address}


def _day(day: date) -> Node:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def as_json_ld(nodes: list[Node]) -> str:
    """The nodes as JSON-LD, with its context inside."""
    whole = {"@context": PREFIXES, "@graph": nodes}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def as_turtle(nodes: list[Node]) -> str:
    """The nodes as Turtle."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
    for node in nodes:
        lines += ["", f"<{node['@id']}> {_properties(node)} ."]
    return "\n".join(lines) + "\n"


def _properties(node: Node) -> str:
    parts = [f"a {node['@type']}"]
    for name, value in node.items():
        if not name.startswith("@"):
            values = value if isinstance(value, list) else [value]
            parts.append(f"{name} {', '.join(map(_term, values))}")
    return " ;\n  ".join(parts)


def _term(value: Node | str) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if "@value" in value:
        text = json.dumps(value["@value"], ensure_ascii=False)
        if "@language" in value:
            return f"{text}@{value['@language']}"
        return f"{text}^^{value['@type']}"
    return f"[ {_properties(value)} ]" if "@type" in value else f"<{value['@id']}>"
