"""A form that has one of everything."""

from consult.core.expression import parse
from consult.core.form import Form
from consult.core.language import Speech
from consult.core.question import Choice, Group, Question

WORDS = {"en": "Water", "kri": "Wata"}


def one_of_everything() -> Form:
    """Make it."""
    members = Group(
        "members",
        (
            Question("who", "text", WORDS, read_only=True, default="x", role="private"),
            Question("born", "date", WORDS, initial=parse("today()")),
        ),
        WORDS,
        relevant=parse("${age} > 1"),
        repeat=True,
        count=parse("${age}"),
    )
    asked = (
        Question("begun", "calculate", meta="start", calculation=parse("once(now())")),
        Question("phone", "calculate", meta="deviceid"),
        Question("age", "range", WORDS, scale=(0.0, 5.0, 0.5), appearance="vertical"),
        Question("when", "datetime", WORDS, calculation=parse("now()"), trigger=("age",)),
        Question(
            "water",
            "select_multiple",
            WORDS,
            hint={"en": "=1+1"},
            guidance={"kri": "Ask."},
            required=parse("${age} = 1"),
            required_message=WORDS,
            constraint=parse(". != 'x'"),
            constraint_message=WORDS,
            choices="l",
            choice_filter=parse("county = 'bong'"),
            shuffle=True,
            seed=parse("${age}"),
            media={"audio": {"kri": "wata.mp3"}},
        ),
        Question("photo", "image", WORDS, parameters={"max-pixels": "640"}, required=True),
        members,
        Question("head", "select_one", WORDS, choices_from="who"),
        Question("sum", "calculate", calculation=parse("count(${members})")),
    )
    listed = (
        Choice("x", WORDS, {"county": "bong"}, {"image": {"en": "x.png"}}),
        Choice("x", {"en": "Other"}, {"county": "lofa"}),
    )
    return Form(
        slug="water",
        version="1",
        title={"en": "Water", "kri": "Wata"},
        languages=("en", "kri"),
        default_language="en",
        questions=(Group("g", asked, WORDS, appearance="field-list"),),
        choices={"l": listed},
        instance_name=parse("${age}"),
        style="pages",
        speech={"en": Speech("English"), "kri": Speech("Krio (Freetown)", "ltr", "fr")},
    )
