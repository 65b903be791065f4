from consult.core.expression import parse
from consult.core.form import Form
from consult.core.question import Choice, Group, Question
from consult.core.rules import LONG, rules_of


def test_rules_decide_as_the_form_does_and_say_nothing() -> None:
    question = Question(
        "q",
        "select_one",
        {"en": "Secret words"},
        required=True,
        relevant=parse("${p} = 1"),
        choice_filter=parse("hint = ${p}"),
        constraint_message={"en": "Secret words"},
        choices="title",
        role="sex",
    )
    choices = {"title": (Choice("label", {"en": "Secret words"}, {"hint": "h", "p": "1"}),)}
    form = Form("f", "1", {"en": "F"}, ("en",), "en", (Group("g", (question,)),), choices)
    assert rules_of(form) == {
        "questions": [
            {
                "kind": "group",
                "name": "g",
                "questions": [
                    {
                        "name": "q",
                        "kind": "select_one",
                        "required": True,
                        "relevant": {"tree": ["=", ["ref", "p"], ["number", 1]]},
                        "choices": "title",
                        "choice_filter": {
                            "tree": ["=", ["path", ".", ["child", "hint"]], ["ref", "p"]]
                        },
                    }
                ],
            }
        ],
        "choices": {"title": [{"name": "label", "columns": {"hint": "h"}}]},
    }


def test_numbers_of_a_scale_stay() -> None:
    form = Form("f", "1", {}, ("en",), "en", (Question("q", "range", scale=(1.0, 5.0, 1.0)),))
    assert rules_of(form)["questions"] == [{"name": "q", "kind": "range", "scale": [1.0, 5.0, 1.0]}]


def test_labels_go_along_where_script_must_show_them_itself() -> None:
    many = tuple(Choice(f"c{at}", {"en": f"C{at}", "fr": f"D{at}"}) for at in range(LONG + 1))
    form = Form("f", "1", {}, ("en",), "en", (), {"long": many, "short": many[:1]})
    assert rules_of(form, "fr")["choices"]["long"][0] == {"name": "c0", "label": "D0"}
    assert rules_of(form, "fr")["choices"]["short"] == [{"name": "c0"}]
    named = Question("n", "calculate", calculation=parse("jr:choice-name(${s}, '${s}')"))
    asks = Form("f", "1", {}, ("en",), "en", (named,), {"short": many[:1]})
    assert rules_of(asks, "fr")["choices"]["short"] == [{"name": "c0", "label": "D0"}]
