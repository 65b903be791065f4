"""The desk's forms: from spreadsheets, in versions, and asked where."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from flask import Flask

from consult.core.form import Form
from consult.formats import xlsform
from consult.services import library
from consult.store import asking, drafts
from consult.store.base import db
from tests.conftest import Reader
from tests.desk import at_desk, follow, staffed
from tests.page import Page, text
from tests.workbooks import workbook

SURVEY = [
    ["type", "name", "label::English (en)", "label::العربية (ar)", "image"],
    ["select_one yn", "wet", "Is it wet?", "هل هو رطب؟", ""],
    ["integer", "litres", "How much?", "كم؟", "jar.png"],
]
CHOICES = [["list_name", "name", "label::English (en)"], ["yn", "yes", "Yes"], ["yn", "no", "No"]]
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99"
    b"=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def settings(version: str) -> list[list[str]]:
    return [["form_id", "version", "form_title"], ["wells", version, "Wells"]]


def sheet(version: str = "1", survey: list[list[str]] = SURVEY) -> bytes:
    return workbook(survey, CHOICES, settings(version))


@pytest.fixture
def desk(both: Flask) -> Reader:
    staffed(both)
    return at_desk(both)


def send(
    desk: Reader, content: bytes, status: int = 303, name: str = "wells.xlsx", **beside: bytes
) -> Page:
    """Send a spreadsheet with files beside it, and go where that leads."""
    attached = [(BytesIO(each), name.replace("_", ".")) for name, each in beside.items()]
    sent = {"form": (BytesIO(content), name), "attached": attached}
    answer = desk.post("/en/desk/forms/upload", status, data=sent)
    return follow(desk, answer) if status == 303 else answer


def press(desk: Reader, page: Page, end: str) -> Page:
    """Send the form of a page whose address ends so, and go where that leads."""
    found = [str(form.get("action")) for form in page.all("form")]
    address = next(each for each in found if each.endswith(end))
    return follow(desk, desk.post(address, 303))


def published(app: Flask) -> list[str]:
    with app.app_context():
        return [row.version for row in asking.versions(db.session(), "wells")]


def test_a_spreadsheet_is_reported_previewed_and_only_then_published(
    both: Flask, desk: Reader
) -> None:
    page = send(desk, sheet(), jar_png=PNG)
    assert "2 questions" in page.text
    assert "Nothing is published yet." in page.text
    assert published(both) == []
    frame = page.one("iframe")
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "Is it wet?" in desk.get(str(frame.get("src"))).text
    page = press(desk, page, "/publish")
    assert "Published." in page.text
    assert published(both) == ["1"]
    with both.app_context():
        form = library.form_of(db.session(), "wells", "1")
        assert form is not None
        kept = asking.form_file(db.session(), form.files["jar.png"].sha256)
        assert kept is not None
        assert kept.content == PNG
        assert drafts.drafts(db.session()) == []


def test_the_report_names_sheet_row_and_column(desk: Reader) -> None:
    content = sheet(survey=[[*SURVEY[0], "oddity"], *([*row, ""] for row in SURVEY[1:])])
    page = send(desk, content)
    assert "Left out" in page.text
    assert "The column oddity is not known." in page.text
    cells = [text(cell) for cell in page.all("td")]
    place = cells.index("The column oddity is not known.")
    assert cells[place - 3 : place] == ["survey", "1", "F"]


def test_the_same_content_is_said_to_be_the_same(both: Flask, desk: Reader) -> None:
    press(desk, send(desk, sheet()), "/publish")
    page = send(desk, sheet())
    assert "published already, word for word" in page.text
    assert "word for word" in press(desk, page, "/publish").text
    assert published(both) == ["1"]


def test_other_content_under_a_version_that_is_taken_becomes_the_next_one(
    both: Flask, desk: Reader
) -> None:
    press(desk, send(desk, sheet()), "/publish")
    survey = [SURVEY[0], SURVEY[1], ["integer", "litres", "How many litres?", "كم؟", ""]]
    page = send(desk, sheet("1", survey))
    assert "so this becomes version 2" in page.text
    assert "How many litres?" in page.text
    press(desk, page, "/publish")
    assert published(both) == ["2", "1"]
    changes = desk.get("/en/desk/forms/wells/2/changes")
    assert "“How many litres?” has another text in English (Question)." in changes.text


def _bomb() -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * 200_000_000)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (PNG, "jar.png", "no spreadsheet that can be read"),
        (b"", "empty.xlsx", "can't be published as it is"),
        (b"\x00" * 1000, "zeros.xls", "can't be published as it is"),
        (b"PK\x03\x04 broken", "broken.xlsx", "can't be published as it is"),
        (workbook([["type", "name"], ["color", "x"]]), "odd.xlsx", "color"),
        (
            sheet(survey=[["type", "name", "label", "relevant"], ["text", "a", "A", "${b} = 1"]]),
            "lost.xlsx",
            "There is no question b.",
        ),
    ],
    ids=["a picture", "nothing", "zeros", "half a zip", "an unknown type", "a lost reference"],
)
def test_a_wrong_file_gets_a_sentence_and_leaves_nothing(
    both: Flask, desk: Reader, content: bytes, name: str, sentence: str
) -> None:
    page = send(desk, content, 422, name)
    assert sentence in page.text
    assert "Nothing was kept of it." in page.text
    with both.app_context():
        assert drafts.drafts(db.session()) == []


def test_a_bomb_is_refused(desk: Reader) -> None:
    assert "unpacks to more than" in send(desk, _bomb(), 422).text


def send_bytes(reader: Reader, count: int) -> Page:
    """Send a form of this size that must be refused for it."""
    kind = "multipart/form-data; boundary=here"
    return reader.post("/en/desk/forms/upload", 413, data=b"x" * count, content_type=kind)


def test_a_file_that_is_far_too_large_is_refused_before_it_is_read(desk: Reader) -> None:
    assert "This is too large" in send_bytes(desk, 100_000_000).text


def test_nobody_sends_a_large_file_without_an_account(both: Flask, desk: Reader) -> None:
    send_bytes(Reader(both.test_client()), 1_000_000)


def test_what_was_read_can_be_thrown_away(both: Flask, desk: Reader) -> None:
    press(desk, send(desk, sheet()), "/drop")
    assert published(both) == []
    assert "In the making" not in desk.get("/en/desk/forms/").text


def test_what_was_read_can_be_changed_in_the_builder(both: Flask, desk: Reader) -> None:
    page = press(desk, send(desk, sheet()), "/build")
    assert "Is it wet?" in page.text
    desk.post("/en/desk/forms/wells/build/publish", 303)
    assert published(both) == ["1"]


def test_a_consultation_asks_the_version_that_is_chosen(both: Flask, desk: Reader) -> None:
    press(desk, send(desk, sheet()), "/publish")
    asked = "consultation=water&form=wells&version=1"
    page = desk.get(f"/en/desk/forms/ask?{asked}")
    assert "This is another form" in page.text
    sent = {"form": "wells", "version": "1"}
    desk.post("/en/desk/consultations/water/ask", 303, data=sent)
    assert "Asked in Water" in desk.get("/en/desk/forms/wells/").text
    with both.app_context():
        row = asking.consultation_named(db.session(), "water")
        assert row is not None
        assert (row.form_slug, row.form_version, row.languages) == ("wells", "1", ["en", "ar"])


def test_the_next_version_says_what_changes_before_it_is_asked(both: Flask, desk: Reader) -> None:
    press(desk, send(desk, sheet()), "/publish")
    desk.post("/en/desk/consultations/water/ask", 303, data={"form": "wells", "version": "1"})
    press(
        desk, send(desk, sheet("2", [*SURVEY, ["text", "why", "Why?", "لماذا؟", ""]])), "/publish"
    )
    page = desk.get("/en/desk/forms/ask?consultation=water&form=wells&version=2")
    assert "The question “Why?” is new." in page.text


def test_a_version_is_taken_along_as_a_spreadsheet(both: Flask, desk: Reader) -> None:
    press(desk, send(desk, sheet()), "/publish")
    answer = desk.client.get("/en/desk/forms/wells/1/form.xlsx")
    reading = xlsform.read(answer.data)
    with both.app_context():
        form = library.form_of(db.session(), "wells", "1")
    assert isinstance(form, Form)
    assert reading.form == form


def test_an_auditor_reads_and_changes_nothing(both: Flask, desk: Reader) -> None:
    page = send(desk, sheet())
    report = page.one("iframe").get("src", "").split("/preview/")[0]
    auditor = at_desk(both, "auditor")
    assert auditor.get("/en/desk/forms/").all("form", method="post") == []
    assert auditor.get(f"{report}/report").all("form", method="post") == []
    assert auditor.get("/en/desk/forms/water/").all("form", method="post") == []
    for end in ("publish", "drop", "build"):
        auditor.post(f"{report}/{end}", 404)
    auditor.post("/en/desk/forms/upload", 404, data={"form": (BytesIO(sheet()), "wells.xlsx")})
    auditor.post("/en/desk/consultations/water/ask", 404, data={"form": "water", "version": "1"})


@pytest.mark.parametrize(
    "address",
    [
        "/en/desk/forms/nowhere/",
        "/en/desk/forms/water/9/changes",
        "/en/desk/forms/water/9/form.xlsx",
        "/en/desk/forms/water/1/preview/fr",
        "/en/desk/forms/water/1/paper?in=fr",
        "/en/desk/forms/drafts/018f0000-0000-7000-8000-000000000000/report",
        "/en/desk/forms/ask?consultation=water&form=water&version=9",
    ],
)
def test_what_is_not_there_is_not_found(desk: Reader, address: str) -> None:
    desk.get(address, 404)


@pytest.mark.parametrize("lang", ["fr", "ar", "sw"])
def test_the_forms_are_without_fault_in_every_language(desk: Reader, lang: str) -> None:
    page = send(desk, sheet())
    report = page.one("iframe").get("src", "").split("/preview/")[0].replace("/en/", f"/{lang}/")
    ask = f"/{lang}/desk/forms/ask?consultation=water&form=water&version=1"
    for address in (f"/{lang}/desk/forms/", f"/{lang}/desk/forms/water/", f"{report}/report", ask):
        desk.get(address)
