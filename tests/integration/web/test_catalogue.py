# SPDX-License-Identifier: EUPL-1.2
"""The catalogue is what DCAT-AP Vlaanderen asks of one, read by a library that others wrote."""

from __future__ import annotations

import pytest
from django.test import Client
from rdflib import Graph
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF
from rdflib.term import Node, URIRef

from lib.published import figures, tables  # noqa: F401 (a fixture)
from taalplan.opendata.dcat import CC0, FORMATS

pytestmark = pytest.mark.django_db
PUBLIC = URIRef("http://publications.europa.eu/resource/authority/access-right/PUBLIC")
VCARD = "http://www.w3.org/2006/vcard/ns#"

ASKED = {
    DCAT.Catalog: {DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license,
                   DCTERMS.identifier, DCAT.dataset, DCAT.service, DCAT.record},
    DCAT.Dataset: {DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.identifier,
                   DCTERMS.accessRights, DCAT.contactPoint, DCAT.keyword, DCAT.theme,
                   DCAT.distribution},
    DCAT.Distribution: {DCTERMS.identifier, DCAT.accessURL, DCTERMS.license},
    DCAT.DataService: {DCTERMS.title, DCTERMS.identifier, DCTERMS.publisher, DCAT.contactPoint,
                       DCTERMS.accessRights, DCAT.keyword, DCAT.endpointURL,
                       DCAT.endpointDescription},
    DCAT.CatalogRecord: {FOAF.primaryTopic, DCTERMS.conformsTo, DCTERMS.modified},
}  # fmt: skip
"""What each kind of node must have, by the profile's own cardinalities."""

ONCE = {DCAT.Dataset: {DCAT.contactPoint}, DCAT.Distribution: {DCAT.accessURL, DCAT.downloadURL}}


@pytest.fixture
def anybody() -> Client:
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def graph(anybody: Client) -> Graph:
    return Graph().parse(
        data=anybody.get("/open-data/catalogus.ttl").content.decode(), format="turtle"
    )


def test_both_forms_say_the_same(anybody: Client, graph: Graph) -> None:
    other = Graph().parse(
        data=anybody.get("/open-data/catalogus.jsonld").content.decode(), format="json-ld"
    )
    assert len(graph) > 300
    assert isomorphic(graph, other)


def test_every_node_has_what_the_profile_asks(graph: Graph) -> None:
    for kind, asked in ASKED.items():
        nodes = set(graph.subjects(RDF.type, kind))
        assert nodes, kind
        for node in nodes:
            assert asked <= set(graph.predicates(node)), node
            for name in ONCE.get(kind, ()):
                assert len(set(graph.objects(node, name))) == 1, node


def test_licence_rights_names_and_contacts(graph: Graph) -> None:
    catalogue = graph.value(predicate=RDF.type, object=DCAT.Catalog)
    assert graph.value(catalogue, DCTERMS.license) == URIRef(CC0)
    for kind in (DCAT.Dataset, DCAT.DataService):
        for node in graph.subjects(RDF.type, kind):
            assert graph.value(node, DCTERMS.accessRights) == PUBLIC
            contact = graph.value(node, DCAT.contactPoint)
            assert graph.value(contact, URIRef(f"{VCARD}hasURL")) or graph.value(
                contact, URIRef(f"{VCARD}hasEmail")
            )
    assert all(name.language for name in graph.objects(None, FOAF.name))


def test_every_table_is_a_dataset_whose_files_are_there(anybody: Client, graph: Graph) -> None:
    datasets = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert {str(each).rpartition("/")[2] for each in datasets} == set(tables())
    for dataset in datasets:
        files = set(graph.objects(dataset, DCAT.distribution))
        assert len(files) == len(FORMATS)
        for file in files:
            answer = anybody.get(path(graph.value(file, DCAT.downloadURL)))
            assert answer.status_code == 200
            media = str(graph.value(file, DCAT.mediaType)).partition("media-types/")[2]
            assert answer["Content-Type"].startswith(media)


def test_an_identifier_leads_to_a_page_or_to_data(anybody: Client, graph: Graph) -> None:
    for kind in (DCAT.Dataset, DCAT.Catalog, DCAT.DataService, DCAT.CatalogRecord):
        for node in graph.subjects(RDF.type, kind):
            page = anybody.get(path(node), HTTP_ACCEPT="text/html", follow=True)
            assert page.redirect_chain[0][1] == 303
            assert page["Content-Type"].startswith("text/html")
            data = anybody.get(path(node), HTTP_ACCEPT="application/ld+json", follow=True)
            assert "json" in data["Content-Type"]
    assert anybody.get("/id/dataset/nergens").status_code == 404


def path(node: Node | None) -> str:
    return str(node).removeprefix("http://localhost")
