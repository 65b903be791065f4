"""Expressions of forms: read once into a tree of JSON, evaluated here and on the phone alike."""

from consult.core.expression.evaluate import evaluate, holds, passing
from consult.core.expression.moment import Moment
from consult.core.expression.node import Node
from consult.core.expression.parse import parse
from consult.core.expression.rows import table
from consult.core.expression.shuffle import shuffled
from consult.core.expression.tree import Expression, Tree, calls, names, sources, steady
from consult.core.expression.words import Unreadable

__all__ = [
    "Expression",
    "Moment",
    "Node",
    "Tree",
    "Unreadable",
    "calls",
    "evaluate",
    "holds",
    "names",
    "parse",
    "passing",
    "shuffled",
    "sources",
    "steady",
    "table",
]
