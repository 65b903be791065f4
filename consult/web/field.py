"""The facilitator's home: a page without anything personal, which their phone fills."""

from flask import Blueprint, render_template

from consult.web.problems import problem_words
from consult.web.words import words

blueprint = Blueprint("field", __name__)


@blueprint.get("/<lang>/field/")
def home() -> str:
    """Show the same page to everybody, so that the worker can keep it."""
    return render_template("field/home.html", sentences={**words(), **problem_words()})
