# SPDX-License-Identifier: EUPL-1.2
"""Every action of the register is keyword-only, says who does it, is one transaction and logs once.

That a call writes one row is shown by the tests of each action; here every action is looked at,
so that a new one cannot leave a convention out.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator

import pytest

from taalplan.register import actions


def _actions() -> Iterator[tuple[str, Callable[..., object]]]:
    for module in pkgutil.iter_modules(actions.__path__, "taalplan.register.actions."):
        room = importlib.import_module(module.name)
        for name, thing in inspect.getmembers(room, inspect.isfunction):
            if thing.__module__ == module.name and not name.startswith("_"):
                yield f"{module.name.rpartition('.')[2]}.{name}", thing


HELPERS = {"rights.kept_until"}
"""Public functions of these modules that change nothing."""

ALL = {name: action for name, action in _actions() if name not in HELPERS}


def test_there_are_actions():
    """The walk through the modules finds them."""
    assert {"people.register_person", "merging.merge", "rights.erase_person"} <= ALL.keys()


@pytest.mark.parametrize("name", sorted(ALL))
def test_an_action_is_keyword_only_and_says_who(name):
    """No argument can be given in the wrong place, and none without `by`."""
    parameters = inspect.signature(ALL[name]).parameters.values()
    kinds = {each.kind for each in parameters}
    assert kinds <= {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}
    by = {each.name: each for each in parameters}["by"]
    assert by.default is inspect.Parameter.empty


@pytest.mark.parametrize("name", sorted(ALL))
def test_an_action_is_one_transaction(name):
    """`transaction.atomic` wraps the function."""
    assert hasattr(ALL[name], "__wrapped__")
