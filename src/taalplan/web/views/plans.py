# SPDX-License-Identifier: EUPL-1.2
"""Plans: make one, see how far it is, read it, take its tables along."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from taalplan.jobs import queue
from taalplan.jobs.models import Job
from taalplan.register.permissions import check_can_plan
from taalplan.web import plans
from taalplan.web.documents import served
from taalplan.web.forms.plans import PlanForm
from taalplan.web.views.sending import carry_out, sent


@require_http_methods(["GET", "POST"])
def all_plans(request: HttpRequest) -> HttpResponse:
    """Every kind with what was made of it last, and a form to make one."""
    check_can_plan(request.user)
    given = sent(request)
    form = PlanForm(given)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        carry_out(request, form, lambda: {
            "number": plans.ask(data["kind"], data["year"], by=request.user).pk})  # fmt: skip
        return redirect("plans")
    kinds = [(kind, plans.made(name)) for name, kind in plans.KINDS.items()]
    busy = any(not job.is_over for _kind, jobs in kinds for job in jobs)
    status = 422 if given is not None else 200
    context = {"form": form, "kinds": kinds, "busy": busy}
    return render(request, "web/plans.html", context, status=status)


@require_GET
def plan_file(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One file of a plan."""
    check_can_plan(request.user)
    job = get_object_or_404(Job, pk=number)
    try:
        path = plans.file_of(job, name)
        content = path.read_bytes()
    except (LookupError, OSError):
        raise Http404(name) from None
    return served(path.name, content)


@require_POST
def stop_plan(request: HttpRequest, number: int) -> HttpResponse:
    """Stop making a plan."""
    check_can_plan(request.user)
    queue.cancel(get_object_or_404(Job, pk=number, kind=plans.make_plan.name))
    return redirect("plans")
