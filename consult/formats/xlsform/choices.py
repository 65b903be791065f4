"""The choices' sheet: lists of answers that can be chosen."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from consult.core.question import Choice
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.header_words import KNOWN
from consult.formats.xlsform.names import able, free
from consult.formats.xlsform.texts import Line, plain


@dataclass(slots=True)
class Choices:
    """Lists in the order of their rows; what could not keep its name, and where it stands."""

    report: Report
    lists: dict[str, list[Choice]] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    renamed: dict[tuple[str, str], tuple[int, str | None]] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[int, str | None]] = field(default_factory=dict)

    def called(self, name: str) -> str:
        """Find the list that a type cell means, "" where there is none."""
        if name in self.lists:
            return name
        alike = [each for each in self.lists if each.casefold() == name.casefold()]
        return alike[0] if len(alike) == 1 else ""

    def without_blanks(self, name: str) -> None:
        """Mend names with blanks, which would fall apart in a list of answers."""
        taken = {choice.name for choice in self.lists[name]}
        for at, choice in enumerate(self.lists[name]):
            if len(choice.name.split()) > 1:
                mended = free("_".join(choice.name.split()), taken)
                place = self.places[name, choice.name]
                self.report.add("choice_name_blank", *place, value=choice.name, name=mended)
                self.renamed[name, choice.name] = place
                self.lists[name][at] = replace(choice, name=mended)
                taken.add(mended)


def choices_of(lines: Iterable[Line], columns: Iterable[str], report: Report) -> Choices:
    """Gather the lists."""
    found = Choices(report, columns=frozenset(columns))
    alike: dict[tuple[str, str], list[Choice]] = defaultdict(list)
    for line in lines:
        name = "_".join(line.get("list_name").split())
        if not name:
            if line.get("name") or line.words("label"):
                report.add("choice_without_list", *line.place("list_name"))
            continue
        choice = _choice(line, report)
        listed = found.lists.setdefault(name, [])
        if choice and (kept := _told_apart(choice, alike[name, choice.name], name, line, found)):
            alike[name, choice.name].append(choice)
            listed.append(kept)
    return found


def _choice(line: Line, report: Report) -> Choice | None:
    name, label, media = line.get("name"), line.words("label"), line.media()
    if not name:
        name = _made(line)
        code = "choice_named" if name else "choice_empty"
        report.add(code, *line.place("name"), name=name)
    if not name:
        return None
    if not label and not media:
        report.add("choice_without_label", *line.place("label"), value=name)
        label = {line.unsaid: name}
    return Choice(name, label, line.rest(KNOWN["choices"]), media)


def _made(line: Line) -> str:
    said = plain(line.words("label"))
    return able(said[:40].lower()) or (f"choice_{line.number}" if said or line.media() else "")


def _told_apart(
    choice: Choice, twins: list[Choice], name: str, line: Line, found: Choices
) -> Choice | None:
    """Rename a choice that nothing tells from one before; None where it is just that one."""
    place = line.place("name")
    rivals = [twin for twin in twins if twin.columns == choice.columns]
    if any(_same(twin, choice) for twin in rivals):
        found.report.add("choice_repeated", *place, list=name, value=choice.name)
        return None
    found.places.setdefault((name, choice.name), place)
    if not rivals:
        return choice
    taken = {other.name for other in found.lists[name]}
    mended = free(choice.name, taken)
    found.report.add("choice_twice", *place, list=name, value=choice.name, name=mended)
    found.renamed[name, choice.name] = place
    return replace(choice, name=mended)


def _same(one: Choice, other: Choice) -> bool:
    shared = [tag for tag in one.label if tag in other.label]
    return any(_bare(one.label[tag]) == _bare(other.label[tag]) for tag in shared)


def _bare(label: str) -> str:
    return re.sub(r"[\W_]+", "", label).casefold() or label
