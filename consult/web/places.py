"""What everyone may read of a locality."""

from typing import Final

from flask import Blueprint, render_template

from consult.web.overview import overview_of
from consult.web.voices import answers_in, quotes_from, waiting_in

ANSWERS: Final = 5
QUOTES: Final = 3

blueprint = Blueprint("places", __name__)


@blueprint.get("/<lang>/places/<pcode>/")
def page(pcode: str) -> str:
    """Show what was heard there, and what was answered."""
    overview = overview_of(pcode, "places.page")
    many = overview.summary is not None and bool(overview.summary.waiting)
    oldest = waiting_in(overview, 1) if many else []
    return render_template(
        "places/page.html",
        page=overview,
        answers=answers_in(overview, ANSWERS),
        spoken=quotes_from(overview, QUOTES),
        oldest=oldest[0].days if oldest else None,
    )
