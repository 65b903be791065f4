"""Questions with choices, as fields of WTForms."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from consult.core.answer import DONE, Answer, text_of
from consult.core.question import LISTS, NUMBERS
from consult.web import fields_typed as typed
from consult.web.fields_asked import Asked, Medium
from consult.web.fields_layout import is_across


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice on a page; `name` is its label without any marks."""

    value: str
    label: Markup
    name: str = ""
    media: tuple[Medium, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Offers:
    """The choices of a question.

    Args:
        each: Those on the page.
        many: Names the list that script draws from, where they are too many.
        empty: There is none to choose now.
    """

    each: tuple[Offer, ...] = ()
    many: str = ""
    empty: bool = False


class Chosen(Asked):
    """One or several of some choices, or their order."""

    def __init__(self, *asked: Any, offers: Offers, **rest: Any) -> None:
        """Offer the choices; whether one fits is for the form to judge."""
        super().__init__(*asked, **rest)
        self.offers = offers

    @property
    def several(self) -> bool:
        """Tell whether any number can be chosen."""
        return self.question.kind in LISTS

    @property
    def beside(self) -> bool:
        """Tell whether the choices stand side by side."""
        return is_across(self.question)

    def read(self, values: Sequence[str]) -> Answer | None:
        """Read what was chosen; on a scale it is a number."""
        chosen = [value for value in values if value]
        if self.several:
            return chosen
        if not chosen:
            return None
        return typed.number(chosen[0]) if self.question.kind in NUMBERS else chosen[0]

    def write(self, answer: Answer) -> Sequence[str]:
        """Write the names of the choices."""
        return list(map(str, answer)) if isinstance(answer, list) else [text_of(answer)]


class Tick(Asked):
    """One box to tick."""

    value_of_tick = DONE
