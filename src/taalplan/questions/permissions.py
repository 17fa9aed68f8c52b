# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with a question: policy staff, and nobody alone.

Whoever wrote any words of an answer neither approves nor signs it. Roles stand in the register,
where users and their assignments are kept.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from taalplan.questions.models import Draft, Edition, Part, Question
from taalplan.register.models import Role
from taalplan.register.permissions import NotAllowedError, rights_of, yes_or_no


def check_can_handle_questions(user: Any) -> None:
    """See questions, take them in, divide and transfer them."""
    if Role.POLICY not in rights_of(user).roles:
        raise NotAllowedError(_("vragen van het parlement zijn voor beleidsmedewerkers"))


def check_can_write(user: Any, part: Part) -> None:
    """Write an answer to a part: its owner, or anybody as long as it has none."""
    check_can_handle_questions(user)
    if part.owner_id is not None and part.owner_id != user.pk:
        raise NotAllowedError(
            _("deelvraag %(code)s is van %(owner)s; wijs ze eerst aan iemand anders toe")
            % {"code": part.code, "owner": part.owner}
        )


def check_can_read_for(user: Any, edition: Edition) -> None:
    """Say of an edition that it is right: somebody who wrote nothing of it."""
    check_can_handle_questions(user)
    if user.pk in writers(edition.question):
        raise NotAllowedError(_("wie aan een antwoord meeschreef, leest het niet zelf na"))


def check_can_sign(user: Any, question: Question) -> None:
    """Sign for the minister: somebody who wrote nothing of it."""
    check_can_handle_questions(user)
    if user.pk in writers(question):
        raise NotAllowedError(_("wie aan een antwoord meeschreef, ondertekent het niet"))


def writers(question: Question) -> set[int]:
    """Everybody whose draft was ever the last of a part, also when others wrote on."""
    return set(Draft.objects.filter(part__question=question).values_list("by_id", flat=True))


can_handle_questions = yes_or_no(check_can_handle_questions)
can_write = yes_or_no(check_can_write)
can_read_for = yes_or_no(check_can_read_for)
can_sign = yes_or_no(check_can_sign)
