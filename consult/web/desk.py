"""The coordinator's desk: what came in, which phones send, and who works here."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_babel import format_timedelta
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from consult.core.permission import Role, may
from consult.services.revoking import revoke as take_right
from consult.store import asking, devices, overview, people
from consult.store.base import db
from consult.web import guard

ROLES: Final[Mapping[Role, object]] = {
    Role.FACILITATOR: _("Facilitator"),
    Role.OFFICER: _("Officer of a council"),
    Role.COORDINATOR: _("Coordinator"),
    Role.FOCAL_POINT: _("Focal point"),
    Role.AUDITOR: _("Auditor"),
}

blueprint = Blueprint("desk", __name__)


@blueprint.get("/<lang>/desk/")
def home() -> str:
    """Show consultations, phones and people."""
    session, who = db.session(), guard.person()
    consultations = overview.consultations(session)
    return render_template(
        "desk/home.html",
        consultations=consultations,
        roots={row.id: asking.roots_of(session, row.id) for row in consultations},
        received=overview.received(session),
        nothing=overview.Received(),
        phones=devices.of_people(session),
        people=people.staff(session),
        localities=people.localities_of_all(session),
        roles=ROLES,
        ago=_ago,
        may_key=who is not None and may(who.actor, "keying.page"),
        may_revoke=who is not None and may(who.actor, "desk.revoke"),
    )


@blueprint.post("/<lang>/desk/devices/<uuid:device>/revoke")
def revoke(device: UUID) -> Response:
    """Take the right to send from a phone."""
    row = devices.device_of(db.session(), device)
    if row is None:
        abort(404)
    take_right(db.session(), row, datetime.now(UTC))
    return redirect(url_for("desk.home", _anchor="phones"), 303)


def _ago(moment: datetime) -> str:
    """Say how long ago something was, in the reader's language."""
    return str(format_timedelta(moment - datetime.now(UTC), add_direction=True))
