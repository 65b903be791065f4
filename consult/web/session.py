"""Sign in and out."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consult.core.permission import Role
from consult.core.person import Person
from consult.services import people
from consult.store.base import db
from consult.store.people import end_sessions, rehash
from consult.store.transaction import writing
from consult.web import guard, limits

blueprint = Blueprint("session", __name__)


@blueprint.get("/<lang>/sign-in")
def sign_in() -> str:
    """Ask for login and password."""
    return _form(request.args.get("next", ""))


@blueprint.post("/<lang>/sign-in")
@limits.sign_in_by_login
@limits.sign_in_by_both
@limits.sign_in_by_address
def enter() -> Response | tuple[str, int]:
    """Sign in, and go where the person was going."""
    login, password, then = (request.form.get(each, "") for each in ("login", "password", "next"))
    found = people.sign_in(db.session(), login, password)
    if found is None:
        again = login[:64] if login.isprintable() else ""
        return _form(then, again, _("Login or password is wrong. Please try again.")), 422
    if found.stale:
        _renew(found.person, password)
    guard.remember(found.person, found.epoch)
    return redirect(then if _is_ours(then) else _home(found.person), 303)


@blueprint.get("/<lang>/sign-out")
def sign_out() -> str:
    """Ask whether to sign out."""
    who = guard.person()
    return render_template("session/sign_out.html", name=who.name if who else "")


@blueprint.post("/<lang>/sign-out")
def leave() -> Response:
    """End this sign-in, on every browser."""
    who = guard.person()
    if who is not None:
        end_sessions(db.session(), who.id)
    guard.forget()
    return redirect(url_for("home.consultations"), 303)


def _renew(who: Person, password: str) -> None:
    """Hash before the transaction begins, so that no lock is held meanwhile."""
    password_hash = people.HASHER.hash(password)
    writing(db.session())
    rehash(db.session(), who.id, password_hash)


def _form(then: str, login: str = "", wrong: str = "") -> str:
    following = then if _is_ours(then) else ""
    return render_template("session/sign_in.html", next=following, login=login, wrong=wrong)


def _is_ours(address: str) -> bool:
    """Tell whether an address stays on this site, however a browser may read it."""
    plain = address.isprintable() and "\\" not in address and len(address) < 500
    if not plain or not address.startswith("/") or address.startswith("//"):
        return False
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def _home(who: Person) -> str:
    """Choose the page that a person works on."""
    if who.role == Role.OFFICER and who.localities:
        return url_for("council.summary", pcode=who.localities[0])
    homes = {
        Role.FACILITATOR: "field.home",
        Role.COORDINATOR: "desk.home",
        Role.AUDITOR: "desk.home",
    }
    return url_for(homes.get(who.role, "home.consultations"))
