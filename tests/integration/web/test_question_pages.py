# SPDX-License-Identifier: EUPL-1.2
"""From a pasted question to a signed answer, by the pages; and what they say when it cannot be."""

from __future__ import annotations

import re
from datetime import date
from threading import Event

import pytest
from django.test import Client
from django.urls import reverse

from lib import questions as make
from taalplan.jobs import work
from taalplan.jobs.models import Job
from taalplan.questions.models import Edition, Part, Question
from taalplan.snapshot import write_snapshot

pytestmark = pytest.mark.django_db

PASTED = """SCHRIFTELIJKE VRAAG
nr. 161
van TOM ONGENA
datum: 31 januari 2022
aan BART SOMERS

Aanmeldingen NT2 - Loket Lier

Er is veel vraag naar lessen.

1. a) Hoeveel mensen meldden zich aan in 2021?
b) Waarom?
2. Welke digitale initiatieven zijn er?
"""


@pytest.fixture(autouse=True)
def snapshots(settings, tmp_path):
    """A small register to count from, where the pages look for it."""
    from lib.drawn_rows import as_arrow, rows_of

    rows = "\n".join(["person | desk       | date", "-------+------------+-----",
                      *(f"{n} | loket-lier | 2021-03-0{n % 9 + 1}" for n in range(1, 31))])  # fmt: skip
    settings.HOME = tmp_path / "home"
    tables = {"registrations": as_arrow(rows_of("registrations", rows))}
    write_snapshot(settings.HOME / "momentopnamen", tables, as_of=date(2022, 1, 31))


def client(name: str = "") -> Client:
    """Somebody of policy staff with a browser."""
    made = Client(SERVER_NAME="localhost")
    made.force_login(make.policy(name))
    return made


def post(browser: Client, address: str, **content: str):
    """What a form sends."""
    return browser.post(address, content)


