"""A form that asks every kind of question, in three steps: a repeat, a cascade, a grid."""

from consult.core.expression import parse
from consult.core.form import Form
from consult.core.language import Speech, Words
from consult.core.question import Choice, Group, Question

STEPS = tuple(Choice(str(n), {"en": f"Step {n}", "ar": f"درجة {n}"}) for n in range(1, 6))
YES_NO = (Choice("yes", {"en": "Yes", "ar": "نعم"}), Choice("no", {"en": "No", "ar": "لا"}))
REGIONS = (
    Choice("north", {"en": "North", "ar": "الشمال"}),
    Choice("south", {"en": "South", "ar": "الجنوب"}),
)
TOWNS = (
    Choice("hill", {"en": "Hill", "ar": "التل"}, {"region": "north"}),
    Choice("lake", {"en": "Lake", "ar": "البحيرة"}, {"region": "north"}),
    Choice("port", {"en": "Port", "ar": "الميناء"}, {"region": "south"}),
)


def both(english: str, arabic: str) -> Words:
    """Give words in two languages."""
    return {"en": english, "ar": arabic}


TYPED = Group(
    "typed",
    (
        Question("welcome", "note",
                 both("Welcome to **this** form", "أهلًا بكم في **هذه** الاستمارة"),
                 guidance=both("Who asks, and why.", "من يسأل، ولماذا.")),
        Question("name", "text", both("What is your name?", "ما اسمك؟"), required=True),
        Question("story", "text", both("Tell us more", "أخبرنا المزيد"), appearance="multiline",
                 hint=both("As much as you like", "كما تشاء"),
                 guidance=both("Write in your own words.", "اكتب بكلماتك.")),
        Question("number", "text", both("Number of your card", "رقم بطاقتك"), appearance="numbers"),
        Question("age", "integer", both("How old is ${name}?", "كم عمر ${name}؟"),
                 constraint=parse(". >= 0 and . <= 120"),
                 constraint_message=both("From 0 to 120.", "من 0 إلى 120.")),
        Question("weight", "decimal", both("Weight", "الوزن")),
        Question("day", "date", both("Day", "اليوم")),
        Question("month", "date", both("Month", "الشهر"), appearance="month-year"),
        Question("year", "date", both("Year", "السنة"), appearance="year"),
        Question("hour", "time", both("Time", "الوقت")),
        Question("moment", "datetime", both("Day and time", "اليوم والوقت")),
        Question("double", "integer", both("Twice the age", "ضعف العمر"),
                 calculation=parse("${age} * 2")),
    ),
    both("What is typed", "ما يُكتب"),
)  # fmt: skip
CHOSEN = Group(
    "chosen",
    (
        Question("region", "select_one", both("Region", "المنطقة"), choices="regions"),
        Question("town", "select_one", both("Town", "البلدة"), choices="towns",
                 choice_filter=parse("region = ${region}"), required=parse("${region} != ''")),
        Question("many", "select_multiple", both("Which ones?", "أيها؟"), choices="steps",
                 appearance="columns"),
        Question("menu", "select_one", both("From a menu", "من قائمة"), choices="steps",
                 appearance="minimal"),
        Question("trust", "select_one", both("Trust", "الثقة"), choices="steps",
                 appearance="likert"),
        Question("safe", "range", both("How safe?", "كم هو آمن؟"), scale=(1, 5, 1)),
        Question("stars", "range", both("How good?", "كم هو جيد؟"), scale=(1, 5, 1),
                 appearance="rating"),
        Question("order", "rank", both("Put in order", "رتّب"), choices="regions"),
        Question("read", "acknowledge", both("I have read this", "لقد قرأت هذا")),
        Question("grid", "select_one", both("How is it at night?", "كيف هو ليلًا؟"),
                 choices="yes_no", appearance="label"),
        Question("street", "select_one", both("In the street", "في الشارع"), choices="yes_no",
                 appearance="list-nolabel"),
        Question("home", "select_one", both("At home", "في البيت"), choices="yes_no",
                 appearance="list-nolabel"),
    ),
    both("What is chosen", "ما يُختار"),
)  # fmt: skip
PEOPLE = Group(
    "people",
    (
        Question("called", "text", both("What are they called?", "ما اسمهم؟"), required=True),
        Question("years", "integer", both("How old is ${called}?", "كم عمر ${called}؟")),
        Question("school", "select_one", both("At school?", "في المدرسة؟"), choices="yes_no",
                 relevant=parse("${years} < 18")),
    ),
    both("People in the house", "أهل البيت"),
    repeat=True,
)  # fmt: skip
ATTACHED = Group(
    "attached",
    (
        Question("share", "range", both("Share", "النسبة"), scale=(0, 100, 1)),
        Question("where", "geopoint", both("Where?", "أين؟")),
        Question("way", "geotrace", both("Which way?", "أي طريق؟")),
        Question("field", "geoshape", both("Which field?", "أي حقل؟")),
        Question("photo", "image", both("A picture", "صورة"), appearance="new"),
        Question("voice", "audio", both("A recording", "تسجيل")),
        Question("film", "video", both("A film", "فيلم")),
        Question("paper", "file", both("A paper", "ورقة")),
        Question("sign", "image", both("Your signature", "توقيعك"), appearance="signature"),
        Question("code", "barcode", both("Barcode", "رمز")),
        Question("thanks", "note", both("Thank you, ${name}.", "شكرًا، ${name}.")),
    ),
    both("What is attached", "ما يُرفق"),
)  # fmt: skip
FORM = Form(
    slug="every",
    version="1",
    title=both("Every kind", "كل الأنواع"),
    languages=("en", "ar", "kri"),
    default_language="en",
    questions=(TYPED, CHOSEN, PEOPLE, ATTACHED),
    choices={"steps": STEPS, "yes_no": YES_NO, "regions": REGIONS, "towns": TOWNS},
    speech={"kri": Speech("Krio", "ltr", "en")},
)
