# SPDX-License-Identifier: EUPL-1.2
"""A copy of somebody's own data has all that is kept: every column, in words, in three languages."""

from __future__ import annotations

import inspect
import io
import json

import pytest
from django.db import models
from django.utils import translation

from lib import register as make
from lib.lives import SECRETS, a_whole_life
from taalplan.audit.models import Event
from taalplan.register import joining, owndata
from taalplan.register.actions import rights
from taalplan.register.models import Merge, Message, NameKey, Person, Remains
from taalplan.register.owndata.parts import LEFT_OUT, PARTS, PERSON
from taalplan.register.owndata.words import ACTIONS

pytestmark = pytest.mark.django_db


def _models_of_parts():
    """Each part with its model, also the parts inside parts."""
    everybody = Person.objects.none()
    for part in PARTS:
        yield part.rows(everybody).model, part
        for inner in part.inside:
            column = {"suspensions": "Suspension", "components": "Component",
                      "history": "PlacementChange"}[inner.key]  # fmt: skip
            from taalplan.register import models as kept

            yield getattr(kept, column), inner


def test_every_model_with_a_person_is_a_part():
    """Who adds a table about people without a part of the copy hears of it here."""
    covered = {model for model, _ in _models_of_parts()}
    with_person = {model for model, _ in joining.owned()} | {Merge, Message, Event}
    assert with_person - {NameKey, Remains} <= covered


def test_every_column_is_in_the_copy_or_left_out_for_a_reason():
    """A new column fails until somebody says where it goes."""
    missing = []
    for model, fields in [(Person, PERSON), *((m, p.fields) for m, p in _models_of_parts())]:
        shown = {(each.path or each.key).split(".")[0] for each in fields}
        shown |= {each.removesuffix("_id") for each in shown}
        columns = {each.name for each in model._meta.concrete_fields}
        missing += [f"{model.__name__}.{name}" for name in columns - shown - LEFT_OUT.keys()]
    assert missing == []


def test_every_action_about_a_person_has_words():
    """The list of who did what is for the person, not for a programmer."""
    from lib.actions import ALL

    about = {name.split(".")[1] for name, action in ALL.items()
             if {"person", "placement", "demand", "appointment", "contract", "trajectory",
                 "component", "kept", "merge", "registration", "restriction"}
             & inspect.signature(action).parameters.keys()}  # fmt: skip
    assert about - {"erase_person"} <= ACTIONS.keys()


def test_the_copy_has_everything_and_no_clerk():
    """Each fact of a whole life stands in it, and what the clerk is called does not."""
    life = a_whole_life(disputed=True)
    copy = rights.own_data(person=life.person, by=life.by)
    data = owndata.as_json(copy)
    text = json.dumps(data)
    assert [secret for secret in SECRETS if secret not in text] == []
    assert {key for key, rows in data["data"].items() if not rows} == set()
    assert life.by.username not in text
    assert data["data"]["person"][0]["municipality_words"] == "Zwijndrecht"
    assert data["data"]["contracts"][0]["suspensions"][0]["reason"] == "B-kwetsbaar"
    assert data["data"]["placements"][0]["history"][0]["status_words"] == "gereserveerd"
    looks = data["data"]["looks"]
    assert {"look_at", "merge", "register_person"} <= {row["action"] for row in looks}
    assert looks[-1]["by"].startswith("medewerker van een loket (loket-genk)")


def test_keys_stay_and_words_follow_the_language():
    """A program reads the same keys in each language; a person reads words."""
    life = a_whole_life()
    found = {}
    for language in ("nl", "en", "fr"):
        with translation.override(language):
            found[language] = owndata.as_json(owndata.gather(life.person))
    assert found["nl"]["data"].keys() == found["en"]["data"].keys() == found["fr"]["data"].keys()
    assert found["nl"]["labels"]["person"]["family_name"] == "Familienaam"
    assert found["en"]["labels"]["person"]["family_name"] == "Family name"
    groups = [found[each]["data"]["target_groups"][0]["group_words"] for each in found]
    assert groups == ["rechthebbend", "entitled", "ayant droit"]
    assert found["fr"]["data"]["person"][0]["nationality_words"] == "Maroc"


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_the_document_is_accessible_and_says_it_all(language, settings):
    """Tagged PDF with a title and a language; names, rights, contact and page numbers in it."""
    pypdf = pytest.importorskip("pypdf")
    settings.CONTACT = "privacy@voorbeeld.test"
    life = a_whole_life()
    with translation.override(language):
        pages = owndata.pdf(owndata.gather(life.person))
    read = pypdf.PdfReader(io.BytesIO(pages))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert str(read.trailer["/Root"]["/Lang"]).startswith(language)
    text = " ".join(page.extract_text() for page in read.pages)
    for each in ("Zwartepoorte", "85073071228", "privacy@voorbeeld.test"):
        assert each in text
    assert f"1 / {len(read.pages)}" in text
    assert {"nl": "klacht", "en": "complain", "fr": "plainte"}[language] in text


def test_what_somebody_is_called_cannot_be_markup():
    """A name with typst in it is printed, not run."""
    person = make.person(family_name='#panic("x") \\ "', given_names="*_$")
    assert owndata.pdf(owndata.gather(person)).startswith(b"%PDF")


def test_reading_the_copy_reads_models_only_through_the_parts():
    """Nothing that is not a plain value comes out."""
    for rows in owndata.as_json(owndata.gather(a_whole_life().person))["data"].values():
        for row in rows:
            assert not any(isinstance(value, models.Model) for value in row.values())
