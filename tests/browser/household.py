"""A form of several screens, with people in a household, their animals, a cascade and all tools."""

from consult.core.expression import parse
from consult.core.form import Form
from consult.core.question import Choice, Group, Question
from tests.ground import YES_NO

COUNTIES, TOWNS = 50, 100
"""So many counties, with so many towns each."""


def towns() -> tuple[Choice, ...]:
    """Give 5,000 towns, each in its county."""
    return tuple(
        Choice(f"t{n}", {"en": f"Town {n}", "ar": f"بلدة {n}"}, {"county": f"c{n // TOWNS}"})
        for n in range(COUNTIES * TOWNS)
    )


WHO = Group(
    "who",
    (
        Question("name", "text", {"en": "Your name?", "ar": "اسمك؟"}, required=True),
        Question("married", "select_one", {"en": "Married?", "ar": "متزوج؟"}, choices="yes_no"),
    ),
    {"en": "About you", "ar": "عنك"},
)
SPOUSE = Group(
    "spouse",
    (
        Question(
            "spouse_name",
            "text",
            {"en": "What is the spouse of ${name} called?", "ar": "ما اسم زوج ${name}؟"},
            required=True,
        ),
    ),
    {"en": "The spouse", "ar": "الزوج"},
    relevant=parse("${married} = 'yes'"),
)
MEMBERS = Group(
    "members",
    (
        Question("member", "text", {"en": "Name", "ar": "الاسم"}, required=True),
        Question("age", "integer", {"en": "Age of ${member}", "ar": "عمر ${member}"}),
        Group(
            "animals",
            (Question("animal", "text", {"en": "Animal", "ar": "حيوان"}),),
            {"en": "Animals", "ar": "الحيوانات"},
            repeat=True,
        ),
    ),
    {"en": "Person", "ar": "شخص"},
    repeat=True,
)
WHERE = Group(
    "where",
    (
        Question(
            "county",
            "select_one",
            {"en": "County?", "ar": "المقاطعة؟"},
            choices="counties",
            appearance="minimal",
        ),
        Question(
            "town",
            "select_one",
            {"en": "Town?", "ar": "البلدة؟"},
            choices="towns",
            choice_filter=parse("county = ${county}"),
            appearance="minimal",
        ),
        Question("any_town", "select_multiple", {"en": "Towns you know?"}, choices="towns"),
    ),
    {"en": "Where you live", "ar": "أين تسكن"},
)
MADE = Group(
    "made",
    (
        Question("photo", "image", {"en": "A photo", "ar": "صورة"}),
        Question("signed", "image", {"en": "Sign", "ar": "وقّع"}, appearance="signature"),
        Question("told", "audio", {"en": "Tell", "ar": "قل"}),
        Question("spot", "geopoint", {"en": "Where?", "ar": "أين؟"}),
        Question("field", "geoshape", {"en": "Your field", "ar": "حقلك"}),
        Question("order", "rank", {"en": "What first?", "ar": "ما الأول؟"}, choices="needs"),
        Question("code", "barcode", {"en": "Code", "ar": "الرمز"}),
    ),
    {"en": "Things", "ar": "أشياء"},
)
LAST = Group(
    "last",
    (
        Question("sum", "calculate", calculation=parse("concat(${name}, ' ', count(${members}))")),
        Question("thanks", "note", {"en": "Thank you, ${sum}.", "ar": "شكرا ${sum}."}),
        Question("more", "text", {"en": "Anything else?", "ar": "شيء آخر؟"}),
    ),
    {"en": "At last", "ar": "أخيرا"},
)
NEEDS = {"water": "ماء", "food": "طعام", "school": "مدرسة"}
HOUSEHOLD = Form(
    slug="life",
    version="1",
    title={"en": "Life", "ar": "الحياة"},
    languages=("en", "ar"),
    default_language="en",
    questions=(WHO, SPOUSE, MEMBERS, WHERE, MADE, LAST),
    choices={
        "yes_no": YES_NO,
        "counties": tuple(
            Choice(f"c{n}", {"en": f"County {n}", "ar": f"مقاطعة {n}"}) for n in range(COUNTIES)
        ),
        "towns": towns(),
        "needs": tuple(
            Choice(name, {"en": name.title(), "ar": arabic}) for name, arabic in NEEDS.items()
        ),
    },
    style="pages",
)
