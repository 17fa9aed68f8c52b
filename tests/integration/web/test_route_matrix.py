# SPDX-License-Identifier: EUPL-1.2
"""What every role gets at every address: drawn for each, and nothing that is not drawn.

The addresses come from the URL resolver: a new one without a line here fails, and so does a view
that answers a method which no line names. What is not drawn as allowed is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from lib.desk_world import World, world
from lib.published import figures  # noqa: F401 (a fixture)
from taalplan.audit.models import Event
from taalplan.vocabulary.periods import SchoolYear

ROLES = ("anonymous", "genk", "hasselt", "limburg", "antwerpen", "centre", "elsewhere", "policy",
         "administrator", "nobody")  # fmt: skip

# Answers: ok 200, to another page 302, login (to the login page), faulty form 422, conflict 409,
# no 403 (or 404), - the method is not answered (405). "here" is a person, course or appointment
# of Genk; hasselt is another desk in the same area, antwerpen coordinates another area, elsewhere
# is a centre that has nothing to do with it.
MATRIX = """
route                    | anonymous | genk | hasselt | limburg | antwerpen | centre | elsewhere | policy | administrator | nobody
-------------------------+-----------+------+---------+---------+-----------+--------+-----------+--------+---------------+-------
GET  accessibility       | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  alive               | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  ready               | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  login               | ok        | to   | to      | to      | to        | to     | to        | to     | to            | to
POST login               | ok        | to   | to      | to      | to        | to     | to        | to     | to            | to
POST logout              | login     | login | login  | login   | login     | login  | login     | login  | login         | login
GET  set_language        | to        | to   | to      | to      | to        | to     | to        | to     | to            | to
POST set_language        | to        | to   | to      | to      | to        | to     | to        | to     | to            | to
GET  overview            | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  figures             | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  find_figure         | to        | to   | to      | to      | to        | to     | to        | to     | to            | to
GET  figure              | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  why                 | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  chart               | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  download            | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  table_style         | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  open_data           | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  catalogue           | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  identified          | to        | to   | to      | to      | to        | to     | to        | to     | to            | to
GET  api                 | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  api_tables          | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  api_table           | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  api_cells           | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  api_data            | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  api_headlines       | ok        | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  desk                | login     | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  choose_desk         | login     | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
POST choose_desk         | login     | ok   | ok      | ok      | ok        | ok     | ok        | ok     | ok            | ok
GET  day_sheet           | login     | ok   | ok      | ok      | ok        | to     | to        | to     | to            | to
GET  find                | login     | ok   | ok      | ok      | ok        | no     | no        | no     | no            | no
POST find_open           | login     | to   | no      | to      | no        | to     | no        | no     | no            | no
GET  register            | login     | ok   | ok      | ok      | ok        | no     | no        | no     | no            | no
POST register            | login     | 422  | 422     | 422     | 422       | no     | no        | no     | no            | no
POST doubles             | login     | ok   | ok      | ok      | ok        | no     | no        | no     | no            | no
GET  open_person         | login     | ok   | no      | ok      | no        | ok     | no        | no     | no            | no
POST open_person         | login     | 422  | no      | 422     | no        | 422    | no        | no     | no            | no
GET  person              | login     | ok   | no      | ok      | no        | ok     | no        | no     | no            | no
GET  edit_person         | login     | ok   | no      | ok      | no        | no     | no        | no     | no            | no
POST edit_person         | login     | 422  | no      | 422     | no        | no     | no        | no     | no            | no
GET  register_again      | login     | ok   | ok      | ok      | ok        | no     | no        | no     | no            | no
POST register_again      | login     | 422  | 422     | 422     | 422       | no     | no        | no     | no            | no
GET  book                | login     | ok   | no      | ok      | no        | no     | no        | no     | no            | no
POST book                | login     | 422  | no      | 422     | no        | no     | no        | no     | no            | no
GET  place               | login     | ok   | no      | ok      | no        | no     | no        | no     | no            | no
POST place               | login     | ok   | no      | ok      | no        | no     | no        | no     | no            | no
GET  wait                | login     | ok   | no      | ok      | no        | no     | no        | no     | no            | no
POST wait                | login     | 422  | no      | 422     | no        | no     | no        | no     | no            | no
GET  merge               | login     | ok   | no      | ok      | no        | no     | no        | no     | no            | no
POST merge               | login     | to   | no      | to      | no        | no     | no        | no     | no            | no
POST undo_merge          | login     | to   | no      | to      | no        | no     | no        | no     | no            | no
GET  own_data            | login     | ok   | no      | ok      | no        | no     | no        | no     | no            | no
POST own_data            | login     | ok   | no      | ok      | no        | no     | no        | no     | no            | no
POST dispute             | login     | 422  | no      | 422     | no        | no     | no        | no     | no            | no
POST settle              | login     | to   | no      | to      | no        | no     | no        | no     | no            | no
GET  preferences         | login     | ok   | no      | ok      | no        | no     | no        | no     | no            | no
POST preferences         | login     | 422  | no      | 422     | no        | no     | no        | no     | no            | no
GET  target_group        | login     | ok   | no      | ok      | no        | no     | no        | no     | no            | no
POST target_group        | login     | 422  | no      | 422     | no        | no     | no        | no     | no            | no
GET  trajectory          | login     | ok   | no      | ok      | no        | no     | no        | no     | no            | no
POST trajectory          | login     | 422  | no      | 422     | no        | no     | no        | no     | no            | no
GET  registration        | login     | ok   | no      | ok      | no        | ok     | no        | no     | no            | no
POST registration        | login     | to   | no      | to      | no        | no     | no        | no     | no            | no
GET  hours               | login     | ok   | ok      | ok      | ok        | to     | to        | to     | to            | to
POST hours               | login     | no   | no      | 422     | 422       | to     | to        | to     | to            | to
GET  feedback            | login     | ok   | ok      | ok      | ok        | to     | to        | to     | to            | to
POST feedback            | login     | 422  | 422     | 422     | 422       | to     | to        | to     | to            | to
GET  run_course          | login     | no   | no      | no      | no        | ok     | no        | no     | no            | no
POST run_course          | login     | no   | no      | no      | no        | to     | no        | no     | no            | no
POST close_appointment   | login     | to   | no      | to      | no        | no     | no        | no     | no            | no
GET  move_appointment    | login     | ok   | no      | ok      | no        | no     | no        | no     | no            | no
POST move_appointment    | login     | 422  | no      | 422     | no        | no     | no        | no     | no            | no
GET  courses             | login     | ok   | ok      | ok      | ok        | ok     | ok        | no     | no            | no
GET  course              | login     | ok   | ok      | ok      | ok        | ok     | no        | no     | no            | no
POST step_placement      | login     | to   | no      | to      | no        | to     | no        | no     | no            | no
GET  waiting_list        | login     | ok   | ok      | ok      | ok        | no     | no        | no     | no            | no
POST answer_waiting      | login     | to   | no      | to      | no        | no     | no        | no     | no            | no
GET  plans               | login     | no   | no      | ok      | ok        | no     | no        | ok     | no            | no
POST plans               | login     | no   | no      | 422     | 422       | no     | no        | 422    | no            | no
GET  plan_file           | login     | no   | no      | ok      | ok        | no     | no        | ok     | no            | no
POST stop_plan           | login     | no   | no      | to      | to        | no     | no        | to     | no            | no
GET  users               | login     | no   | no      | no      | no        | no     | no        | no     | ok            | no
POST users               | login     | no   | no      | no      | no        | no     | no        | no     | 422           | no
GET  user                | login     | no   | no      | no      | no        | no     | no        | no     | ok            | no
POST user                | login     | no   | no      | no      | no        | no     | no        | no     | 422           | no
POST password            | login     | no   | no      | no      | no        | no     | no        | no     | ok            | no
GET  log                 | login     | no   | no      | no      | no        | no     | no        | no     | ok            | no
POST log                 | login     | no   | no      | no      | no        | no     | no        | no     | to            | no
GET  policy_values       | login     | no   | no      | no      | no        | no     | no        | no     | ok            | no
GET  snapshots           | login     | no   | no      | no      | no        | no     | no        | no     | ok            | no
POST snapshots           | login     | no   | no      | no      | no        | no     | no        | no     | to            | no
GET  questions           | login     | no   | no      | no      | no        | no     | no        | ok     | no            | no
GET  receive_question    | login     | no   | no      | no      | no        | no     | no        | ok     | no            | no
POST receive_question    | login     | no   | no      | no      | no        | no     | no        | 422    | no            | no
GET  question            | login     | no   | no      | no      | no        | no     | no        | ok     | no            | no
POST question            | login     | no   | no      | no      | no        | no     | no        | to     | no            | no
GET  question_part       | login     | no   | no      | no      | no        | no     | no        | ok     | no            | no
POST question_part       | login     | no   | no      | no      | no        | no     | no        | to     | no            | no
GET  question_file       | login     | no   | no      | no      | no        | no     | no        | ok     | no            | no
GET  job                 | login     | no   | no      | no      | no        | no     | no        | ok     | no            | no
POST cancel_job          | login     | no   | no      | no      | no        | no     | no        | to     | no            | no
"""

EXPECTED = {"ok": {200}, "to": {302, 303}, "login": {302}, "no": {403, 404}, "422": {422}}


def drawn() -> dict[tuple[str, str], dict[str, str]]:
    """The table by method and route."""
    head, _rule, *rows = MATRIX.strip().splitlines()
    roles = [cell.strip() for cell in head.split("|")][1:]
    found = {}
    for row in rows:
        place, *cells = [cell.strip() for cell in row.split("|")]
        method, route = place.split()
        found[method, route] = dict(zip(roles, cells, strict=True))
    return found


def routes(patterns: list[object] | None = None) -> Iterator[URLPattern]:
    """Every address that the resolver knows."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from routes(pattern.url_patterns)  # type: ignore[attr-defined]


