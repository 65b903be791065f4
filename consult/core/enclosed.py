"""The files among the answers of a record."""

from collections.abc import Sequence
from dataclasses import dataclass

from consult.core.answer import Answers
from consult.core.file import FileName
from consult.core.form import Form
from consult.core.question import FILES, Question


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that answers a question."""

    question: Question
    name: FileName


def enclosed(form: Form, answers: Answers) -> Sequence[Enclosed]:
    """Find the files that may be shown, in the order of the answers.

    What answers a private question is left out, and so is what answers one that has its name
    from a private one elsewhere in the form: an answer in a repeat tells no more than the name.
    """
    asked: dict[str, list[Question]] = {}
    for question, _ in form.walk():
        asked.setdefault(question.name, []).append(question)
    found = []
    for key, answer in answers.items():
        questions, name = asked.get(key.rpartition("/")[2], []), FileName.read(answer)
        shown = all(one.kind in FILES and one.role != "private" for one in questions)
        if name and questions and shown:
            found.append(Enclosed(questions[0], name))
    return found
