"""People with an account."""

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from consult.core.permission import Actor, Role
from consult.core.problem import Problem

LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._-]{1,62}[a-z0-9]")
SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 200
"""Hashing takes longer the longer a password is; nobody types this many."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in.

    Args:
        localities: P-codes of the localities that they work in.
    """

    id: UUID
    login: str
    name: str
    role: Role
    language: str
    localities: tuple[str, ...] = ()

    @property
    def actor(self) -> Actor:
        """Give what permissions ask about."""
        return Actor(self.role, frozenset(self.localities))


def folded(login: str) -> str:
    """Write a login in the one way that it is kept: people type it with capitals and spaces."""
    return login.strip().lower()


@dataclass(frozen=True, slots=True)
class Account:
    """What an account is made of; `localities` are p-codes."""

    login: str
    name: str
    role: Role
    password: str
    localities: tuple[str, ...] = ()

    def check(self) -> tuple[Problem, ...]:
        """Find what an account can't be made with."""
        wrong = {
            "login_shape": not LOGIN.fullmatch(self.login),
            "name_missing": not self.name.strip(),
        }
        problems = [Problem(code) for code, so in wrong.items() if so]
        return (*problems, *check_password(self.password, self.login))


def check_password(password: str, login: str) -> tuple[Problem, ...]:
    """Find what is wrong with a password; length is what makes it hard to guess."""
    if len(password) < SHORTEST_PASSWORD:
        return (Problem("password_short", None, {"least": SHORTEST_PASSWORD}),)
    if len(password) > LONGEST_PASSWORD:
        return (Problem("password_long", None, {"most": LONGEST_PASSWORD}),)
    return (Problem("password_login"),) if folded(password) == login else ()
