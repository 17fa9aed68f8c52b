# SPDX-License-Identifier: EUPL-1.2
"""Every action of the register and of questions, found by walking through their modules."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType

from taalplan.questions import actions as of_questions
from taalplan.register import actions as of_the_register


def _actions(actions: ModuleType) -> Iterator[tuple[str, Callable[..., object]]]:
    for module in pkgutil.iter_modules(actions.__path__, f"{actions.__name__}."):
        room = importlib.import_module(module.name)
        for name, thing in inspect.getmembers(room, inspect.isfunction):
            if thing.__module__ == module.name and not name.startswith("_"):
                yield f"{module.name.rpartition('.')[2]}.{name}", thing


QUESTIONS = dict(_actions(of_questions))
ALL = dict(_actions(of_the_register)) | QUESTIONS
"""By module and name; a public function of these modules is an action, without exception."""