@pytest.fixture
def here(db: None, settings, tmp_path) -> World:
    """The desk of Genk with everything on its pages."""
    settings.HOME = tmp_path
    return world()


def test_every_route_has_a_line() -> None:
    named = {pattern.name for pattern in routes()}
    assert None not in named, "an address without a name cannot be in the table"
    assert named == {route for _method, route in drawn()}


def test_no_line_leaves_a_role_out() -> None:
    assert all(tuple(cells) == ROLES for cells in drawn().values())


def test_no_view_answers_a_method_without_a_line(here: World) -> None:
    client = Client(SERVER_NAME="localhost")
    for pattern in routes():
        for method in ("GET", "POST"):
            if (method, pattern.name) not in drawn():
                client.force_login(user("genk"))
                answer = client.generic(method, address(pattern.name or "", here))
                assert answer.status_code == 405, f"{method} {pattern.name} is answered"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_is_drawn(here: World, role: str) -> None:
    wrong = []
    for (method, route), cells in drawn().items():
        got = answer_to(here, role, method, route)
        if got.status_code not in EXPECTED[cells[role]] or (
            got.status_code == 302
            and (cells[role] == "login") != got["Location"].startswith("/aanmelden/")
        ):
            wrong.append(f"{method} {route}: {got.status_code}, drawn is {cells[role]}")
    assert wrong == []


