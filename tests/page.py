"""A page as a test reads it, and what must hold of every page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from xml.etree.ElementTree import Element

from html5lib import HTMLParser, getTreeBuilder

LANGUAGES: Final = {"en": "ltr", "fr": "ltr", "ar": "rtl", "sw": "ltr"}
FIELDS: Final = ("input", "select", "textarea")
INLINE: Final = {
    "a",
    "abbr",
    "b",
    "bdi",
    "em",
    "i",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
}
UNLABELLED_TYPES: Final = {"hidden", "submit", "reset", "button"}


@dataclass(frozen=True)
class Page:
    """One answer of the server.

    Args:
        html: Its body.
        status: Its status.
        headers: Its headers.
    """

    html: str
    status: int
    headers: Mapping[str, str]

    @cached_property
    def root(self) -> Element:
        """Parse it as strictly as HTML can be parsed."""
        tree = getTreeBuilder("etree")
        root: Element = HTMLParser(tree, strict=True, namespaceHTMLElements=False).parse(self.html)
        return root

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Find elements; `class_` matches one of the classes, `data_x` stands for data-x."""
        return [element for element in self.root.iter(tag) if _matches(element, attributes)]

    def one(self, tag: str, **attributes: str) -> Element:
        """Find the only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} x <{tag} {attributes}> in {self.title!r}"
        return found[0]

    @property
    def elements(self) -> list[Element]:
        """Give every element, comments left out."""
        return [element for element in self.root.iter() if isinstance(element.tag, str)]

    @property
    def title(self) -> str:
        return text(self.root.find("head/title"))

    @property
    def text(self) -> str:
        """Give what a person reads, with single spaces; scripts' data left out."""
        return text(self.root.find("body"))

    def faults(self) -> list[str]:
        """List what must not be, a sentence each."""
        return [fault for rule in RULES for fault in rule(self)]


def text(element: Element | None) -> str:
    """Give the text of an element with single spaces."""
    return " ".join("".join(_texts(element)).split()) if element is not None else ""


def _texts(element: Element) -> Iterator[str]:
    if element.tag in {"script", "style", "template"}:
        return
    between = "" if element.tag in INLINE else " "
    yield between + (element.text or "")
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield between


def _matches(element: Element, attributes: Mapping[str, str]) -> bool:
    if "class_" in attributes and attributes["class_"] not in element.get("class", "").split():
        return False
    return all(
        element.get(name.rstrip("_").replace("_", "-")) == value
        for name, value in attributes.items()
        if name != "class_"
    )


def _one_heading(page: Page) -> Iterator[str]:
    headings = page.all("h1")
    if len(headings) != 1 or not text(headings[0]):
        yield f"{len(headings)} x <h1>, or an empty one"


def _title(page: Page) -> Iterator[str]:
    if not page.title:
        yield "no title"


def _language(page: Page) -> Iterator[str]:
    language, direction = page.root.get("lang"), page.root.get("dir")
    if language not in LANGUAGES or LANGUAGES[language] != direction:
        yield f'<html lang="{language}" dir="{direction}">'


def _forms(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        if not form.get("action") or form.get("method", "").lower() not in {"get", "post"}:
            yield f"a form without action or method: {form.attrib}"


def _labels(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.all("label")}
    inside = {id(field) for label in page.all("label") for field in label.iter()}
    for tag in FIELDS:
        for field in page.all(tag):
            named = field.get("aria-label") or field.get("aria-labelledby")
            if field.get("type") in UNLABELLED_TYPES or named or id(field) in inside:
                continue
            if field.get("id") not in labelled or not field.get("id"):
                yield f"a field without a label: {field.attrib}"


def _inline(page: Page) -> Iterator[str]:
    for element in page.elements:
        values = [str(value).strip().lower() for value in element.attrib.values()]
        bad = [name for name in element.attrib if name == "style" or str(name).startswith("on")]
        if bad:
            yield f"<{element.tag}> has {', '.join(bad)}"
        if element.tag == "style":
            yield "an inline style sheet"
        if element.tag == "script" and not {"src", "type"} & element.attrib.keys():
            yield "an inline script"
        if any(value.startswith("javascript:") for value in values):
            yield f"<{element.tag}> with a javascript: address"


def _images(page: Page) -> Iterator[str]:
    for image in page.all("img"):
        if image.get("alt") is None:
            yield f"an image without alt: {image.get('src')}"


def _ids(page: Page) -> Iterator[str]:
    ids = [element.get("id") for element in page.elements if element.get("id")]
    for name in sorted({str(name) for name in ids if ids.count(name) > 1}):
        yield f"the id {name} stands twice"


def _references(page: Page) -> Iterator[str]:
    ids = {element.get("id") for element in page.elements}
    for element in page.elements:
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list"):
            for name in element.get(attribute, "").split():
                if name not in ids:
                    yield f"{attribute}={name!r} points nowhere"


RULES: Final[tuple[Callable[[Page], Iterator[str]], ...]] = (
    _one_heading,
    _title,
    _language,
    _forms,
    _labels,
    _inline,
    _images,
    _ids,
    _references,
)
