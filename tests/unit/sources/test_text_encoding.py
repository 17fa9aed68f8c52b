# SPDX-License-Identifier: EUPL-1.2
"""Text in every encoding that office programs write becomes the same UTF-8."""

import pytest

from taalplan.sources.encoding import NotTextError, to_utf8

WORDS = "naam;gemeente\nÉlodie;Sint-Truiden\n€ “Curaçao”\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_same_words_from_every_encoding(codec, name):
    assert to_utf8(WORDS.encode(codec)) == (WORDS.encode(), name)


def test_latin_1_with_a_byte_that_windows_does_not_know():
    assert to_utf8(b"caf\xe9 \x81") == ("café \x81".encode(), "Latin-1")


def test_a_character_on_the_border_of_two_pieces_is_still_utf_8():
    data = b"a" * ((1 << 24) - 1) + "é".encode()
    assert to_utf8(data)[1] == "UTF-8"


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"PK\x03\x04", ".xlsx"),
        (b"\xd0\xcf\x11\xe0", "old Excel"),
        (b"PAR1", "Parquet"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b", "unpack"),
        (b"\xef\xbb\xbf\xff\xfe", "says that it is UTF-8"),
        (b"\xff\xfe\x00", "says that it is UTF-16"),
        (b"\xef\xbb\xbfa\x00b", "not text"),
    ],
)
def test_what_is_no_text_says_what_it_is(start, words):
    with pytest.raises(NotTextError) as error:
        to_utf8(start)
    assert words in " ".join(error.value.args)
