"""Functions that look beyond the answers around: lists, other turns of a repeat, labels."""

import math
from collections import Counter

from consult.core.expression.moment import Moment
from consult.core.expression.node import Node
from consult.core.expression.rows import rows_of
from consult.core.expression.value import Value, number_of, text_of


def current(arguments: list[Value], moment: Moment) -> list[Node]:
    """current(): the node that the whole expression belongs to"""
    return [moment.origin]


def instance(arguments: list[Value], moment: Moment) -> list[Node]:
    """instance(id)"""
    found = moment.instance(text_of(arguments[0]))
    return [found] if found else []


def pulldata(arguments: list[Value], moment: Moment) -> str:
    """pulldata(file, column, key column, key): empty where no row has the key"""
    file, column, key_column, key = map(text_of, arguments)
    root = rows_of(moment.instance(file.removesuffix(".csv")))
    rows = root.where(key_column, key) if root else []
    cells = (cell.text for cell in rows[0].children if cell.name == column) if rows else iter(())
    return next(cells, "")


def indexed_repeat(arguments: list[Value], moment: Moment) -> list[Node]:
    """indexed-repeat(nodes, repeat, place, ...): of all nodes, those in just these turns

    Where a repeat around isn't named, the nodes nearest to the question are meant.
    """
    found = _nodes(arguments[0])
    for repeat, place in zip(arguments[1::2], arguments[2::2], strict=False):
        turns = _turns(_nodes(repeat), number_of(place, moment.zone))
        found = [node for node in found if any(id(above) in turns for above in _above(node))]
    shared = {id(node) for node in _above(moment.origin)}
    depths = [sum(id(above) in shared for above in _above(node)) for node in found]
    near = max(depths, default=0)
    nearest = [node for node, depth in zip(found, depths, strict=True) if depth == near]
    return [node for node in nearest if node.relevant]  # last, so that no other turn is asked


def _turns(repeats: list[Node], place: float) -> set[int]:
    """Tell which of these nodes are in a place, counted from 1, among their likes."""
    among = {id(node.parent): node.parent for node in repeats if node.parent}
    counts: Counter[tuple[int, str]] = Counter()
    there = set()
    for parent in among.values():
        for child in parent.children:
            counts[id(parent), child.name] += 1
            if counts[id(parent), child.name] == place:
                there.add(id(child))
    return there & {id(node) for node in repeats}


def _nodes(value: Value) -> list[Node]:
    return value if isinstance(value, list) else []


def _above(node: Node) -> list[Node]:
    above = [node]
    while above[-1].parent:
        above.append(above[-1].parent)
    return above


def _place(node: Node) -> float:
    """Count a node among its siblings of the same name, from 1."""
    if node.parent is None:
        return math.nan
    alike = [sibling for sibling in node.parent.children if sibling.name == node.name]
    return float(next((at for at, sibling in enumerate(alike, 1) if sibling is node), 0))


def position(arguments: list[Value], moment: Moment) -> float:
    """position() in the set, or position(node) among its siblings of the same name"""
    if not arguments:
        return float(moment.position)
    nodes = _nodes(arguments[0])
    return _place(nodes[0]) if nodes else math.nan


def index(arguments: list[Value], moment: Moment) -> float:
    """index(): which turn of the innermost repeat the question is in, 1 outside of repeats"""
    turn = next((node for node in _above(moment.origin) if node.is_turn), None)
    return _place(turn) if turn else 1.0


def choice_name(arguments: list[Value], moment: Moment) -> str:
    """jr:choice-name(value, question): the label of a choice"""
    value, question = map(text_of, arguments)
    return moment.choice_label(question, value, moment.origin)


def itext(arguments: list[Value], moment: Moment) -> str:
    """jr:itext(id)"""
    return moment.text(text_of(arguments[0]))
