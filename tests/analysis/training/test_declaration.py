"""The Declaration is read from the npm package that set-up installs."""

from pathlib import Path

import pytest

from consult.analysis.training.declaration import FOLDER, paragraphs


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for tag, text in paragraphs(FOLDER):
        texts.setdefault(tag, []).append(text)
    return texts


def test_every_language_has_a_few_thousand_characters(found: dict[str, list[str]]) -> None:
    sizes = {tag: sum(map(len, texts)) for tag, texts in found.items()}
    assert [tag for tag, size in sizes.items() if not 2500 < size < 10_000] == []


def test_texts_are_read_as_people_see_them(found: dict[str, list[str]]) -> None:
    texts = [text for several in found.values() for text in several]
    assert [text for text in texts if "<" in text or "&" in text] == []


@pytest.mark.parametrize(("tag", "word"), [("en", "Whereas"), ("rn", "umuntu"), ("men", "kɔɔ")])
def test_a_tag_names_the_language_of_its_texts(
    tag: str, word: str, found: dict[str, list[str]]
) -> None:
    assert any(word in text.split() for text in found[tag])


def test_a_package_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        paragraphs(tmp_path)
