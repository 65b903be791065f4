"""What the builder calls things, in words that need no manual."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _

ADDED: Final[Mapping[str, object]] = {
    "select_one": _("Choose one answer"),
    "select_multiple": _("Choose several answers"),
    "lines": _("Long text"),
    "text": _("Short text"),
    "integer": _("Whole number"),
    "decimal": _("Number with decimals"),
    "range": _("Scale"),
    "date": _("Date"),
    "time": _("Time"),
    "rank": _("Put in order"),
    "menu": _("Choose one from a menu"),
    "acknowledge": _("Tick to agree"),
    "note": _("Words to read, no question"),
    "image": _("Photo"),
    "audio": _("Recording of a voice"),
    "geopoint": _("Point on the map"),
    "barcode": _("Barcode"),
    "calculate": _("Calculation, not shown"),
    "group": _("Group of questions"),
    "repeat": _("Group that is asked again for each one"),
}
"""What can be added, the usual first."""

KINDS: Final[Mapping[str, object]] = {
    **ADDED,
    "datetime": _("Date and time"),
    "geotrace": _("Path on the map"),
    "geoshape": _("Area on the map"),
    "video": _("Video"),
    "file": _("File"),
}

ROLES: Final[Mapping[str, object]] = {
    "": _("Nothing beyond the answer itself"),
    "text": _("What people say: the machine reads mood and topics from it"),
    "private": _("Private words: the machine leaves them alone"),
    "sex": _("Woman or man: shows who was heard"),
    "age_band": _("Age: shows who was heard"),
    "displacement": _("Displaced or not: shows who was heard"),
    "group": _("Group or community: shows who was heard"),
    "mood": _("How people feel, as they say themselves"),
    "rating": _("A mark that the council sees as a number"),
    "type": _("Question, request, concern, praise …: decides whether a reply is owed"),
    "topic": _("What it is about"),
    "consent_quote": _("Whether the words may be quoted"),
}

TESTS: Final[Mapping[str, object]] = {
    "is": _("is"),
    "not": _("is not"),
    "answered": _("is answered"),
    "least": _("is at least"),
    "most": _("is at most"),
    "more": _("is more than"),
    "less": _("is less than"),
    "same": _("is exactly"),
}

CHANGES: Final[Mapping[str, object]] = {
    "edit": _("Undo the last change of a question"),
    "add": _("Undo the adding"),
    "copy": _("Undo the copying"),
    "remove": _("Undo the removing"),
    "move": _("Undo the moving"),
    "choice": _("Undo the change of the choices"),
    "whole": _("Undo the change of title or style"),
    "language": _("Undo the change of languages"),
    "texts": _("Undo the last translations"),
}
"""What undoing would undo, by the first word of the change."""

MEMBERS: Final[Mapping[str, object]] = {
    "title": _("Title"),
    "label": _("Question"),
    "hint": _("Hint below the question"),
    "guidance": _("Guidance for who asks"),
    "required_message": _("Said when it is not answered"),
    "constraint_message": _("Said when the answer does not fit"),
    "choice": _("Choice"),
}
"""Texts of a part."""
