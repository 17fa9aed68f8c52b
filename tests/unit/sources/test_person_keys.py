# SPDX-License-Identifier: EUPL-1.2
"""Keys become dense numbers that say nothing about the keys, and the same key stays the same."""

import numpy as np
import pyarrow as pa
import pytest

from taalplan.snapshot import SnapshotError
from taalplan.sources.keys import Keys, normal_key, ranks, secret_of
from taalplan.sources.values import UnreadableError


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("85073003328", "85073003328"),
        ("85.07.30-033.28", "85073003328"),
        ("00123", "00123"),
        ("123.0", "123"),
        ("Jan  Peeters", "Jan Peeters"),
        ("12.5", "12.5"),
        ("1.2.3", "1.2.3"),
        ('="00123"', "00123"),
        ("Jose\u0301", "José"),
    ],
)
def test_one_form_of_a_key(text, key):
    assert normal_key(text) == key


@pytest.mark.parametrize("text", ["8,50730E+10", "1e16", "8.5073E10", "NULL", "nan", "#N/A", "-"])
def test_a_key_that_stands_for_nobody(text):
    with pytest.raises(UnreadableError):
        normal_key(text)


def keys_of(*words: str) -> Keys:
    return Keys("person", {word: at for at, word in enumerate(words)})


def test_numbers_are_dense_and_differ_by_secret():
    words = [f"person {n}" for n in range(1_000)]
    one, same, other = (keys_of(*words).numbers(secret) for secret in (b"a" * 16, b"a" * 16, b"b"))
    assert sorted(one) == list(range(1_000))
    assert (one == same).all()
    assert (one != other).any()


def test_numbers_do_not_follow_the_order_of_the_source():
    numbers = keys_of(*(f"{n:011d}" for n in range(2_000))).numbers(secret_of(b"k" * 16))
    # The correlation of two independent orders of 2,000 has a standard deviation of 0.022.
    assert abs(np.corrcoef(np.arange(2_000), numbers)[0, 1]) < 0.1


def test_the_number_of_a_key_does_not_depend_on_where_it_stands():
    secret = secret_of(b"k" * 16)
    forward, backward = keys_of("a", "b", "c"), keys_of("c", "b", "a")
    assert list(forward.numbers(secret)) == list(backward.numbers(secret))[::-1]


def test_kinds_of_keys_are_hashed_apart():
    words = {str(n): n for n in range(200)}
    people, contracts = Keys("person", dict(words)), Keys("contract", dict(words))
    assert list(people.numbers(b"s" * 16)) != list(contracts.numbers(b"s" * 16))


def test_a_secret_is_random_unless_given_and_never_short():
    assert secret_of(None) != secret_of(None)
    assert secret_of(b"x" * 16) == secret_of(b"x" * 16)
    with pytest.raises(SnapshotError, match="at least 16"):
        secret_of(b"short")


def test_national_numbers_that_lost_their_first_zero_are_seen():
    # 01.02.03-001.?? of somebody born in 2001: the check counts with a 2 before it.
    whole = f"010203001{97 - 2010203001 % 97:02d}"
    assert keys_of(whole[1:], "85073003328").shortened() == {whole[1:]}
    # Another numbering of ten digits is left alone.
    assert keys_of(*(str(1_000_000_000 + 7 * n) for n in range(500))).shortened() == set()


def test_keys_that_are_alike_are_counted():
    assert keys_of("123", "00123", "0123", "Jan", "jan", "an").alike() == 3
    assert keys_of("a", "b").alike() == 0


def test_ranks_go_by_the_last_column_first():
    assert list(ranks((np.array([2, 1, 0]), np.array([0, 0, 1])))) == [1, 0, 2]
    assert pa.array(ranks((np.array([], np.int64),))).to_pylist() == []
