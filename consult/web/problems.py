"""What a person, a phone or a file got wrong, in the reader's language."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from consult.core.filling import Filling
from consult.core.form import Form
from consult.core.language import say
from consult.core.problem import Problem
from consult.web.fields_text import plain

OF_RECORDS: Mapping[str, object] = {
    "required": _("Please answer this question."),
    "stopped": _("Answers above don't fit together. Please change them, then this goes away."),
    "constraint": _("This answer does not fit the question. Please look at it again."),
    "not_text": _("Please write some words."),
    "not_a_number": _("Please write a number."),
    "not_a_whole_number": _("Please write a whole number, such as 3."),
    "not_a_date": _("Please give a date, such as 2026-11-22."),
    "not_a_time": _("Please give a time, such as 14:30."),
    "not_a_moment": _("Please give a date and a time."),
    "not_a_point": _("Please give a place as latitude and longitude, such as 6.31 -10.80."),
    "not_a_path": _("Please give at least two points."),
    "not_a_shape": _("Please give at least three points around the area."),
    "not_a_file": _("Please choose a file."),
    "not_all_ranked": _("Please put all of them in order."),
    "too_many_turns": _("Please leave some out: at most {most} can be given here."),
    "not_a_choice": _("Please choose one of the answers that are offered."),
    "out_of_range": _("Please give a number from {low} to {high}."),
    "off_step": _("Please give a number that counts from {low} in steps of {step}."),
    "too_long": _("This is too long: please write at most {most} characters."),
    "unknown_question": _("This answer belongs to a question that is not in the form."),
    "not_a_picture": _("This picture cannot be opened here. Please take or choose another one."),
    "wrong_type": _("Please choose a picture, a recording, a film, a PDF or an office document."),
    "file_too_large": _("This file is too large: it may have {most} megabytes."),
    "file_broken": _("The file did not arrive as it was kept on the phone."),
    "too_much_waiting": _("Too many files arrived without what they belong to."),
    "unknown_consultation": _("The server does not know this consultation."),
    "unknown_key": _("It was locked with a key that the server does not have."),
    "not_readable": _("The server could not open it."),
    "other_content": _("What arrived is not what was kept on the phone."),
    "other_record": _("What is inside belongs to another record."),
    "malformed": _("Something is missing or misshapen: {member}"),
    "unknown_form": _("The server does not have this version of the form."),
    "unknown_locality": _("This place does not take part in the consultation."),
}
OF_ACCOUNTS: Mapping[str, object] = {
    "login_shape": _("A login has 3 to 64 small letters, digits, dots, dashes or underscores."),
    "login_taken": _("Somebody has this login already."),
    "login_unknown": _("Nobody has this login."),
    "name_missing": _("Please give a name."),
    "no_such_locality": _("There is no place with the code {pcode}."),
    "password_short": _("The password is too short: please take at least {least} characters."),
    "password_long": _("The password is too long: please take at most {most} characters."),
    "password_login": _("The password must not be the login."),
}
SENTENCES: Mapping[str, object] = {**OF_RECORDS, **OF_ACCOUNTS}
"""By the problem's code; `{name}` stands for one of its values, as in `words`."""


def sentence(problem: Problem) -> str:
    """Say a problem that is not of a form's own making."""
    return str(SENTENCES[problem.code]).format_map(problem.values)


def sentence_in_form(
    problem: Problem, form: Form, language: str, filling: Filling | None = None
) -> str:
    """Say a problem, in the form's own words where it has some, with the answers in them."""
    key = problem.question or ""
    question = form.question(key.rpartition("/")[2])
    own = {"required": "required_message", "constraint": "constraint_message"}.get(problem.code)
    words = getattr(question, own) if question and own else {}
    said = plain(
        say(words, language), lambda name: filling.said(f"${{{name}}}", key) if filling else ""
    )
    return said or sentence(problem)


def problem_words() -> Mapping[str, str]:
    """Say those of records for scripts, as `problem_` and the code."""
    return {f"problem_{code}": str(words) for code, words in OF_RECORDS.items()}
