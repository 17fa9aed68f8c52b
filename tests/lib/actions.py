# SPDX-License-Identifier: EUPL-1.2
"""Every action of the register, found by walking through its modules."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator

from taalplan.register import actions


def _actions() -> Iterator[tuple[str, Callable[..., object]]]:
    for module in pkgutil.iter_modules(actions.__path__, "taalplan.register.actions."):
        room = importlib.import_module(module.name)
        for name, thing in inspect.getmembers(room, inspect.isfunction):
            if thing.__module__ == module.name and not name.startswith("_"):
                yield f"{module.name.rpartition('.')[2]}.{name}", thing


ALL = dict(_actions())
"""By module and name; a public function of these modules is an action, without exception."""
