# SPDX-License-Identifier: EUPL-1.2
"""A blank form is rendered once for each language; whatever was typed is never kept."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils.translation import override

from taalplan.web.forms.people import RegisterForm

TEMPLATE = "{% load blank %}{{ form.key }}{% blank form %}{{ form.family_name }}{{ form.sex }}"
TEMPLATE += "{{ mark }}{% endblank %}"


@pytest.fixture
def page() -> Template:
    """A page with some fields, and a mark that shows whether they were rendered again."""
    return Template(TEMPLATE)


def shown(page: Template, form: RegisterForm, mark: str) -> str:
    """The page with a form."""
    return page.render(Context({"form": form, "mark": mark}))


def test_blank_fields_are_rendered_once_and_the_key_each_time(page: Template) -> None:
    first, second = (shown(page, RegisterForm(), mark) for mark in ("one", "two"))
    assert "one" in first
    assert "one" in second
    assert first != second  # each form has a key of its own


def test_each_language_has_its_own(page: Template) -> None:
    spoken = {}
    for language in ("nl", "en", "fr", "nl"):
        with override(language):
            spoken[language] = shown(page, RegisterForm(), language)
    assert len({text.split("</div>")[0][-400:] for text in spoken.values()}) == 3


def test_what_was_typed_is_shown_and_kept_for_nobody(page: Template) -> None:
    for form in (RegisterForm({"family_name": "Kovalenko"}),
                 RegisterForm(initial={"family_name": "Kovalenko"})):  # fmt: skip
        assert "Kovalenko" in shown(page, form, "typed")
    blank = shown(page, RegisterForm(), "blank")
    assert "Kovalenko" not in blank
    assert "typed" not in blank
    assert "blank" in shown(page, RegisterForm(), "again")
