"""What council and public see of a locality, gathered for their pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from flask import abort, request, url_for
from flask_babel import format_decimal
from flask_babel import gettext as _
from markupsafe import Markup

from consult.core.form import Form
from consult.core.language import say
from consult.core.permission import CITIZEN, may
from consult.core.summary import Summary, Week
from consult.core.suppression import FEWEST
from consult.services.library import form_asked
from consult.services.summary import Asked, Below, below, summary_of
from consult.store import localities, summaries, tree
from consult.store.base import db
from consult.store.rows import ConsultationRow, LocalityRow
from consult.web import figures, guard, trend
from consult.web.figures import Line, Tone
from consult.web.language import reader_language
from consult.web.map import STEPS, Area, draw, shade
from consult.web.place_menu import name_of

TOPICS: Final = 8
HEARD: Final = ("channel", "sex", "age_band", "displacement", "group", "language")
"""Dimensions that say who was heard."""


@dataclass(frozen=True, slots=True)
class Overview:
    """One locality in one consultation; `summary` is None where nothing may be printed.

    Args:
        line: The locality and all above it.
        inside: The locality and all below it, by id.
        consultations: All that ask here, the one that is shown among them.
        endpoint: The page that localities below link to.
    """

    locality: LocalityRow
    line: Sequence[LocalityRow]
    inside: Mapping[UUID, LocalityRow]
    consultations: Sequence[ConsultationRow]
    consultation: ConsultationRow
    form: Form
    summary: Summary | None
    below: Sequence[Below]
    endpoint: str

    @property
    def name(self) -> str:
        """Name the locality in the reader's language."""
        return name_of(self.locality, reader_language())

    def address(self, locality: LocalityRow) -> str:
        """Give the same page of another locality."""
        return url_for(self.endpoint, pcode=locality.pcode, c=self.consultation.slug)

    def opens(self, locality: LocalityRow) -> bool:
        """Tell whether the reader may open the same page of a locality on the way up."""
        who, line = guard.person(), [row.pcode for row in self.line]
        above = [code for code in line[line.index(locality.pcode) :] if code]
        return bool(locality.pcode) and may(who.actor if who else CITIZEN, self.endpoint, above)

    def lines(self, dimension: str) -> list[Line]:
        """Give a breakdown with its names; nothing where it isn't asked."""
        if self.summary is None or dimension not in self.summary.breakdowns:
            return []
        return figures.lines(self.form, dimension, self.summary.breakdowns[dimension])

    @property
    def heard(self) -> list[tuple[str, list[Line]]]:
        """Give the breakdowns that say who was heard, each with its title."""
        titles = {
            "channel": _("How they spoke"),
            "sex": _("Women and men"),
            "age_band": _("Age"),
            "displacement": _("Displacement"),
            "group": _("Groups"),
            "language": _("Language of the form"),
        }
        return [(titles[one], self.lines(one)) for one in HEARD if self.lines(one)]

    @property
    def ratings(self) -> list[tuple[str, list[Line]]]:
        """Give the questions that were answered by a rating, each with its breakdown."""
        asked = [(question, f"answer:{question.name}") for question in self.form.of_role("rating")]
        return [
            (say(question.label, reader_language()), self.lines(dimension))
            for question, dimension in asked
            if self.lines(dimension)
        ]

    @property
    def sentiment(self) -> list[Line]:
        """Give the estimated shares, where enough was checked."""
        found = self.summary.sentiment if self.summary else None
        return figures.sentiment_lines(found) if found else []

    @property
    def tones(self) -> list[Tone]:
        """Give the topics that were touched most."""
        if self.summary is None:
            return []
        return figures.tones(self.summary.of("topic"), self.summary.tones, TOPICS)

    @property
    def named_title(self) -> str:
        """Give the question in which people name what matters to them."""
        asked = self.form.of_role("topic")
        return say(asked[0].label, reader_language()) if asked else ""

    @property
    def missing(self) -> list[str]:
        """Name the groups that nobody has spoken for."""
        cells = self.summary.coverage.missing if self.summary else ()
        return [
            figures.cell_name(self.form, "sex", cell)
            if cell in _names(self.form, "sex")
            else figures.cell_name(self.form, "age_band", cell)
            for cell in cells
        ]

    def called(self, locality: LocalityRow) -> str:
        """Name any locality in the reader's language."""
        return name_of(locality, reader_language())

    @property
    def trend(self) -> Markup:
        """Draw the weeks."""
        return trend.draw(self.weeks, _("How many were heard in each week"))

    @property
    def weeks(self) -> list[Week]:
        """Give the weeks of the last year, also those in which nobody was heard."""
        return trend.whole(self.summary.weeks if self.summary else ())

    @property
    def tallest(self) -> int:
        """Give the number that the highest bar stands for."""
        return trend.tallest(self.weeks)

    @property
    def key(self) -> list[tuple[str, str]]:
        """Explain the shades of the map."""
        starts = [FEWEST, *STEPS]
        shades = [
            (shade(start), _("%(n)s or more heard", n=format_decimal(start))) for start in starts
        ]
        silent = [("silent", _("nobody heard yet")), ("withheld", _("number withheld"))]
        return [(one, str(told)) for one, told in silent + shades]

    @property
    def map(self) -> Markup | None:
        """Draw the localities below, where their shapes are known."""
        heard = {one.locality.id: one.heard for one in self.below}
        rows = tree.shapes(db.session(), heard)
        areas = [
            Area(
                row.shape,
                heard[row.id],
                self._title(row, heard[row.id]),
                self.address(row) if row.pcode else None,
            )
            for row in rows
            if row.shape
        ]
        title = _("Map of the places in %(place)s", place=self.name)
        return draw(areas, title) if areas else None

    def _title(self, row: LocalityRow, heard: int | None) -> str:
        name = name_of(row, reader_language())
        if heard is None:
            told = _("%(place)s: fewer than ten were heard, or the number is withheld", place=name)
        elif heard == 0:
            told = _("%(place)s: nobody was heard yet", place=name)
        else:
            told = _("%(place)s: %(n)s heard", place=name, n=format_decimal(heard))
        return str(told)


def overview_of(pcode: str, endpoint: str) -> Overview:
    """Gather a locality's page; 404 where there is no such place, or nothing is asked there."""
    session = db.session()
    locality = localities.at(session, pcode)
    if locality is None:
        abort(404)
    line = tree.lineage(session, locality.id)
    consultations = summaries.consultations_at(
        session, [row.id for row in line], datetime.now(UTC).date()
    )
    wanted = request.values.get("c", "")
    found = [one for one in consultations if one.slug == wanted] or list(consultations)
    if not found:
        abort(404)
    consultation = found[0]
    form = form_asked(session, consultation)
    return Overview(
        locality=locality,
        line=line,
        inside={row.id: row for row in tree.below(session, locality.id)},
        consultations=consultations,
        consultation=consultation,
        form=form,
        summary=summary_of(session, Asked(consultation.id, locality, form)),
        below=below(session, consultation.id, locality),
        endpoint=endpoint,
    )


def _names(form: Form, role: str) -> set[str]:
    return {
        choice.name
        for question in form.of_role(role)
        for choice in form.choices.get(question.choices or "", ())
    }
