"""Two engines that others wrote and the field uses: ODK Web Forms' (Node) and JavaRosa (Java)."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path
from typing import Protocol

from consult.core.answer import Answer, text_of
from tests.phone_expressions import NODE

HERE = Path(__file__).parent


@dataclass(slots=True)
class Filled:
    """What an engine makes of a form that was filled: by our keys."""

    asked: set[str] = field(default_factory=set)
    values: dict[str, str] = field(default_factory=dict)
    problems: set[tuple[str, str]] = field(default_factory=set)


class Engine(Protocol):
    """Fills an XForm with answers, one after the other."""

    def fill(self, xform: str, given: Sequence[tuple[str, Answer]]) -> Filled:
        """Fill it, and tell."""


@dataclass(frozen=True, slots=True)
class _Lines:
    process: "subprocess.Popen[str]"

    def say(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, "the engine broke on it"
        return line.rstrip("\n")


class WebForms(_Lines):
    """ODK Web Forms' engine."""

    def fill(self, xform: str, given: Sequence[tuple[str, Answer]]) -> Filled:
        """Fill it, and tell."""
        self.say(json.dumps({"xform": xform, "answers": list(given)}))
        told = json.loads(self.hear())
        assert "broke" not in told, told
        values = {key: str(value) for key, value in told["answers"].items()}
        return Filled(set(told["asked"]), values, {(code, key) for code, key in told["problems"]})


class JavaRosa(_Lines):
    """The engine of ODK Collect."""

    def fill(self, xform: str, given: Sequence[tuple[str, Answer]]) -> Filled:
        """Fill it, and tell."""
        path = HERE / f".xform-{self.process.pid}.xml"
        path.write_text(xform, "utf-8")
        try:
            self.say(f"form\t{path}")
            for key, answer in given:
                self.say(f"answer\t{key}\t{text_of(answer)}")
            self.say("tell")
            return self._told()
        finally:
            path.unlink()

    def _told(self) -> Filled:
        filled = Filled()
        while (line := self.hear()) != "end":
            match line.split("\t"):
                case ["asked", key]:
                    filled.asked.add(key)
                case ["value", key, text]:
                    filled.values[key] = text
                case ["problem", condition, key]:
                    filled.problems.add((condition, key))
        return filled


@contextmanager
def web_forms() -> Iterator[Engine]:
    """Start Node with ODK Web Forms' engine."""
    with _running([str(NODE), str(HERE / "web_forms.js")]) as process:
        yield WebForms(process)


@contextmanager
def javarosa() -> Iterator[Engine]:
    """Start Java with the JavaRosa that pyxform brings."""
    jar = files("pyxform") / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
    with as_file(jar) as path:
        command = ["java", "-cp", str(path), str(HERE / "JavaRosa.java")]
        with _running(command) as process:
            yield JavaRosa(process)


def has_java() -> bool:
    """Tell whether this machine can run a Java program from its source."""
    return bool(shutil.which("java") and shutil.which("javac"))


@contextmanager
def _running(command: list[str]) -> "Iterator[subprocess.Popen[str]]":
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()
