"""What a person, a phone or a file got wrong, in the reader's language."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from consult.core.form import Form
from consult.core.language import say
from consult.core.problem import Problem

OF_RECORDS: Mapping[str, object] = {
    "required": _("Please answer this question."),
    "constraint": _("This answer does not fit the question. Please look at it again."),
    "not_text": _("Please write some words."),
    "not_a_number": _("Please write a number."),
    "not_a_whole_number": _("Please write a whole number, such as 3."),
    "not_a_date": _("Please give a date, such as 2026-11-22."),
    "not_a_choice": _("Please choose one of the answers that are offered."),
    "out_of_range": _("Please give a number from {low} to {high}."),
    "off_step": _("Please give a number that counts from {low} in steps of {step}."),
    "too_long": _("This is too long: please write at most {most} characters."),
    "unknown_question": _("This answer belongs to a question that is not in the form."),
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


def sentence_in_form(problem: Problem, form: Form, language: str) -> str:
    """Say a problem, in the form's own words where it has some."""
    question = form.question(problem.question or "")
    own = {"required": "required_message", "constraint": "constraint_message"}.get(problem.code)
    words = getattr(question, own) if question and own else {}
    return say(words, language) or sentence(problem)


def problem_words() -> Mapping[str, str]:
    """Say those of records for scripts, as `problem_` and the code."""
    return {f"problem_{code}": str(words) for code, words in OF_RECORDS.items()}
