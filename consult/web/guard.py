"""Let in who may, by the one table in `consult.core.permission`."""

import time
from typing import Any, Final
from uuid import UUID

from flask import Flask, current_app, g, redirect, request, session, url_for
from werkzeug.exceptions import NotFound, Unauthorized
from werkzeug.wrappers import Response

from consult.core.permission import ANYONE, TABLE, may
from consult.core.person import Person
from consult.services import people
from consult.store import localities
from consult.store.base import db

FRESH: Final = 60
"""Seconds before the cookie notes a new sign of life, so that most answers set none."""


class Unnamed(RuntimeError):
    """Say that an endpoint stands in no row of the table; nobody is let in by forgetting."""


class OutOfReach(NotFound):
    """Answer as if there were nothing: an account must not learn what others may open.

    The same page as for an address that doesn't exist, so that trying p-codes tells nothing
    about which places take part.
    """


def install(app: Flask) -> None:
    """Ask the table before every view."""
    app.before_request(_check)


def person() -> Person | None:
    """Give who is signed in."""
    if "person" not in g:
        g.person = _from_cookie()
    found: Person | None = g.person
    return found


def remember(who: Person, epoch: int) -> None:
    """Sign somebody in on this browser."""
    session.clear()
    session.update(person=str(who.id), epoch=epoch, seen=int(time.time()))
    session.permanent = True
    g.person = who


def forget() -> None:
    """Sign out on this browser."""
    session.clear()
    g.person = None


def _check() -> Response | None:
    endpoint = request.endpoint
    if endpoint is None:
        return None
    if endpoint not in TABLE:
        raise Unnamed(f"{endpoint} stands in no row of consult.core.permission.TABLE")
    if TABLE[endpoint] is ANYONE:
        return None
    who = person()
    if who is None:
        return _to_sign_in()
    if not may(who.actor, endpoint, _ancestry(request.view_args or {})):
        raise OutOfReach
    return None


def _to_sign_in() -> Response:
    if request.method != "GET":
        raise Unauthorized
    return redirect(url_for("session.sign_in", next=request.full_path.rstrip("?")))


def _ancestry(asked: dict[str, Any]) -> tuple[str, ...]:
    return localities.ancestry(db.session(), asked["pcode"]) if "pcode" in asked else ()


def _from_cookie() -> Person | None:
    now, seen = int(time.time()), session.get("seen", 0)
    idle = int(current_app.config["SESSION_IDLE_MINUTES"]) * 60
    if "person" not in session:
        return None
    who = None
    if now - seen <= idle:
        who = people.signed_in(db.session(), UUID(session["person"]), session["epoch"])
    if who is None:
        session.clear()
    elif now - seen > FRESH:
        session["seen"] = now
    return who
