# SPDX-License-Identifier: EUPL-1.2
"""The open API keeps to its own description, whatever it is sent; and to its limits."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as drawn
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from lib.published import HEADLINES, OLDER, SNAPSHOT, figures, tables  # noqa: F401 (a fixture)
from taalplan.config.wsgi import application
from taalplan.web.api.answering import LIMIT, Limit

pytestmark = pytest.mark.django_db
DESKS = "/api/v1/tables/first-registrations.desk.calendar-year"


@pytest.fixture(autouse=True)
def a_fresh_limit() -> None:
    """Tests do not wait for each other."""
    LIMIT.left.clear()


@pytest.fixture
def anybody() -> Client:
    """A program without an account."""
    return Client(SERVER_NAME="localhost")


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_is_as_described(settings, mode: GenerationMode) -> None:
    """Requests that the description allows, and others, drawn by schemathesis for each address."""
    settings.API_RATE = 1_000_000
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    tried = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy(generation_mode=mode))
        @drawn(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
        def check(case: schemathesis.Case) -> None:
            tried.append(case.path)
            # Which codes a table has no description can say beforehand: other words are refused.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        try:
            check()
        except Unsatisfiable:  # an address without parameters cannot be asked wrongly
            assert mode is GenerationMode.NEGATIVE
    assert len(set(tried)) >= 5


def test_the_cells_are_those_that_were_published(anybody: Client) -> None:
    found, address = [], f"{DESKS}/cells?per_page=7"
    while address:
        page = anybody.get(address.removeprefix("http://localhost")).json()
        found += page["items"]
        address = page["next"]
    table = tables()["first-registrations.desk.calendar-year"]
    names = [dimension.name for dimension in table.dimensions]
    assert len(found) == page["total"]
    assert [(list(each["at"].values()), each["value"]) for each in found] == [
        (list(codes), cell.value) for codes, cell in table.tidy()
    ]
    assert list(found[0]["at"]) == names
    hidden = [each for each in found if each["status"] == "suppressed"]
    assert hidden
    assert all(each["value"] is None for each in hidden)


def test_a_part_of_a_table(anybody: Client) -> None:
    asked = "?desk=vestiging-genk&year=2019,2021&target_group=obliged"
    page = anybody.get(f"{DESKS}/cells{asked}").json()
    assert [each["value"] for each in page["items"]] == [177, 159]
    rows = list(csv.DictReader(StringIO(anybody.get(f"{DESKS}/data{asked}").content.decode())))
    assert [row["value"] for row in rows] == ["177", "159"]
    nothing = anybody.get(f"{DESKS}/cells?area=atlas&desk=vestiging-genk").json()
    assert (nothing["items"], nothing["total"]) == ([], 0)


def test_a_snapshot_that_was_cited_comes_back(anybody: Client) -> None:
    assert anybody.get(f"{DESKS}/cells?snapshot={OLDER}").json()["snapshot"] == OLDER
    assert anybody.get(f"{DESKS}/cells").json()["snapshot"] == SNAPSHOT
    assert anybody.get(f"{DESKS}/cells?snapshot=cccccccccccc").status_code == 404


def test_a_program_hears_that_nothing_changed(anybody: Client) -> None:
    first = anybody.get(f"{DESKS}/cells")
    again = anybody.get(f"{DESKS}/cells", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    other = anybody.get(f"{DESKS}/cells?page=2", HTTP_IF_NONE_MATCH=first["ETag"])
    assert other.status_code == 200


def test_every_fault_is_told_at_once_as_a_problem(anybody: Client) -> None:
    answer = anybody.get(f"{DESKS}/cells?page=0&per_page=x&taart=1")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    detail = json.loads(answer.content)["detail"]
    assert all(word in detail for word in ("'taart'", "page: write", "per_page: write"))


def test_it_only_reads(anybody: Client) -> None:
    answer = anybody.post(f"{DESKS}/cells")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_too_many_requests_are_told_how_long_to_wait(anybody: Client, settings) -> None:
    settings.API_RATE = 3
    codes = [anybody.get("/api/v1/headlines").status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    assert int(anybody.get("/api/v1/headlines")["Retry-After"]) <= 20


def test_a_bucket_fills_again_and_forgets_the_oldest() -> None:
    limit = Limit(most=2)
    assert [limit.take("a", 2, now) for now in (0.0, 0.0, 0.0)] == [0, 0, 30]
    assert limit.take("a", 2, 30.0) == 0
    for other in ("b", "c"):
        limit.take(other, 2, 31.0)
    assert list(limit.left) == ["b", "c"]


def test_the_headlines(anybody: Client) -> None:
    items = anybody.get("/api/v1/headlines?language=en").json()["items"]
    assert [(each["label"], each["value"]) for each in items] == [
        (each.label.en, each.value) for each in HEADLINES
    ]
