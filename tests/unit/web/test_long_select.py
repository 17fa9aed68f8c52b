# SPDX-License-Identifier: EUPL-1.2
"""A long list to choose from is the same HTML as Django's own, whatever was chosen or typed."""

from __future__ import annotations

import pytest
from django import forms
from django.test.html import parse_html

from taalplan.web.forms.fields import LongSelect, municipality_names

CHOICES = (("", "–"), ("BE", "België"), ("CI", "Côte d'Ivoire <i>"), ('"', "a quote"), ("1", "one"))


@pytest.mark.parametrize("chosen", ["", None, "BE", '"', 1, "<script>", "be"])
@pytest.mark.parametrize("attrs", [None, {"id": "id_x", "aria-invalid": "true", "required": True}])
def test_the_same_html_as_of_django(chosen: object, attrs: dict[str, object] | None) -> None:
    written = [
        kind(choices=CHOICES, attrs={"class": "wide"}).render("x", chosen, attrs)
        for kind in (LongSelect, forms.Select)
    ]
    assert "wide" in written[0]
    assert parse_html(written[0]) == parse_html(written[1])


def test_suggested_municipalities_are_in_the_language_of_who_asks() -> None:
    from django.utils.translation import override

    with override("nl"):
        dutch = municipality_names()
    with override("fr"):
        french = municipality_names()
    assert "Brussel" in " ".join(dutch)
    assert "Bruxelles" in " ".join(french)
    assert list(dutch) == sorted(dutch)