def test_the_body_of_a_refusal_names_nobody(here: World) -> None:
    for (method, route), cells in drawn().items():
        for role in ROLES:
            if cells[role] == "no":
                body = answer_to(here, role, method, route).content.decode()
                assert "Amrani" not in body, f"{method} {route} tells {role} a name"


LOOKS = ("look_at", "look_at_list", "look_at_day", "own_data")

BESIDE = "what prevents a double, as the search shows it: opening the file is the look"
AGAIN = "the words that were just sent, with their faults, on a page whose opening was a look"
SEEN_WITHOUT_A_ROW = {
    ("GET", "find"): BESIDE,
    ("POST", "register"): BESIDE,
    ("POST", "doubles"): BESIDE,
    ("GET", "register_again"): BESIDE,
    ("POST", "register_again"): BESIDE,
    **{
        ("POST", route): AGAIN
        for route in ("book", "dispute", "edit_person", "move_appointment", "place",
                      "preferences", "target_group", "trajectory", "wait")
    },
}  # fmt: skip
"""Answers that name somebody and write no row of a look, and why not."""


@pytest.mark.parametrize("role", ["genk", "limburg", "centre"])
def test_whoever_is_shown_a_name_leaves_a_row_of_the_look(here: World, role: str) -> None:
    """Every address of the table, with an open file that was looked at some minutes ago."""
    shown, unseen = set(), set()
    for place in drawn():
        with look_of(here, role, *place) as (named, rows):
            if named:
                shown.add(place)
            if named and not rows:
                unseen.add(place)
    assert shown, "a test that is shown nobody shows nothing"
    assert unseen <= SEEN_WITHOUT_A_ROW.keys()
    if role == "genk":
        assert unseen == SEEN_WITHOUT_A_ROW.keys(), "a reason that is not needed any more"


