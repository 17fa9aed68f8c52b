# SPDX-License-Identifier: EUPL-1.2
"""Pages on which several things can be done, each with a small form of its own.

A page is drawn from groups: what there is, as lines, and what can be done with it, as deeds. The
field `do` says which form was sent; only that one is read, and only its faults are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from taalplan.register.states import NotInThisStateError
from taalplan.web.forms.base import DeskForm
from taalplan.web.forms.courses import KeyForm
from taalplan.web.forms.fields import municipality_names
from taalplan.web.views.sending import carry_out, sent

Make = Callable[..., DeskForm]


@dataclass
class Deed:
    """Something that can be done: `name` in `do`, the words of its button, its form, and the work
    that gives the thing that was changed. `shown` when the form is open from the start.
    `told` are other words for the message after it, where the button names somebody: a message
    waits in a cookie of the browser until the next page.
    """

    name: str
    words: str
    work: Callable[[dict[str, Any]], Model | None]
    make: Make = KeyForm
    initial: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    shown: bool = False
    second: bool = True
    told: str = ""
    form: DeskForm | None = None

    @property
    def only_a_button(self) -> bool:
        """Whether nothing is asked."""
        return self.make is KeyForm

    def fill(self, data: Any = None) -> DeskForm:
        """The form, filled with what was sent or with what is known."""
        self.form = self.make(data, initial=self.initial, auto_id=f"{self.name}-%s", **self.options)
        return self.form


@dataclass
class Group:
    """A part of the page: its heading, lines (words, and others beside them), and its deeds."""

    heading: str
    lines: Sequence[tuple[str, str]] = ()
    deeds: Sequence[Deed] = ()
    empty: str = ""


def page(
    request: HttpRequest,
    groups: Sequence[Group],
    *,
    heading: str,
    done: str = "",
    template: str = "web/deeds.html",
    **context: Any,
) -> HttpResponse:
    """Show the groups, or do what was sent and show them anew. `done` is where to go after it.

    A `template` that extends the usual one can put its own head, and more above the groups.
    """
    deeds = {deed.name: deed for group in groups for deed in group.deeds}
    data = sent(request)
    chosen = deeds.get(data.get("do", "")) if data is not None else None
    for deed in deeds.values():
        deed.fill(data if deed is chosen else None)
    if request.method == "POST":
        if chosen is None:
            raise NotInThisStateError(_("dat kan hier niet meer"))
        if _carried_out(request, chosen):
            messages.success(
                request, _("Bewaard: %(what)s.") % {"what": chosen.told or chosen.words.lower()}
            )
            return redirect(done or request.path)
    faulty = chosen.form if chosen is not None and chosen.form and chosen.form.errors else None
    around: dict[str, Any] = {
        "groups": groups,
        "heading": heading,
        "form": faulty,
        "chosen": chosen,
    }
    around["municipality_names"] = municipality_names()
    return render(request, template, around | context, status=422 if faulty else 200)


def _carried_out(request: HttpRequest, deed: Deed) -> bool:
    form = deed.form
    if form is None or not form.is_valid():
        return False

    def work() -> dict[str, Any]:
        changed = deed.work(form.cleaned_data)
        return {"number": changed.pk if changed is not None else None}

    try:
        carry_out(request, form, work)
    except ValidationError as faults:
        show_faults(form, faults)
        return False
    return True


def show_faults(form: DeskForm, faults: ValidationError) -> None:
    """What the action found wrong, at the field that it is about when the form has it."""
    if not hasattr(faults, "error_dict"):
        form.add_error(None, faults)
        return
    for name, found in faults.error_dict.items():
        form.add_error(name if name in form.fields else None, found)
