"""Hold Python against the phone on many random expressions: python -m tests.fuzz 100000."""

import sys
from collections import Counter
from datetime import datetime

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from consult.core.expression import Tree
from tests.core.expression.trees import TIMES, TREES, Scene, scenes
from tests.phone_expressions import PhoneExpressions, phone_expressions, same

TOGETHER = 10
"""Expressions that are tried on one instance."""


def fuzz(phone: PhoneExpressions, cases: int) -> Counter[str]:
    """Try so many cases; fail at the first that differs, with the smallest like it.

    Returns:
        How many came out as which kind of value.
    """
    kinds: Counter[str] = Counter()

    @settings(
        max_examples=-(-cases // TOGETHER),
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(trees=st.lists(TREES, min_size=TOGETHER, max_size=TOGETHER), scene=scenes(), now=TIMES)
    def alike(trees: list[Tree], scene: Scene, now: datetime) -> None:
        for tree in trees:
            ours, theirs = phone.both(tree, scene, now)
            assert same(ours, theirs), (tree, ours, theirs)
            kinds["nodes" if isinstance(ours, dict) and "nodes" in ours else _kind(ours)] += 1

    alike()
    return kinds


def _kind(value: object) -> str:
    if not isinstance(value, dict):
        return type(value).__name__
    return "NaN" if value["number"] == "NaN" else "number"


if __name__ == "__main__":
    with phone_expressions() as phone:
        counted = fuzz(phone, int(sys.argv[1]))
    print(f"{sum(counted.values())} cases alike: {dict(counted)}")