@contextmanager
def look_of(here: World, role: str, method: str, route: str) -> Iterator[tuple[bool, int]]:
    """Whether the answer names somebody, and how many rows of a look it wrote; rolled back."""
    from django.db import transaction

    client = Client(SERVER_NAME="localhost")
    with transaction.atomic():
        client.force_login(user(role))
        client.post(reverse("open_person", args=[here.person.pk]), {"doel": "counter"})
        session = client.session
        some_minutes_ago = 300
        session["looks"] = {
            number: [purpose, since, last - some_minutes_ago]
            for number, (purpose, since, last) in session.get("looks", {}).items()
        }
        session.save()
        there = address(route, here) + QUERY.get(route, "")
        before = Event.objects.filter(action__in=LOOKS).count()
        content = CONTENT_THAT_NAMES.get(route, CONTENT.get(route, "")).format(here=here)
        got = client.generic(
            method, there, content, content_type="application/x-www-form-urlencoded"
        )
        rows = Event.objects.filter(action__in=LOOKS).count() - before
        yield any(name in got.content.decode() for name in ("Amrani", "Oyelaran")), rows
        transaction.set_rollback(True)


QUERY = {"find": "?q=Amrani", "waiting_list": "?niveau=A2"}
CONTENT_THAT_NAMES = dict.fromkeys(
    ("register", "doubles"), "family_name=Amrani&given_names=Sara&birth_year=1994"
)


def test_no_message_that_waits_in_the_browser_names_anybody(here: World) -> None:
    """A cookie outlives the file: it may say what was done, never about whom."""
    told = 0
    sent = GOOD | CONTENT
    for method, route in drawn():
        for role in ("genk", "centre") if method == "POST" else ():
            text = message_after(here, role, route, sent.get(route, "").format(here=here))
            told += bool(text)
            assert not any(name in text for name in ("Amrani", "Sara", "Nieuwkomer")), route
    assert told >= 8


GOOD = {
    "register": "family_name=Nieuwkomer&given_names=Sara&birth_year=1971&target_group=obliged",
    "register_again": "target_group=obliged",
    "edit_person": "family_name=El+Amrani&given_names=Sara&birth_year=1994&version=1"
                   "&reason=typed_wrong",
    "wait": "level=A1&profile=standard",
}  # fmt: skip


def message_after(here: World, role: str, route: str, content: str) -> str:
    """What waits in the cookie for the next page after a form."""
    from django.contrib.messages.storage.cookie import CookieStorage
    from django.db import transaction
    from django.test import RequestFactory

    client = Client(SERVER_NAME="localhost")
    with transaction.atomic():
        client.force_login(user(role))
        client.post(reverse("open_person", args=[here.person.pk]), {"doel": "counter"})
        got = client.generic(
            "POST", address(route, here), content, content_type="application/x-www-form-urlencoded"
        )
        transaction.set_rollback(True)
    request = RequestFactory().get("/")
    request.COOKIES = {name: each.value for name, each in got.cookies.items()}
    return " ".join(str(each) for each in CookieStorage(request))


def user(role: str) -> object:
    """The user of a role in the table."""
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(username=role)


def answer_to(here: World, role: str, method: str, route: str):
    """One request in a session of its own, rolled back; a file that may be opened was opened."""
    from django.db import transaction

    client = Client(SERVER_NAME="localhost")
    with transaction.atomic():
        if role != "anonymous":
            client.force_login(user(role))
            client.post(reverse("open_person", args=[here.person.pk]), {"doel": "counter"})
        got = client.generic(
            method,
            address(route, here),
            CONTENT.get(route, "").format(here=here),
            content_type="application/x-www-form-urlencoded",
        )
        transaction.set_rollback(True)
    return got


