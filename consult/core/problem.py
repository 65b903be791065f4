"""What a person, a phone or a file can get wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int | float

CODES: Mapping[str, str] = {
    # Answers to questions of a form.
    "required": "The question needs an answer.",
    "stopped": "The form asks to go no further: a note that must be answered can't be.",
    "constraint": "The answer breaks the form's own rule; the form has the words.",
    "not_text": "The answer must be a text.",
    "not_a_number": "The answer must be a number.",
    "not_a_whole_number": "The answer must be a whole number.",
    "not_a_date": "The answer must be a date.",
    "not_a_time": "The answer must be a time of the day.",
    "not_a_moment": "The answer must be a date with a time.",
    "not_a_point": "The answer must be a latitude and a longitude.",
    "not_a_path": "The answer must be at least two points.",
    "not_a_shape": "The answer must be at least three points and the first again.",
    "not_a_file": "The answer must be a file.",
    "not_all_ranked": "The answer must put all choices in order.",
    "too_many_turns": "The repeat may have `most` turns.",
    "not_a_choice": "The answer is not among the choices (answer).",
    "out_of_range": "The number must be from `low` to `high`.",
    "off_step": "The number must be `low` plus a multiple of `step`.",
    "too_long": "The text may have `most` characters.",
    "unknown_question": "The form has no such question.",
    # Files that answers name.
    "not_a_picture": "The picture can't be opened, so what it says of its place stays in it.",
    "wrong_type": "Files of this type are not taken.",
    "file_too_large": "The file may have `most` megabytes.",
    "file_broken": "The sealed file that arrived is not the one that was announced.",
    "too_much_waiting": "The phone has announced too many files of records that never came.",
    # Records on the wire.
    "unknown_consultation": "No consultation has this id.",
    "unknown_key": "The record was sealed to a key that the server does not have.",
    "not_readable": "The sealed bytes can't be opened, or hold no JSON.",
    "other_content": "The hash on the envelope belongs to other content.",
    "other_record": "Envelope and content name different records (member).",
    "malformed": "The content lacks a member or has one of another type (member).",
    "unknown_form": "The server has no such version of the form.",
    "unknown_locality": "The consultation does not cover the locality.",
    # Accounts.
    "login_shape": "A login has 3 to 64 small letters, digits, dots, dashes or underscores.",
    "login_taken": "Somebody has this login already.",
    "login_unknown": "Nobody has this login.",
    "name_missing": "A person needs a name.",
    "no_such_locality": "There is no locality with this code (pcode).",
    "password_short": "A password needs at least `least` characters.",
    "password_long": "A password may have `most` characters.",
    "password_login": "The password must not be the login.",
}
"""Every code, with what it means and the values it carries."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, as a code; `web.problems` says it in the reader's language."""

    code: str
    question: str | None = None
    values: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"no such problem: {self.code}")

    def to_json(self) -> dict[str, object]:
        """Write it for the wire."""
        return {"code": self.code, "question": self.question, "values": dict(self.values)}
