# SPDX-License-Identifier: EUPL-1.2
"""The quick reader of XML sees what a slow and obvious one sees, in every small document."""

from __future__ import annotations

from xml.dom import minidom

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taalplan.sources.messages import xml
from taalplan.sources.messages.xml import Node, NotAMessageError, parse_xml

NAMES = st.sampled_from(("Naam", "w:Code", "a-b", "x:y.z"))
TEXTS = st.sampled_from(("", " ", "\n   ", "Ömer", "a &amp; b", " twee  woorden\n", "<![CDATA[ <c> ]]>",
                         "&#1054;лена", "<!-- niets -->", "&#160;", "x" * 70_000))  # fmt: skip
ATTRIBUTES = st.sampled_from(
    ("", ' Beschrijving="Vrouwelijk &lt;"', ' xmlns:q="urn:q" b="1" a="2"')
)


@st.composite
def _element(draw: st.DrawFn, depth: int = 3) -> str:
    name, attributes = draw(NAMES), draw(ATTRIBUTES)
    inside = draw(TEXTS)
    if depth:
        for child in draw(st.lists(_element(depth=depth - 1), max_size=3)):
            inside += child + draw(TEXTS)
    return f"<{name}{attributes}>{inside}</{name}>"


def _slow(element: minidom.Element) -> tuple[object, ...]:
    texts = [each.data for each in element.childNodes if isinstance(each, minidom.Text)]
    given = {key: value for key, value in element.attributes.items() if not key.startswith("xmlns")}
    children = [_slow(each) for each in element.childNodes if isinstance(each, minidom.Element)]
    name = element.tagName.split(":")[-1]
    return name, " ".join("".join(texts).split()), given, children


def _quick(node: Node) -> tuple[object, ...]:
    return node.name, node.text, dict(node.attributes), [_quick(each) for each in node.children]


@given(_element())
def test_quick_and_slow_see_the_same(text: str) -> None:
    whole = f'<top xmlns:w="urn:w" xmlns:x="urn:x">{text}</top>'
    expected = _slow(minidom.parseString(whole.encode()).documentElement)
    assert _quick(parse_xml(whole.encode())) == expected
    assert _quick(parse_xml(whole.encode("utf-16"))) == expected


@given(_element())
def test_a_hash_says_whether_two_messages_say_the_same(text: str) -> None:
    """Another layout and other prefixes say the same; one more letter does not."""
    whole = f'<top xmlns:w="urn:w" xmlns:x="urn:x">{text}</top>'
    spaced = whole.replace("</top>", "\n  </top>")
    more = whole.replace("</top>", "<Naam>nog</Naam></top>")
    digest = parse_xml(whole.encode()).digest()
    assert parse_xml(spaced.encode()).digest() == digest
    assert parse_xml(more.encode()).digest() != digest


@given(_element(), st.integers(0, 40))
def test_the_line_of_an_element_is_where_it_begins(text: str, lines: int) -> None:
    whole = "<top xmlns:w='urn:w' xmlns:x='urn:x'>" + "\n" * lines + "<here/>" + text + "</top>"
    assert parse_xml(whole.encode()).children[0].line == lines + 1


OUTSIDE = "file:///etc/hostname"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "iso-8859-1"])
@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE x>",
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        f'<!DOCTYPE x [<!ENTITY b SYSTEM "{OUTSIDE}">]>',
        f'<!DOCTYPE x [<!ENTITY % b SYSTEM "{OUTSIDE}"> %b;]>',
        f'<!DOCTYPE x SYSTEM "{OUTSIDE}">',
        f'<!DOCTYPE x PUBLIC "-//x" "{OUTSIDE}">',
        '<!DOCTYPE x [<!ATTLIST x a CDATA "b">]>',
    ],
)
def test_no_document_type_in_any_encoding(
    declared: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused where it stands, and nothing is opened: neither a file nor a connection."""

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("something was opened")

    monkeypatch.setattr("builtins.open", opened)
    monkeypatch.setattr("socket.socket", opened)
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-be")}"?>\n'
    content = (head + declared + "<x>&b;</x>").encode(encoding)
    with pytest.raises(NotAMessageError, match="document type or entities") as refused:
        parse_xml(b"\xfe\xff" + content if encoding.endswith("-be") else content)
    assert refused.value.line == 2


def test_an_entity_that_nobody_declared_is_no_xml() -> None:
    with pytest.raises(NotAMessageError, match="not well-formed"):
        parse_xml(b"<x>&b;</x>")


def test_depth_and_size_have_a_limit(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    deep = "<a>" * xml.DEEPEST + "</a>" * xml.DEEPEST
    assert parse_xml(deep.encode()).name == "a"
    with pytest.raises(NotAMessageError, match="nested deeper"):
        parse_xml(f"<a>{deep}</a>".encode())
    monkeypatch.setattr(xml, "LARGEST", 10)
    (tmp_path / "a.xml").write_text("<aaaaaaaaaaaaaaaaaaa/>")
    with pytest.raises(NotAMessageError, match="is larger than"):
        xml.read_xml(tmp_path / "a.xml")
