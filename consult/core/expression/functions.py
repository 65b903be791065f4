"""Every function that expressions may call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from consult.core.expression import (
    dates,
    digests,
    elsewhere,
    geo,
    logic,
    numbers,
    powers,
    shuffle,
    texts,
)
from consult.core.expression.moment import Moment
from consult.core.expression.value import Value

MANY = 1000


@dataclass(frozen=True, slots=True)
class Function:
    """A function, and how many arguments it takes; it works on any values and never fails."""

    least: int
    most: int
    work: Callable[[list[Value], Moment], Value]


FUNCTIONS: Mapping[str, Function] = {
    "true": Function(0, 0, logic.true),
    "false": Function(0, 0, logic.false),
    "not": Function(1, 1, logic.not_),
    "boolean": Function(1, 1, logic.boolean),
    "boolean-from-string": Function(1, 1, logic.boolean_from_string),
    "if": Function(3, 3, logic.if_),
    "coalesce": Function(2, MANY, logic.coalesce),
    "once": Function(1, 1, logic.once),
    "checklist": Function(2, MANY, logic.checklist),
    "weighted-checklist": Function(2, MANY, logic.weighted_checklist),
    "selected": Function(2, 2, texts.selected),
    "is-selected": Function(2, 2, texts.selected),
    "selected-at": Function(2, 2, texts.selected_at),
    "count-selected": Function(1, 1, texts.count_selected),
    "string": Function(0, 1, texts.string),
    "string-length": Function(0, 1, texts.length),
    "normalize-space": Function(0, 1, texts.normalize_space),
    "concat": Function(0, MANY, texts.concat),
    "join": Function(1, MANY, texts.join),
    "contains": Function(2, 2, texts.contains),
    "starts-with": Function(2, 2, texts.starts_with),
    "ends-with": Function(2, 2, texts.ends_with),
    "substring": Function(2, 3, texts.substring),
    "substring-before": Function(2, 2, texts.before),
    "substring-after": Function(2, 2, texts.after),
    "substr": Function(2, 3, texts.substr),
    "translate": Function(3, 3, texts.translate),
    "number": Function(0, 1, numbers.number),
    "int": Function(1, 1, numbers.int_),
    "round": Function(1, 2, numbers.round_),
    "floor": Function(1, 1, numbers.floor),
    "ceiling": Function(1, 1, numbers.ceiling),
    "abs": Function(1, 1, numbers.abs_),
    "pow": Function(2, 2, powers.pow_),
    "sum": Function(1, 1, numbers.sum_),
    "min": Function(1, MANY, numbers.min_),
    "max": Function(1, MANY, numbers.max_),
    "count": Function(1, 1, numbers.count),
    "count-non-empty": Function(1, 1, numbers.count_non_empty),
    "position": Function(0, 1, elsewhere.position),
    "last": Function(0, 0, numbers.last),
    "today": Function(0, 0, dates.today),
    "now": Function(0, 0, dates.now),
    "date": Function(1, 1, dates.date),
    "date-time": Function(1, 1, dates.date),
    "decimal-date-time": Function(1, 1, numbers.number),
    "format-date": Function(2, 2, dates.format_date),
    "format-date-time": Function(2, 2, dates.format_date),
    "decimal-time": Function(1, 1, dates.decimal_time),
    "duration": Function(0, 0, dates.duration),
    "sqrt": Function(1, 1, powers.sqrt),
    "pi": Function(0, 0, powers.pi),
    "sin": Function(1, 1, powers.sin),
    "cos": Function(1, 1, powers.cos),
    "tan": Function(1, 1, powers.tan),
    "asin": Function(1, 1, powers.asin),
    "acos": Function(1, 1, powers.acos),
    "atan": Function(1, 1, powers.atan),
    "atan2": Function(2, 2, powers.atan2),
    "exp": Function(1, 1, powers.exp),
    "exp10": Function(1, 1, powers.exp10),
    "log": Function(1, 1, powers.log),
    "log10": Function(1, 1, powers.log10),
    "random": Function(0, 0, numbers.random),
    "randomize": Function(1, 2, shuffle.randomize),
    "uuid": Function(0, 1, shuffle.uuid),
    "digest": Function(2, 3, digests.digest),
    "base64-decode": Function(1, 1, digests.base64_decode),
    "area": Function(1, 1, geo.area),
    "enclosed-area": Function(1, 1, geo.area),
    "distance": Function(1, MANY, geo.distance),
    "geofence": Function(2, 2, geo.geofence),
    "current": Function(0, 0, elsewhere.current),
    "instance": Function(1, 1, elsewhere.instance),
    "pulldata": Function(4, 4, elsewhere.pulldata),
    "indexed-repeat": Function(3, 11, elsewhere.indexed_repeat),
    "index": Function(0, 0, elsewhere.index),
    "jr:choice-name": Function(2, 2, elsewhere.choice_name),
    "jr:itext": Function(1, 1, elsewhere.itext),
}
"""By the name in expressions; what is not here is rewritten when it is read: see rewrite.py."""
