"""Lists of rows are looked through by an index where that finds the same."""

from datetime import UTC, datetime

import pytest

from consult.core.expression import Moment, Node, evaluate, parse, passing, table
from consult.core.expression.rows import Row, rows_of
from consult.core.expression.value import text_of

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
TOWNS = [
    {"name": "ganta", "county": "nimba"},
    {"name": "sani", "county": "nimba"},
    {"name": "tubman", "county": "bomi"},
    {"name": "lost"},
]


def _moment(county: str, town: str = "") -> Moment:
    form = Node("form")
    for name, text in (("county", county), ("town", town)):
        form.add(Node(name, text))
    return Moment(
        NOW,
        form.children[1],
        lambda name, here: [node for node in form.children if node.name == name],
    )


FILTERS: list[tuple[str, list[int]]] = [
    ("county = ${county}", [0, 1]),
    ("${county} = county", [0, 1]),
    ("county=current()/../county", [0, 1]),
    ("county = ${county} and name != 'ganta'", [1]),
    ("name != 'ganta' and county = ${county}", [1]),
    ("county = 'bomi' or county = ${county}", [0, 1, 2]),
    ("county = ${county} and position() = 2", [1]),
    ("position() = last()", [3]),
    ("county = name", []),
    ("selected('sani lost', name)", [1, 3]),
    ("county = ''", []),
    ("not(county)", [3]),
    ("starts-with(name, 'g') and county = string(county)", [0]),
    ("true()", [0, 1, 2, 3]),
    ("2", [1]),
]


@pytest.mark.parametrize(("condition", "places"), FILTERS)
def test_a_filter_lets_the_right_rows_pass(condition: str, places: list[int]) -> None:
    assert passing(table(TOWNS), parse(condition).tree, _moment("nimba")) == places


def test_a_filter_with_an_equality_looks_only_at_its_rows() -> None:
    many = table({"name": str(at), "county": f"c{at % 100}"} for at in range(5_000))
    moment = _moment("c7")
    before = moment.effort[0]
    assert len(passing(many, parse("county = ${county} and name > 0").tree, moment)) == 50
    assert before - moment.effort[0] < 1_000


def test_the_columns_of_a_row_become_nodes_only_when_they_are_looked_at() -> None:
    root = rows_of(table(TOWNS))
    assert root
    rows = [row for row in root.children if isinstance(row, Row)]
    assert root.where("county", "bomi") == [rows[2]]
    assert not hasattr(Node, "columns")
    assert [node.text for node in rows[2].children] == ["tubman", "bomi"]


def test_a_row_is_looked_up_alike_however_it_is_asked_for() -> None:
    lists = {"towns": table(TOWNS)}
    moment = _moment("nimba", "sani")
    moment.instance = lists.get
    by_index = parse("instance('towns')/root/item[name = ${town}]/county").tree
    by_looking = parse("instance('towns')/root/item[concat(name) = ${town}]/county").tree
    assert text_of(evaluate(by_index, moment)) == text_of(evaluate(by_looking, moment)) == "nimba"


def test_what_is_no_table_has_no_rows() -> None:
    assert rows_of(None) is None
    assert rows_of(Node("x")) is None
    assert passing(Node("x"), parse("true()").tree, _moment("nimba")) == []