CONTENT = {
    "find_open": "person={here.person.pk}&doel=counter",
    "close_appointment": "status=cancelled",
    "step_placement": "status=withdrawn",
    "answer_waiting": "answer=leave",
    "preferences": "do=keep&intensity=9",
    "target_group": "do=change",
    "trajectory": "do=begin",
    "registration": "do=withdraw",
    "hours": "do=set",
    "feedback": "do=add",
    "run_course": "do=confirm",
    "question": "do=make",
    "users": "do=add",
    "user": "do=give",
    "snapshots": "do=extract",
    "question_part": "do=write&based_on=1&count=0&text=Anders.",
}
"""What a button sends; forms are sent empty, which is faulty wherever something is asked."""


def address(route: str, here: World) -> str:
    """Where a route is, about the things of Genk."""
    things = {
        "merge": [here.person.pk, here.alike.pk],
        "undo_merge": [merge_of(here)] if route == "undo_merge" else [],
        "close_appointment": [here.appointment.pk],
        "settle": [disputed(here)] if route == "settle" else [],
        "move_appointment": [here.appointment.pk],
        "course": [here.course.pk],
        "run_course": [here.course.pk],
        "registration": [here.registration.pk],
        "step_placement": [here.placement.pk],
        "answer_waiting": [here.demand.pk],
        **{name: [user("nobody").pk] for name in ("user", "password")},
        **plan_things(route),
        **question_things(route),
    }
    about_a_person = (
        "open_person person edit_person register_again book place wait own_data dispute"
    )
    about_a_person += " preferences target_group trajectory"
    args = [here.person.pk] if route in about_a_person.split() else things.get(route, [])
    return reverse(route, args=FIGURES.get(route, args)) + QUESTIONS.get(route, "")


FIGURES = {
    "figure": ["enrolments"],
    "why": ["registrations-by-year"],
    "chart": ["enrolments", "bars"],
    "download": ["enrolments", "csv"],
    "catalogue": ["ttl"],
    "identified": ["dataset/enrolments.school-year"],
    "api_table": ["enrolments.school-year"],
    "api_cells": ["enrolments.school-year"],
    "api_data": ["enrolments.school-year"],
}
QUESTIONS = {"why": "?by=desk&desk=vestiging-genk&van=2020&tot=2021"}
"""What the pages of figures are about; they are for everybody."""


def plan_things(route: str) -> dict[str, list[object]]:
    """A plan that was made, for this request."""
    if route not in ("plan_file", "stop_plan"):
        return {}
    from taalplan.jobs.models import Job
    from taalplan.web import plans

    job = plans.ask("behoefteplan", SchoolYear(2022), by=user("limburg"))
    (plans.folder() / "b").mkdir(parents=True, exist_ok=True)
    (plans.folder() / "b" / "plan.html").write_text("<p>Plan</p>")
    Job.objects.filter(pk=job.pk).update(result={"folder": "b", "files": ["plan.html"]})
    return {"plan_file": [job.pk, "plan.html"], "stop_plan": [job.pk]}


def question_things(route: str) -> dict[str, list[object]]:
    """A question with a draft, a document and a job, made for this request."""
    if not route.startswith(("question", "job", "cancel_job")) or route == "questions":
        return {}
    from lib import questions as make
    from taalplan.jobs.queue import ask
    from taalplan.web.making import make_edition

    by = user("policy")
    asked = make.received(by=by)
    part = make.drafted(asked.parts.first(), by=by).part
    edition = make.edition(asked, by=by)
    job = ask(make_edition, by=by, question=asked.pk, user=by.pk) if "job" in route else None
    things: dict[str, list[object]] = {
        "question": [asked.pk],
        "question_part": [asked.pk, part.code],
        "question_file": [asked.pk, edition.number, "answer.pdf"],
    }
    return things | ({route: [job.pk]} if job else {})


def merge_of(here: World) -> int:
    """A merge of the two, made for this request."""
    from taalplan.register.actions.merging import merge

    here.alike.refresh_from_db()
    return int(merge(kept=here.person, given_up=here.alike, by=user("genk")).pk)


def disputed(here: World) -> int:
    """Something that is disputed, made for this request."""
    from taalplan.register.actions.rights import restrict

    return int(restrict(person=here.person, what="phone", day=date(2026, 1, 5), by=user("genk")).pk)
