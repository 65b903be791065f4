"""Languages go by the tag that the web uses."""

import pytest

from consult.analysis.tags import base, normal


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("amh", "am"),
        ("am_ET", "am"),
        ("AM", "am"),
        ("swh", "sw"),
        ("arq", "arq"),
        ("urd_latn", "ur-Latn"),
        ("ur-Latn", "ur-Latn"),
        ("prs", "fa-AF"),
        ("fa-AF", "fa-AF"),
        ("sr-Latn-RS", "sr"),
        ("eng_nx", "en"),
        ("und", None),
        ("", None),
        (None, None),
        ("<script>", None),
        ("x" * 1000, None),
    ],
)
def test_a_language_has_one_tag_whatever_it_is_called(name: str | None, tag: str | None) -> None:
    assert normal(name) == tag


@pytest.mark.parametrize(("tag", "of"), [("fa-AF", "fa"), ("ur-Latn", "ur-Latn"), ("sw", "sw")])
def test_a_region_is_no_other_language(tag: str, of: str) -> None:
    assert base(tag) == of
