"""Make accounts, and let people in."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from consult.core.identity import uuid7
from consult.core.permission import Role
from consult.core.person import LOGIN, LONGEST_PASSWORD, Account, Person, check_password, folded
from consult.core.problem import Problem
from consult.services import revoking
from consult.store import devices, localities, people
from consult.store.rows import PersonRow

HASHER = PasswordHasher()


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who knew their password; a `stale` hash is weaker than those made now."""

    person: Person
    epoch: int
    stale: bool


def sign_in(session: Session, login: str, password: str) -> SignedIn | None:
    """Find who has this login and password; None where one of them is wrong.

    An unknown login takes as long as a wrong password, so that nobody can find out by the
    clock who has an account. Nothing is written, since hashing takes long and the embedded
    database has one writer at a time.
    """
    login = folded(login)
    row = people.with_login(session, login) if LOGIN.fullmatch(login) else None
    known = row if row is not None and row.left_at is None else None
    right = _fits(known.password_hash if known else _of_nobody(HASHER), password)
    if known is None or not right:
        return None
    stale = HASHER.check_needs_rehash(known.password_hash)
    return SignedIn(_person(session, known), known.session_epoch, stale)


def signed_in(session: Session, person_id: UUID, epoch: int) -> Person | None:
    """Find who signed in; None where they have left, signed out, or changed their password."""
    row = session.get(PersonRow, person_id)
    if row is None or row.left_at is not None or row.session_epoch != epoch:
        return None
    return _person(session, row)


def add(session: Session, account: Account, now: datetime) -> tuple[Problem, ...]:
    """Make an account, or say why not."""
    places = localities.coded(session, account.localities)
    missing = set(account.localities) - {place.pcode for place in places}
    problems = [
        *account.check(),
        *(Problem("no_such_locality", None, {"pcode": code}) for code in sorted(missing)),
    ]
    if people.with_login(session, account.login):
        problems.append(Problem("login_taken"))
    if not problems:
        row = _row(account, now)
        session.add(row)
        session.flush()
        people.place(session, row.id, [place.id for place in places])
    return tuple(problems)


def change_password(session: Session, login: str, password: str) -> tuple[Problem, ...]:
    """Give a person a new password and end their sign-ins, or say why not."""
    row = people.with_login(session, folded(login))
    if row is None:
        return (Problem("login_unknown"),)
    problems = check_password(password, row.login)
    if not problems:
        row.password_hash = HASHER.hash(password)
        session.flush()
        people.end_sessions(session, row.id)
    return problems


def leave(session: Session, login: str, now: datetime) -> tuple[Problem, ...]:
    """End an account with its sign-ins and its phones, or say why not.

    What the person collected and replied stays, under their name.
    """
    row = people.with_login(session, folded(login))
    if row is None:
        return (Problem("login_unknown"),)
    row.left_at = now
    session.flush()
    people.end_sessions(session, row.id)
    for device in devices.of_person(session, row.id):
        revoking.revoke(session, device, now)
    return ()


def generated() -> str:
    """Make up a password of 80 random bits that can be read aloud."""
    signs = [secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(16)]
    return "-".join("".join(signs[start : start + 4]) for start in range(0, 16, 4))


def _row(account: Account, now: datetime) -> PersonRow:
    return PersonRow(
        id=uuid7(now),
        login=account.login,
        name=account.name.strip(),
        role=account.role,
        password_hash=HASHER.hash(account.password),
    )


def _person(session: Session, row: PersonRow) -> Person:
    places = people.localities_of(session, row.id)
    codes = tuple(place.pcode for place in places if place.pcode)
    return Person(row.id, row.login, row.name, Role(row.role), row.language, codes)


def _fits(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password[: LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False


@cache
def _of_nobody(hasher: PasswordHasher) -> str:
    return hasher.hash(secrets.token_urlsafe())
