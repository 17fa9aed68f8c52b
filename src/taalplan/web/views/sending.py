# SPDX-License-Identifier: EUPL-1.2
"""Carry out what a form asks, once, however often it is sent."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, QueryDict

from taalplan.register.models import RequestKey
from taalplan.register.once import Answer, once
from taalplan.web.drafts import draft_for

NOT_CONTENT = ("csrfmiddlewaretoken", "key")


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form; None when the page is only looked at. Empty is sent too.

    Also what was sent just before, when the session had ended: the form is filled in with it.
    """
    return request.POST if request.method == "POST" else draft_for(request)


def carry_out(request: HttpRequest, form: forms.Form, work: Callable[[], Answer]) -> Answer:
    """Do `work` unless this very form was carried out before; its answer either way.

    What was asked is the address and everything in the form: the same key with another content
    is refused by `once`.
    """
    given = {name: request.POST.getlist(name) for name in sorted(request.POST)}
    content = {"path": request.path} | {
        name: values for name, values in given.items() if name not in NOT_CONTENT
    }
    key = str(form.cleaned_data.get("key") or "")
    answer, _now = once(user=request.user, key=key, content=content, work=work)
    return answer


def was_carried_out(request: HttpRequest, form: forms.Form) -> bool:
    """Whether the key of this form was used before; `carry_out` then gives that answer again."""
    key = form.cleaned_data.get("key")
    return bool(key) and RequestKey.objects.filter(user=request.user, key=key).exists()  # type: ignore[misc]
