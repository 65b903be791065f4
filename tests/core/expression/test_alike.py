"""Random expressions come out alike in Python and on the phone; python -m tests.fuzz tries more."""

from datetime import UTC, datetime

import pytest

from consult.core.expression import Node, parse
from tests.core.expression.trees import Scene
from tests.fuzz import fuzz
from tests.phone_expressions import PhoneExpressions, plain, same


def test_random_expressions_have_the_same_values(phone: PhoneExpressions) -> None:
    assert fuzz(phone, 3_000).total() >= 3_000


TRICKY: list[tuple[str, object]] = [
    ("string-length('👍🏽é')", 3.0),
    ("substring('👍🏽é', 2, 1)", "🏽"),
    ("substr('👍é', -1)", "é"),
    ("translate('a👍b', '👍b', 'x')", "ax"),
    ("regex('👍', '.')", True),
    ("regex('👍', '..')", False),
    ("regex('👎', '[👍-👏]')", True),
    ("normalize-space('\u00a0a  b\t')", "\u00a0a b"),
    ("selected('a b', ' b ')", True),
    ("selected('a b', 'a b')", False),
    ("selected('', '')", False),
    ("string(1 div 3 * 1e-10)", "0.000000000033333333333333335"),
    ("string(1e21 + 1)", "1000000000000000000000"),
    ("round(1.005, 2)", 1.01),
    ("round(-2.5)", -2.0),
    ("5 mod -3", 2.0),
    ("'10' > '9'", True),
    ("'a' < 'b'", False),
    ("'' = 0", False),
    ("coalesce(number(''), 7)", 7.0),
    ("if('false', 1, 2)", 1.0),
    ("format-date('2026-03-05', '%e.%n.%y %a %% %q %')", "5.3.26 Thu % %q %"),
    ("date('2026-03-05') + 1 > date('2026-03-05')", True),
    ("min(3, 'x')", float("nan")),
]


@pytest.mark.parametrize(("source", "value"), TRICKY)
def test_a_tricky_expression_has_the_same_value(
    phone: PhoneExpressions, source: str, value: str | float
) -> None:
    root = Node("form")
    scene = Scene(root, root, None, {}, 1)
    ours, theirs = phone.both(parse(source).tree, scene, datetime(2026, 11, 22, 15, tzinfo=UTC))
    assert same(plain(value), ours)
    assert same(plain(value), theirs)
