# SPDX-License-Identifier: EUPL-1.2
"""Every page by the rules of WCAG 2.2 AA: narrow and wide, light and dark.

The pages come from the URL resolver, so a new page is looked at without anybody thinking of it.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, get_resolver, reverse
from playwright.sync_api import Browser, Page

from lib import questions
from lib.desk_world import World, user_named
from taalplan.jobs import queue
from taalplan.jobs.models import Job
from taalplan.questions.models import Question
from taalplan.web.making import make_edition

pytestmark = pytest.mark.slow

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOT_PAGES = {"alive", "ready", "set_language", "logout", "find_open", "doubles", "undo_merge",
             "close_appointment", "step_placement", "answer_waiting", "dispute", "settle",
             "question_file", "job", "cancel_job", "password", "plan_file", "stop_plan"}  # fmt: skip
FOR_EVERYBODY = {"overview", "figures", "find_figure", "figure", "why", "chart", "download",
                 "table_style", "open_data", "catalogue", "identified", "api", "api_tables",
                 "api_table", "api_cells", "api_data", "api_headlines"}  # fmt: skip
"""Looked at without a login, in test_figures.py."""

ELSEWHERE = {"plans": "limburg", "run_course": "centre", "hours": "limburg", "questions": "policy",
             "receive_question": "policy", "question": "policy", "question_part": "policy",
             **dict.fromkeys(("users", "user", "log", "policy_values", "snapshots"),
                             "administrator")}  # fmt: skip
"""Pages on which somebody else than a clerk has something to do."""

QUERIES = {"find": "?q=Amrani", "waiting_list": "?niveau=A2"}


def addresses(here: World) -> dict[str, str]:
    """Every page there is, about the things of Genk."""
    things = {
        "merge": [here.person.pk, here.alike.pk],
        "move_appointment": [here.appointment.pk],
        "course": [here.course.pk],
        "registration": [here.registration.pk],
    }
    found = {}
    for pattern in get_resolver().url_patterns[0].url_patterns:
        assert isinstance(pattern, URLPattern)
        name = pattern.name or ""
        if name not in NOT_PAGES | FOR_EVERYBODY | ELSEWHERE.keys():
            about = [here.person.pk] if "<int:number>" in str(pattern.pattern) else []
            found[name] = reverse(name, args=things.get(name, about)) + QUERIES.get(name, "")
    return found


def faults(page: Page) -> list[str]:
    """What axe finds, one line each."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{each['id']}: {node['html'][:150]}" for each in found for node in each["nodes"]]


def a_question() -> Question:
    """A question with a draft, a document and a job that failed."""
    by = user_named("policy")
    question = questions.received(by=by)
    questions.drafted(question.parts.first(), by=by, answer={"text": "Het zijn er 12."})
    questions.edition(question, by=by)
    job = queue.ask(make_edition, by=by, question=question.pk, user=by.pk)
    Job.objects.filter(pk=job.pk).update(status="failed", error="Er is geen momentopname.")
    return question


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_breaks_a_rule(
    browser: Browser, live_server, keyboard, here: World, width: int, scheme: str
) -> None:
    wrong: dict[str, list[str]] = {}
    page = keyboard.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/aanmelden/")
    wrong["login"] = faults(page)
    keyboard.log_in()
    for path in addresses(here).values():
        answer = page.goto(live_server.url + path)
        if "/openen/" in page.url and "/openen/" not in path:
            page.locator("input[name=doel]").first.check()
            page.get_by_role("button", name="Open het dossier").press("Enter")
            page.wait_for_url(live_server.url + path)
        assert answer is not None
        assert answer.ok, path
        wrong[path] = faults(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong[path].append("wider than the screen")
    question = a_question()
    things = {"run_course": [here.course.pk], "question": [question.pk],
              "question_part": [question.pk, "1a"], "user": [user_named("nobody").pk]}  # fmt: skip
    for name, who in ELSEWHERE.items():
        page.context.clear_cookies()
        keyboard.log_in(who)
        path = reverse(name, args=things.get(name, []))
        page.goto(live_server.url + path)
        wrong[path] = faults(page)
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_faults_and_refusals(keyboard, live_server, here: World, scheme: str) -> None:
    page = keyboard.page
    page.emulate_media(color_scheme=scheme)
    keyboard.log_in()
    page.goto(f"{live_server.url}/registreren/")
    page.get_by_role("button", name="Registreer", exact=True).press("Enter")
    page.locator("#errors").wait_for()
    found = {"faults": faults(page)}
    page.goto(f"{live_server.url}/personen/{here.elsewhere.pk}/")
    found["forbidden"] = faults(page)
    page.goto(f"{live_server.url}/nergens/")
    found["not there"] = faults(page)
    assert found == {"faults": [], "forbidden": [], "not there": []}


def test_axe_finds_what_is_wrong(page: Page, here: World) -> None:
    page.set_content('<html><body><img src="data:,"><input></body></html>')
    assert len(faults(page)) >= 3, "a check that finds nothing proves nothing"
