"""A form's own words as HTML."""

import pytest

from consult.web.fields_text import markup, plain


def told(name: str) -> str:
    return f"<{name}*>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain & simple", "Plain &amp; simple"),
        ("**Bold**, *slanted*, _so_", "<strong>Bold</strong>, <em>slanted</em>, <em>so</em>"),
        ("a_b_c, 2 * 3 * 4, ____", "a_b_c, 2 * 3 * 4, ____"),
        ("One\ntwo\r\nthree", "One<br>two<br>three"),
        ("One<br/>two", "One<br>two"),
        ("# Title\nwords", "<strong>Title</strong><br>words"),
        ("#1 of them", "#1 of them"),
        ("[Read](https://x.org/?a=1&b=2)", "Read (https://x.org/?a=1&amp;b=2)"),
        ("[Read](javascript:alert(1))", "[Read](javascript:alert(1))"),
        ('<span style="color:red">Red</span>', "Red"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("<img src=x onerror=alert(1)>*", "&lt;img src=x onerror=alert(1)&gt;*"),
        ("Hello ${ name }", 'Hello <bdi data-ref="name">&lt;name*&gt;</bdi>'),
        ("**${a}***", '<strong><bdi data-ref="a">&lt;a*&gt;</bdi></strong>*'),
        ("\ue0000\ue001 ${a}", '0 <bdi data-ref="a">&lt;a*&gt;</bdi>'),
    ],
)  # fmt: skip
def test_a_text_is_written_as_html(text: str, html: str) -> None:
    assert markup(text, told) == html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Bold**\nand ${name}", "Bold and <name*>"),
        ("5 < 6 & 7", "5 < 6 & 7"),
        ("", ""),
    ],
)
def test_a_text_is_written_without_marks(text: str, words: str) -> None:
    assert plain(text, told) == words
