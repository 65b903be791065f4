"""Forms that the engines fill: those of our own that hold a feature each, and real ones."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from consult.core.expression import parse
from consult.core.form import Form
from consult.core.question import Choice, Group, Part, Question
from consult.formats import xlsform
from consult.formats.xform import opinion

ROOT = Path(__file__).parents[2]
HERE = sorted((ROOT / "tests" / "formats" / "xlsform" / "forms").glob("*.xlsx"))
MORE = sorted((ROOT.parent / "shared" / "data" / "forms").glob("*.xlsx"))
RULES = frozenset("relevant constraint choice_filter initial calculation count".split())
LISTS = {
    "yes_no": (Choice("yes", {"en": "Yes"}), Choice("no", {"en": "No"})),
    "county": (Choice("bong", {"en": "Bong"}), Choice("lofa", {"en": "Lofa"})),
    "town": tuple(
        Choice(name, {"en": name.title()}, {"county": county, "people": people})
        for name, county, people in (
            ("gbarnga", "bong", "34046"),
            ("salala", "bong", "400"),
            ("zorzor", "lofa", "5000"),
            ("voinjama", "lofa", "26594"),
        )
    ),
}


def form(*parts: Part) -> Form:
    """Make a form of these parts."""
    return Form("f", "1", {"en": "F"}, ("en",), "en", parts, LISTS)


def q(name: str, kind: str = "text", **rules: Any) -> Question:
    """Ask something; rules are as in a spreadsheet."""
    return Question(name, kind, {"en": name}, **_read(rules))


def group(name: str, *parts: Part, **rules: Any) -> Group:
    """Ask some things together."""
    return Group(name, parts, {"en": name}, **_read(rules))


def repeat(name: str, *parts: Part, **rules: Any) -> Group:
    """Ask some things again and again."""
    return Group(name, parts, {"en": name}, repeat=True, **_read(rules))


def _read(rules: dict[str, Any]) -> dict[str, Any]:
    return {key: parse(rule) if key in RULES else rule for key, rule in rules.items()}


OURS = {
    "what hangs on what": form(
        q("safe", "select_one", choices="yes_no", required=True),
        q("why", relevant="${safe} = 'no'", required=True),
        group(
            "more",
            q("age", "integer", constraint=". >= 18 and . < 120"),
            q("old", "calculate", calculation="if(${age} > 40, 'old', 'young')"),
            group("deep", q("last", relevant="${old} = 'old'"), relevant="${why} != ''"),
            relevant="count-selected(${needs}) > 1 or ${safe} = 'yes'",
        ),
        q("needs", "select_multiple", choices="town"),
        q("length", "calculate", calculation="string-length(${why})"),
    ),
    "people of a house": form(
        repeat(
            "people",
            q("name"),
            q("age", "integer", required=True, constraint=". < 40", default="30"),
            q("at", "calculate", calculation="position(..)"),
            q("school", "select_one", choices="yes_no", relevant="${age} < 18"),
            repeat("sick", q("of"), q("whose", "calculate", calculation="${name}")),
        ),
        q("number", "calculate", calculation="count(${people})"),
        q("sum", "calculate", calculation="sum(${age})"),
        q("minors", "calculate", calculation="count(${people}[./age < 18])"),
        q("first", "calculate", calculation="indexed-repeat(${name}, ${people}, 1)"),
        q("names", "calculate", calculation="join(', ', ${name})"),
        q("adult", relevant="max(${age}) >= 18"),
    ),
    "as many as one says": form(
        q("n", "integer", default="1"),
        repeat(
            "child",
            q("called"),
            q("share", "calculate", calculation="${n} div 2"),
            count="if(${n} > 0, ${n}, 1)",
        ),
        q("all", "calculate", calculation="concat(count(${child}), ' of ', ${n})"),
    ),
    "a cascade": form(
        q("county", "select_one", choices="county"),
        q("town", "select_one", choices="town", choice_filter="county = ${county}"),
        q(
            "big",
            "select_one",
            choices="town",
            choice_filter="county = ${county} and people > 1000",
        ),
        q("people", "calculate", calculation="instance('town')/root/item[name = ${town}]/people"),
        q("said", "calculate", calculation="jr:choice-name(${town}, '${town}')"),
    ),
    "what begins by itself": form(
        q("ten", "integer", default="10"),
        q("soon", "date", initial="date(today() + 2)"),
        q("twice", "integer", initial="2 * 21"),
        q("from_ten", "integer", calculation="${ten} + 1", trigger=("ten",)),
        q("kept", "calculate", calculation="once(${ten})"),
    ),
    "numbers and days": form(
        q("a", "decimal"),
        q("b", "integer"),
        q("day", "date"),
        q("mean", "calculate", calculation="round((${a} + ${b}) div 2, 2)"),
        q("rest", "calculate", calculation="${b} mod 3"),
        q("late", "calculate", calculation="if(${day} > date('2020-01-01'), 1, 2)"),
        q("written", "calculate", calculation="format-date(${day}, '%d.%m.%Y')"),
        q("days", "calculate", calculation="int(decimal-date-time(${day}))"),
        q("power", "calculate", calculation="pow(${b}, 2)"),
        q("of_both", "calculate", calculation="coalesce(${a}, ${b})"),
        q("ends", "calculate", calculation="substr(${day}, 0, 4)"),
        q("match", constraint="regex(., '^[a-z ]+$')"),
    ),
}


def xform_of(form: Form) -> str:
    """Let pyxform write one of our forms as an XForm."""
    said = opinion(form)
    assert said.xform, said.wrong
    return said.xform


def real() -> Iterator[tuple[Form, str]]:
    """Give the real forms that both we and pyxform read; more where they are at hand."""
    for path in HERE + MORE:
        form, content = xlsform.read(path.read_bytes(), path.stem).form, BytesIO(path.read_bytes())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles in the workbook
            try:
                xform = convert(xlsform=content, validate=False, file_type=".xlsx").xform
            except PyXFormError:
                continue
        if form:
            yield form, xform
