# SPDX-License-Identifier: EUPL-1.2
"""What can be put right on the pages of a file and of a course: one deed for each fact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taalplan.register.actions import correcting
from taalplan.register.corrections import CORRECTABLE, facts
from taalplan.register.models import Component, Contract, Placement, Suspension
from taalplan.vocabulary.codes import CorrectionReason, CourseResult
from taalplan.web.deeds import Deed
from taalplan.web.forms import files as forms
from taalplan.web.templatetags.words import word

NOT_FACTS = ("key", "seen", "why")


def contract_deed(request: HttpRequest, contract: Contract) -> Deed:
    """Another day of signing, area or target group."""
    return _deed(
        contract, _("Verbeter het contract"), forms.CorrectContractForm,
        lambda **given: correcting.correct_contract(contract=contract, by=request.user, **given),
    )  # fmt: skip


def suspension_deed(request: HttpRequest, pause: Suspension) -> Deed:
    """Other days of a suspension."""
    named = {"day": date_format(pause.first_day, "j F Y")}
    return _deed(
        pause, _("Verbeter de opschorting van %(day)s") % named, forms.CorrectSuspensionForm,
        lambda **given: correcting.correct_suspension(suspension=pause, by=request.user, **given),
    )  # fmt: skip


def component_deed(request: HttpRequest, level: Component) -> Deed:
    """Other days or another decision of a level."""
    named = {"level": word(level.level, "component")}
    return _deed(
        level, _("Verbeter %(level)s") % named, forms.CorrectComponentForm,
        lambda **given: correcting.correct_component(component=level, by=request.user, **given),
    )  # fmt: skip


def result_deed(request: HttpRequest, placement: Placement) -> Deed:
    """Another result of a course."""

    def correct(*, changes: dict[str, Any], **given: Any) -> Placement:
        result = CourseResult(changes["result"]) if changes["result"] else None
        return correcting.correct_result(
            placement=placement, result=result, by=request.user, **given
        )

    named = {"person": str(placement.person)}
    text = _("Verbeter het resultaat van %(person)s") % named
    told = _("verbeter het resultaat")
    return _deed(placement, text, forms.CorrectResultForm, correct, told)


def _deed(
    thing: Model, words: str, make: Any, correct: Callable[..., Model], told: str = ""
) -> Deed:
    def work(data: dict[str, Any]) -> Model:
        return correct(
            seen=data["seen"],
            reason=CorrectionReason(data["why"]),
            changes={name: new for name, new in data.items() if name not in NOT_FACTS},
        )

    initial = {name: getattr(thing, name) for name in CORRECTABLE[type(thing)]}
    kind = thing._meta.model_name
    known = initial | {"seen": facts(thing)}
    return Deed(f"correct-{kind}-{thing.pk}", words, work, make, known, told=told)
