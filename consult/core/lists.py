"""The lists of a form, as expressions and filters look through them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.core.expression import Moment, Node, Tree, passing, table
from consult.core.language import say
from consult.core.question import Choice


@dataclass(slots=True)
class Lists:
    """Choices by list; their rows become nodes when an expression first looks at them."""

    choices: Mapping[str, tuple[Choice, ...]]
    language: str = "en"
    _tables: dict[str, Node] = field(default_factory=dict)

    def instance(self, name: str) -> Node | None:
        """Give a list as the nodes of instance(): root/item/<column>."""
        if name not in self.choices:
            return None
        if name not in self._tables:
            rows = enumerate(self.choices[name])
            self._tables[name] = table(self._row(one, f"{name}-{at}") for at, one in rows)
        return self._tables[name]

    def _row(self, choice: Choice, text_id: str) -> Mapping[str, str]:
        label = say(choice.label, self.language)
        return {"itextId": text_id, "name": choice.name, "label": label, **choice.columns}

    def passing(self, name: str, tree: Tree, moment: Moment) -> tuple[Choice, ...]:
        """Give the choices that pass a filter; `moment` is the question's."""
        instance, choices = self.instance(name), self.choices.get(name, ())
        return tuple(choices[at] for at in passing(instance, tree, moment)) if instance else ()

    def label(self, name: str, value: str, language: str) -> str:
        """Give the label of a choice; the value where there is none."""
        found = (choice for choice in self.choices.get(name, ()) if choice.name == value)
        return next((say(choice.label, language) for choice in found), value)

    def text(self, text_id: str, language: str) -> str:
        """Give the label of the choice that jr:itext() names: "<list>-<place>"."""
        name, _, place = text_id.rpartition("-")
        listed = self.choices.get(name, ())
        if not place.isdecimal() or int(place) >= len(listed):
            return ""
        return say(listed[int(place)].label, language)
