"""What was replied, for whoever has the follow-up code."""

from flask import Blueprint, Response, current_app, make_response, render_template, request
from flask_babel import gettext as _

from consult.core.code import read
from consult.services.answering import by_code
from consult.store.base import db
from consult.web import limits

LONGEST = 40
"""Characters that are read of what was typed."""

blueprint = Blueprint("code", __name__)


@blueprint.route("/<lang>/code", methods=["GET", "POST"])
@limits.codes
def follow_up() -> Response:
    """Ask for a code; show what became of the record that it belongs to."""
    typed = request.form.get("code", "")[:LONGEST].strip()
    code = read(typed)
    answered = by_code(db.session(), code, current_app.config["SECRET_KEY"]) if code else None
    sentence = None if answered or request.method == "GET" else _problem(typed, code)
    response = make_response(
        render_template("code/follow_up.html", answered=answered, typed=typed, sentence=sentence)
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _problem(typed: str, code: str | None) -> str:
    if code:
        return str(
            _("We have nothing with this code yet. Perhaps the phone has not sent it so far.")
        )
    if not typed:
        return str(_("Please write your code."))
    return str(_("This is not quite a code. Please compare each letter and number with your note."))
