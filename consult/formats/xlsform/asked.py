"""A row that asks: the question it makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.core.expression import Expression, parse
from consult.core.language import Words
from consult.core.question import SELECTS, Media, Question
from consult.formats.xlsform.appearance import appearance_of
from consult.formats.xlsform.cells import default_of, parameters_kept, scale_of, seed_of
from consult.formats.xlsform.expressions import expression_of
from consult.formats.xlsform.finding import Report
from consult.formats.xlsform.kinds import Type
from consult.formats.xlsform.lists import Lists
from consult.formats.xlsform.names import REFERENCE
from consult.formats.xlsform.plan import YES, Asked
from consult.formats.xlsform.roles import role_of
from consult.formats.xlsform.search import search_in, searched
from consult.formats.xlsform.texts import Line

NO = frozenset({"", "no", "false", "false()", "0", "n", "non", "não", "لا"})
NOTED: Mapping[str, str] = {"start": "once(now())", "today": "once(today())", "end": "now()"}
"""What the form notes by itself, and how."""


@dataclass(slots=True)
class Asking:
    """Makes questions of rows."""

    lists: Lists
    report: Report
    shown: list[tuple[Line, str, str]] = field(default_factory=list)
    """Names that texts show, with the row and the column."""

    def question(self, row: Asked) -> Question:
        """Read a row as a question."""
        line, kind, name = row.line, row.type.kind, row.name
        choices, appearance, search = self._choices(row)
        listed = self.lists.made.get(choices or "", ())
        default, initial = default_of(line, kind, listed, self.report)
        calculation = self._calculation(line, row.type, default)
        if kind == "calculate" and initial and not calculation:
            calculation, initial = parse(f"once({initial.source})"), None
        shuffle, seed = seed_of(line, self.report)
        return Question(
            name=name,
            kind=kind,
            label=self._label(line, kind, name),
            hint=self.words(line, "hint"),
            guidance=self.words(line, "guidance_hint"),
            media=self.media(line),
            required=self._required(line, kind),
            required_message=self.words(line, "required_message"),
            relevant=expression_of(line, "relevant", self.report),
            constraint=expression_of(line, "constraint", self.report),
            constraint_message=self.words(line, "constraint_message"),
            choices=choices,
            choices_from=row.type.choices if row.type.source == "answers" else None,
            choice_filter=self._filter(line, row.type, search),
            shuffle=shuffle,
            seed=seed,
            appearance=appearance,
            default="" if kind == "calculate" else default,
            initial=initial,
            calculation=calculation,
            trigger=self._trigger(line),
            read_only=self._read_only(line, kind),
            scale=scale_of(line, kind, self.report),
            parameters=parameters_kept(line, self.report),
            role=role_of(line, kind, self.report),
            meta=row.type.meta,
        )

    def words(self, line: Line, column: str) -> Words:
        """Read a text in its languages, and note the answers that it shows."""

        def tell(code: str, value: str, name: str) -> None:
            self.report.add(code, *line.place(column), value=value, name=name)

        words = line.words(column)
        if not any("${" in text for text in words.values()):
            return words
        mended = {tag: line.names.mended(text, tell, "").strip() for tag, text in words.items()}
        mended = {tag: text for tag, text in mended.items() if text}
        for text in mended.values():
            self.shown += [(line, column, found[1]) for found in REFERENCE.finditer(text)]
        return mended

    def media(self, line: Line) -> Media:
        """Read the names of files, and note the answers that choose among them."""
        media = line.media()
        for kind, words in media.items():
            for text in words.values():
                self.shown += [(line, kind, found[1]) for found in REFERENCE.finditer(text)]
        return media

    def _label(self, line: Line, kind: str, name: str) -> Words:
        label = self.words(line, "label")
        heads = "label" in line.get("appearance").split()
        if label or kind == "calculate" or heads or line.media() or line.words("hint"):
            return label
        self.report.add("label_missing", *line.place("label"), name=name)
        return {line.unsaid: name}

    def _required(self, line: Line, kind: str) -> bool | Expression:
        text, heads = line.get("required").lower(), "label" in line.get("appearance").split()
        if text in NO or kind == "calculate" or heads:
            return False
        return text in YES or expression_of(line, "required", self.report) or False

    def _choices(self, row: Asked) -> tuple[str | None, str, str]:
        """Find the list, the appearance, and the filter that a search amounts to."""
        line, kind = row.line, row.type
        call, appearance = searched(line.get("appearance"))
        kept = appearance_of(line, appearance, self.report)
        if kind.kind not in SELECTS or kind.source == "answers":
            return None, kept, ""
        if not call:
            return self.lists.of(line, kind, self.report), kept, ""
        search = search_in(call)
        if search is None:
            self.report.add("search_unclear", *line.place("appearance"), near=call)
            return None, kept, ""
        return self.lists.searched(line, kind, search, self.report), kept, search.choice_filter

    def _filter(self, line: Line, kind: Type, search: str) -> Expression | None:
        written = line.get("choice_filter")
        if not kind.choices:
            if written:
                self.report.add("filter_misplaced", *line.place("choice_filter"))
            return None
        if search:
            written = f"({search}) and ({written})" if written else search
        if written and kind.or_other:
            written = f"({written}) or name = 'other'"
        return expression_of(line, "choice_filter", self.report, written)

    def _calculation(self, line: Line, kind: Type, default: str) -> Expression | None:
        if kind.meta:
            noted = NOTED.get(kind.meta)
            if noted is None:
                self.report.add("type_silent", *line.place("type"), value=kind.meta)
            return parse(noted) if noted else None
        if not line.get("calculation") and kind.kind == "calculate":
            if default:
                return Expression(f"'{default}'", ["text", default])
            if line.get("type").lower() != "hidden" and not line.get("default"):
                self.report.add("calculation_missing", *line.place("calculation"))
        found = expression_of(line, "calculation", self.report)
        if found and kind.kind != "calculate" and _is_word(found, line):
            value = line.get("calculation")
            self.report.add("calculation_nowhere", *line.place("calculation"), value=value)
            return None
        return found

    def _trigger(self, line: Line) -> tuple[str, ...]:
        written = line.get("trigger")
        if written and not line.get("calculation"):
            self.report.add("trigger_unused", *line.place("trigger"))
            return ()
        names = [found[1] for found in REFERENCE.finditer(written)]
        meant = [line.names.kept.get(name) or name for name in names]
        self.shown += [(line, "trigger", name) for name in meant]
        return tuple(dict.fromkeys(meant))

    def _read_only(self, line: Line, kind: str) -> bool:
        text = line.get("read_only").lower()
        if text not in YES | NO:
            self.report.add("read_only_worked_out", *line.place("read_only"))
        return text in YES and kind not in ("note", "calculate")


def _is_word(expression: Expression, line: Line) -> bool:
    """Tell a lone word that names nothing: it would blank whatever somebody answers."""
    match expression.tree:
        case ["path", ".", ["child", str(word)]]:
            return word not in line.names.kept
    return False
