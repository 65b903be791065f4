"""A desk with people at it, and what they do with forms."""

import re
from collections.abc import Mapping

from flask import Flask

from consult.core.permission import Role
from consult.store.base import db
from tests.conftest import Reader
from tests.ground import Ground, lay
from tests.page import Page
from tests.staff import hire, sign_in


def staffed(app: Flask) -> Ground:
    """Lay the ground and hire two coordinators, an auditor and a facilitator."""
    with app.app_context():
        ground = lay(db.session())
    hire(app, "coordinator", Role.COORDINATOR)
    hire(app, "amina", Role.COORDINATOR)
    hire(app, "auditor", Role.AUDITOR)
    hire(app, "facilitator", Role.FACILITATOR, "X0101")
    return ground


def at_desk(app: Flask, login: str = "coordinator") -> Reader:
    """Sign somebody in on a browser of their own."""
    reader = Reader(app.test_client())
    sign_in(reader, login)
    return reader


def follow(reader: Reader, page: Page) -> Page:
    """Go where an answer leads."""
    return reader.get(page.headers["Location"])


class Builder:
    """Somebody who builds a form in a browser without script.

    Args:
        reader: Their browser.
        slug: Of the form.
    """

    def __init__(self, reader: Reader, slug: str) -> None:
        self.reader = reader
        self.slug = slug
        self.page = reader.get(self.address)

    @property
    def address(self) -> str:
        return f"/en/desk/forms/{self.slug}/build"

    @classmethod
    def begin(cls, reader: Reader, title: str = "Wells", **more: str) -> "Builder":
        """Begin a form."""
        answer = reader.post("/en/desk/forms/build", 303, data={"title": title, **more})
        return cls(reader, answer.headers["Location"].split("/")[4])

    def choose(self, label: str) -> None:
        """Open a question from the outline."""
        found = [
            a for a in self.page.all("a") if a.get("data-line") and label in "".join(a.itertext())
        ]
        assert len(found) == 1, label
        self.page = self.reader.get(str(found[0].get("href")).split("#")[0])

    def press(self, do: str, status: int = 303, **typed: str) -> Page:
        """Press a button of the editor, with what is typed over what its fields show."""
        sent = {**self.fields(), **{name.replace("__", ":"): text for name, text in typed.items()}}
        return self.send({**sent, "do": do}, status)

    def send(self, sent: Mapping[str, str], status: int = 303) -> Page:
        """Send a form to the builder, and go where that leads."""
        answer = self.reader.post(self.address, status, data=sent)
        self.page = follow(self.reader, answer) if status == 303 else answer
        return self.page

    def add(self, kind: str, text: str) -> None:
        """Add a question behind the one that is chosen."""
        part = {"part": self.fields().get("part", "")}
        self.send({**part, "new-kind": kind, "new-text": text, "do": "add"})

    def fields(self) -> dict[str, str]:
        """Give what the editor's form would send as it is."""
        editors = [form for form in self.page.all("form") if form.get("data-keeps") is not None]
        sent: dict[str, str] = {}
        for field in (each for form in editors for each in form.iter()):
            name = field.get("name")
            if field.tag == "textarea" and name:
                sent[name] = "".join(field.itertext()).removeprefix("\n")
            elif field.tag == "select" and name:
                chosen = [one for one in field.iter("option") if one.get("selected") is not None]
                first = next(field.iter("option"))
                sent[name] = str((chosen[0] if chosen else first).get("value"))
            elif field.tag == "input" and name:
                unticked = field.get("type") == "checkbox" and field.get("checked") is None
                if not unticked:
                    sent[name] = field.get("value", "")
        return sent

    def outline(self) -> list[str]:
        """List what the outline shows."""
        lines = [a for a in self.page.all("a") if a.get("data-line")]
        return [re.sub(r"\s+", " ", " ".join(a.itertext())).strip() for a in lines]
