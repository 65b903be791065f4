"""What the lint of every page finds."""

import pytest
from html5lib.html5parser import ParseError

from tests.page import Page

GOOD = """<!doctype html><html lang="ar" dir="rtl"><head><title>T</title></head><body><h1>H</h1>
<form action="/a" method="post"><label for="a">A</label><input id="a" name="a">
<label>B <select name="b"><option>1</option></select></label><button>Go</button></form>
<script type="application/json" id="form">{"a": 1}</script></body></html>"""


def test_a_good_page_has_no_fault() -> None:
    assert Page(GOOD, 200, {}).faults() == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("<h1>H</h1>", "", "0 x <h1>"),
        ("<h1>H</h1>", "<h1>H</h1><h1>I</h1>", "2 x <h1>"),
        ("<title>T</title>", "<title> </title>", "no title"),
        (' lang="ar"', "", '<html lang="None"'),
        ('dir="rtl"', 'dir="ltr"', '<html lang="ar" dir="ltr">'),
        (' action="/a"', "", "a form without action or method"),
        (' method="post"', "", "a form without action or method"),
        ('for="a"', 'for="h"', "a field without a label"),
        ('for="a"', 'for="h"', "for='h' points nowhere"),
        ("<h1>", '<h1 style="color: red">', "<h1> has style"),
        ("<h1>", '<h1 onclick="x()">', "<h1> has onclick"),
        ("</form>", "</form><script>x()</script>", "an inline script"),
        ("</form>", "</form><style>p {}</style>", "an inline style sheet"),
        ("</form>", '</form><a href="javascript:x()">x</a>', "<a> with a javascript: address"),
        ("</form>", '</form><img src="x.png">', "an image without alt"),
        ("</form>", '</form><p id="a"></p>', "the id a stands twice"),
        ("</form>", '</form><p aria-describedby="z"></p>', "aria-describedby='z' points nowhere"),
    ],
)
def test_each_fault_is_found(good: str, bad: str, fault: str) -> None:
    faults = Page(GOOD.replace(good, bad), 200, {}).faults()
    assert any(fault in found for found in faults), faults


@pytest.mark.parametrize("bad", ["<p><form></p>", "<b><p></b>", "<li></ul>"])
def test_html_that_does_not_parse_strictly_is_refused(bad: str) -> None:
    with pytest.raises(ParseError):
        Page(GOOD.replace("</form>", f"</form>{bad}"), 200, {}).faults()


def test_the_text_of_a_page_is_what_a_person_reads() -> None:
    assert Page(GOOD, 200, {}).text == "H A B 1 Go"
