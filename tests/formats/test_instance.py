"""Instances come in as nodes; what XML can do beyond that is refused."""

from datetime import UTC, datetime

import pytest

from consult.core.expression import Moment
from consult.formats.instance import NotXml, locate, read

XML = '<f id="x" xmlns="y"><a>1</a><a>2<![CDATA[<3]]></a><!--c--><?p i?>t</f>'


def test_a_document_becomes_nodes() -> None:
    root = read(XML)
    form = root.children[0]
    assert [(node.kind, node.text) for node in form.children] == [
        ("element", "1"),
        ("element", "2<3"),
        ("comment", "c"),
        ("processing-instruction", "i"),
        ("text", "t"),
    ]
    assert [(node.name, node.text) for node in form.attributes] == [("id", "x")]
    assert root.text == "12<3t"


@pytest.mark.parametrize(
    ("path", "text"),
    [(None, "12<3t"), ("/", "12<3t"), ("/f/a[2]", "2<3"), ("/f[1]/?[4]", "i"), ("/f/b", None)],
)
def test_a_node_is_found_by_its_positional_path(path: str | None, text: str | None) -> None:
    root = read(XML)
    found = locate(root, path, Moment(datetime.now(UTC), root))
    assert (found.text if found else None) == text


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "no xml",
        "<a>",
        "<a>" * 1_000 + "</a>" * 1_000,
        '<!DOCTYPE a [<!ENTITY x "ha">]><a>&x;</a>',
        "<a>" + " " * 5_000_001 + "</a>",
    ],
    ids=["nothing", "a text", "half", "deep", "entities", "huge"],
)
def test_what_is_no_plain_xml_is_refused(xml: str) -> None:
    with pytest.raises(NotXml):
        read(xml)
