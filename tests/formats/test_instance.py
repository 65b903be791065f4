"""Instances come in as nodes; what XML can do beyond that is refused."""

from datetime import UTC, datetime

import pytest

from consult.core.expression import Moment
from consult.core.expression.rows import rows_of
from consult.formats.instance import NotXml, locate, near, read, secondary

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


def _lists(item: str) -> str:
    return f"<m><instance/><instance id='x'><root><item><a>1</a></item>{item}</root></instance></m>"


@pytest.mark.parametrize(
    ("xml", "rows"),
    [
        (_lists("<item><a>2</a><b/></item>"), 2),
        (_lists("<item><a>2</a><a>3</a></item>"), None),
        (_lists("<item c='d'><a>2</a></item>"), None),
        (_lists("<other/>"), None),
        ("<m><instance id='x'><root/></instance></m>", None),
        ("<m><instance id='x'><a/><b/></instance></m>", None),
    ],
)
def test_a_secondary_instance_of_rows_becomes_a_table(xml: str, rows: int | None) -> None:
    found = secondary(read(xml), "x")
    assert found
    table = rows_of(found)
    assert (len(table.children) if table else None) == rows


def test_a_secondary_instance_that_is_not_there_is_none() -> None:
    assert secondary(read(_lists("")), "y") is None


def test_a_name_means_the_nodes_that_are_nearest() -> None:
    root = read("<f><g><a>1</a><b/></g><g><a>2</a><b/></g><c/></f>")
    form = root.children[0]
    assert [node.text for node in near("a", form.children[1].children[1])] == ["2"]
    assert [node.text for node in near("a", form.children[2])] == ["1", "2"]
    assert near("nothing", form) == []
