# SPDX-License-Identifier: EUPL-1.2
"""Every action of the register is keyword-only, says who does it, is one transaction and logs once.

That a call writes one row is shown by the tests of each action; here every action is looked at,
so that a new one cannot leave a convention out.
"""

from __future__ import annotations

import inspect
import typing

import pytest

from lib.actions import ALL


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
def test_what_else_an_action_takes_is_a_closed_list(name):
    """`**more` is allowed where a TypedDict says which keywords there are."""
    for each in inspect.signature(ALL[name]).parameters.values():
        if each.kind is inspect.Parameter.VAR_KEYWORD:
            hint = typing.get_type_hints(inspect.unwrap(ALL[name]))[each.name]
            assert typing.get_origin(hint) is typing.Unpack
            assert typing.is_typeddict(typing.get_args(hint)[0])


@pytest.mark.parametrize("name", sorted(ALL))
def test_an_action_is_one_transaction(name):
    """`transaction.atomic` wraps the function."""
    assert hasattr(ALL[name], "__wrapped__")