def fields_of(html: str) -> dict[str, str]:
    """The names and values of the fields of a page, as a browser would send them."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value"))
        if name and 'type="file"' not in tag:
            found[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', html, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    for name, value in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?([^<]*)</textarea>', html):
        found[name] = value
    return found


def do_jobs() -> None:
    while work.work_once("w", Event()):
        pass


def receive(browser: Client) -> Question:
    """Paste the question, look it over, add what parliament did not print, keep it."""
    read = post(browser, reverse("receive_question"), text=PASTED)
    sent = fields_of(read.content.decode()) | {"function": "minister van Inburgering"}
    kept = browser.post(reverse("receive_question"), sent)
    assert kept.status_code == 302, re.findall(
        r'class="fault"[^<]*<[^>]*>([^<]*)', kept.content.decode()
    )
    return Question.objects.get(number=161)


def write(browser: Client, question: Question, code: str, **answer: str):
    address = reverse("question_part", args=[question.pk, code])
    sent = fields_of(browser.get(address).content.decode()) | {"do": "write"}
    return browser.post(address, sent | answer)


def step(browser: Client, question: Question, do: str, **more: str):
    return post(browser, reverse("question", args=[question.pk]), do=do, **more)


def test_a_pasted_question_is_read_looked_over_and_kept():
    question = receive(client())
    assert (question.asked_by, question.asked_on) == ("Tom Ongena", date(2022, 1, 31))
    assert question.session_year == "2021-2022"
    assert question.introduction == "Er is veel vraag naar lessen."
    codes = question.parts.values_list("code", "asked")
    assert list(codes) == [
        ("1a", "Hoeveel mensen meldden zich aan in 2021?"),
        ("1b", "Waarom?"),
        ("2", "Welke digitale initiatieven zijn er?"),
    ]


def test_the_same_number_twice_is_told_at_the_form():
    browser = client()
    receive(browser)
    read = post(browser, reverse("receive_question"), text=PASTED)
    sent = fields_of(read.content.decode()) | {"function": "minister"}
    assert browser.post(reverse("receive_question"), sent).status_code == 422
    assert Question.objects.count() == 1


@pytest.mark.parametrize("text", ["", "Geachte heer, hoe gaat het?"])
def test_a_text_without_parts_is_not_a_question(text):
    got = post(client(), reverse("receive_question"), text=text)
    assert got.status_code == 422
    assert "errors" in got.content.decode()


def test_from_arrival_to_a_signed_document():
    """The whole way, with a figure that is computed, two readers, and what is kept of it."""
    writer, reader, minister = client("schrijver"), client("lezer"), client("kabinet")
    question = receive(writer)
    figure = 'Dat waren er {{ getal(t1["lier", "loket-lier", "2021"]) }}.'
    write(writer, question, "1a", text=figure, table_0_id="t1", table_0_years="2021",
          table_0_definition="registrations-by-year")  # fmt: skip
    wrong = writer.get(reverse("question_part", args=[question.pk, "1a"]))
    assert wrong.status_code == 200
    write(writer, question, "1a", text=figure.replace('"lier"', '"antwerpen"'))
    write(writer, question, "1b", text="Dat is niet onderzocht.")
    elsewhere = reverse("question_part", args=[question.pk, "2"])
    post(writer, elsewhere, do="elsewhere", minister="de minister van onderwijs")
    for code in ("1a", "1b"):
        got = post(writer, reverse("question_part", args=[question.pk, code]), do="ready")
        assert got.status_code == 302
    assert set(question.parts.values_list("status", flat=True)) == {"ready", "elsewhere"}
    step(writer, question, "make")
    do_jobs()
    job = Job.objects.get()
    assert job.status == "done", job.error
    edition = Edition.objects.get()
    page = writer.get(reverse("question", args=[question.pk])).content.decode()
    assert "Leg voor aan de nalezers" in page
    step(writer, question, "send")
    for browser in (reader, minister):
        assert "Keur goed" in browser.get(reverse("question", args=[question.pk])).content.decode()
        step(browser, question, "approve")
    assert "Onderteken" not in step(writer, question, "sign").content.decode().split("<main")[-1]
    step(minister, question, "sign", sure="on")
    question.refresh_from_db()
    assert (question.status, question.signed) == ("signed", edition)
    read = writer.get(reverse("question_file", args=[question.pk, edition.number, "answer.html"]))
    assert "Dat waren er 30." in read.content.decode()
    assert "sandbox" in read["Content-Security-Policy"]
    assert edition.files.filter(name="data/t1.csv").exists()


def test_a_document_that_cannot_be_made_says_where_and_why():
    browser = client()
    question = receive(browser)
    write(browser, question, "1a", text='{{ getal(t9["total"]) }}')
    step(browser, question, "make")
    do_jobs()
    page = browser.get(reverse("question", args=[question.pk])).content.decode()
    assert "kon niet worden gemaakt" in page
    assert "t9" in page or "1b" in page
    assert "/tmp" not in page


def test_words_of_two_who_write_at_once_are_both_shown():
    one, other = client("een"), client("ander")
    question = receive(one)
    address = reverse("question_part", args=[question.pk, "1b"])
    begun = fields_of(other.get(address).content.decode()) | {"do": "write"}
    write(one, question, "1b", text="Van de een.")
    got = other.post(address, begun | {"text": "Van de ander."})
    assert got.status_code == 409
    page = got.content.decode()
    assert "Van de een." in page
    assert "Van de ander." in page
    assert Part.objects.get(code="1b").draft.answer == {"text": "Van de een."}
    # Having seen both, the writer saves again, and nothing is in the way any more.
    again = fields_of(page) | {"do": "write", "text": "Van beiden."}
    assert other.post(address, again).status_code == 302
    assert Part.objects.get(code="1b").draft.answer == {"text": "Van beiden."}


def test_a_form_that_is_sent_twice_saves_once():
    browser = client()
    question = receive(browser)
    address = reverse("question_part", args=[question.pk, "1b"])
    sent = fields_of(browser.get(address).content.decode()) | {"do": "write", "text": "Een keer."}
    assert [browser.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert Part.objects.get(code="1b").drafts.count() == 1


def test_a_file_that_is_not_there_is_not_found():
    question = make.received(by=make.policy())
    got = client().get(reverse("question_file", args=[question.pk, 1, "../../etc/passwd"]))
    assert got.status_code == 404
