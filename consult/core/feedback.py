"""What an answered form declares about its speaker and its kind, by the roles of its questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from consult.core.answer import anywhere, text_of
from consult.core.form import Form

EXPECTS_REPLY: Final[Mapping[str, bool]] = {
    "question": True,
    "suggestion": False,
    "request": True,
    "concern": True,
    "incident": True,
    "rumour": True,
    "observation": False,
    "praise": False,
}

Declaration = str | int | float | list[str]


@dataclass(frozen=True, slots=True)
class Declared:
    """The answers that carry a meaning beyond their own form."""

    roles: Mapping[str, Declaration]
    texts: Mapping[str, str]
    ratings: Mapping[str, str]

    @property
    def expects_reply(self) -> bool:
        """Tell whether somebody owes an answer to this."""
        kinds = self.roles.get("type", ())
        chosen = kinds if isinstance(kinds, list) else [kinds]
        return any(EXPECTS_REPLY.get(str(kind), False) for kind in chosen)

    @property
    def quotable(self) -> bool:
        """Tell whether the speaker said that the words may be quoted."""
        return self.roles.get("consent_quote") == "yes"


def declared(form: Form, answers: Mapping[str, Declaration]) -> Declared:
    """Sort the answers of one record by the role of their question."""
    roles: dict[str, Declaration] = {}
    texts: dict[str, str] = {}
    ratings: dict[str, str] = {}
    places = form.places()
    for key, answer in answers.items():
        question = places.get(anywhere(key))
        if question is None or not question.role:
            continue
        if question.role == "text":
            texts[key] = str(answer)
        elif question.role == "rating" and key == question.name:
            ratings[key] = text_of(answer)  # a repeat would count one voice many times
        elif key == question.name:
            roles[question.role] = answer
    return Declared(roles, texts, ratings)
