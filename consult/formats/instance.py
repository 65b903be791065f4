"""XML in: an instance of a form, as nodes that expressions walk over."""

import re
from xml.parsers import expat

from consult.core.expression import Moment, Node, Unreadable, evaluate, parse, table

LARGEST = 5_000_000
DEEPEST = 200


class NotXml(ValueError):
    """Say that a text is no XML, or none that we read."""


def read(xml: str) -> Node:
    """Read a document; what it declares (DTDs, entities) is refused.

    Raises:
        NotXml: When it isn't well-formed, declares entities, or is too large or deep.
    """
    if len(xml) > LARGEST:
        raise NotXml("too large")
    grower = _Grower()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = grower.begin
    parser.EndElementHandler = grower.end
    parser.CharacterDataHandler = grower.say
    parser.CommentHandler = lambda text: grower.leaf("", text, "comment")
    parser.ProcessingInstructionHandler = grower.instruct
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as wrong:
        raise NotXml(str(wrong)) from wrong
    return grower.root


def _refuse(*declared: object) -> None:
    raise NotXml("it declares entities")


class _Grower:
    """Grow nodes while a document is read."""

    def __init__(self) -> None:
        self.root = self.here = Node("", kind="root")
        self.depth = 0

    def begin(self, name: str, attributes: list[str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotXml("too deep")
        self.here = self.here.add(Node(name))
        for key, value in zip(attributes[::2], attributes[1::2], strict=True):
            if not key.startswith("xmlns"):
                self.here.attributes.append(Node(key, value, "attribute", self.here))

    def end(self, name: str) -> None:
        self.depth -= 1
        self.here = self.here.parent or self.root

    def say(self, text: str) -> None:
        """Add text, to the text just before where there is one."""
        if self.here.children and self.here.children[-1].kind == "text":
            self.here.children[-1].own += text
        else:
            self.leaf("", text, "text")

    def leaf(self, name: str, text: str, kind: str) -> None:
        self.here.add(Node(name, text, kind))

    def instruct(self, target: str, text: str) -> None:
        self.leaf(target, text, "processing-instruction")


def locate(root: Node, path: str | None, moment: Moment) -> Node | None:
    """Find a node by its positional path, such as /data[1]/a[2]; None where there is none.

    A step ?[n] is the nth node of any kind.

    Raises:
        Unreadable: When the path is none.
    """
    if path is None or path == "/":
        return root
    if not path.startswith("/"):
        raise Unreadable("unexpected", 0, path)
    found = evaluate(parse(re.sub(r"/\?\[", "/node()[", path)).tree, moment)
    return found[0] if isinstance(found, list) and found else None


def secondary(root: Node, name: str) -> Node | None:
    """Find the secondary instance of an id; one of rows becomes a table, with an index."""
    for node in root.under():
        if node.name == "instance" and any(at.own == name for at in _ids(node)):
            return _table(node) or node
    return None


def _ids(node: Node) -> list[Node]:
    return [attribute for attribute in node.attributes if attribute.name == "id"]


def _table(instance: Node) -> Node | None:
    """Read `root/item/<column>` as rows; None where it is anything else."""
    roots = _elements(instance)
    items = _elements(roots[0]) if len(roots) == 1 and roots[0].name == "root" else []
    cells = [_elements(item) for item in items]
    columns = [{cell.name: cell.text for cell in row} for row in cells]
    plain = all(
        item.name == "item" and not item.attributes and len(row) == len(named)
        for item, row, named in zip(items, cells, columns, strict=True)
    )
    return table(columns) if items and plain else None


def _elements(node: Node) -> list[Node]:
    return [child for child in node.children if child.kind == "element"]


def near(name: str, here: Node) -> list[Node]:
    """Find nodes by name under the nearest node above that has any."""
    found = [node for node in here.under() if node.name == name]
    return near(name, here.parent) if here.parent and not found else found
