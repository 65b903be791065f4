"""Expressions of forms: read once into a tree of JSON, evaluated here and on the phone alike."""

from consult.core.expression.evaluate import evaluate, holds
from consult.core.expression.moment import Moment
from consult.core.expression.node import Node
from consult.core.expression.parse import parse
from consult.core.expression.tree import Expression, Tree, calls, names
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
]
