"""`consult user`."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime

import click
from flask.cli import with_appcontext

from consult.core.permission import Role
from consult.core.person import Account, folded
from consult.core.problem import CODES, Problem
from consult.services import people
from consult.store.base import db
from consult.store.transaction import writing

from_stdin = click.option(
    "--password-stdin", is_flag=True, help="Read the password from the standard input."
)
"""Without it one is made up and printed once; no password stands in a list of processes."""


@click.group("user")
def command() -> None:
    """Manage the accounts of people who work with Consult."""


@command.command("add")
@click.argument("login")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", required=True, help="What others see.")
@click.option("--locality", "localities", multiple=True, help="P-code; can be given often.")
@from_stdin
@with_appcontext
def add(
    login: str, role: str, name: str, localities: tuple[str, ...], password_stdin: bool
) -> None:
    """Make an account named LOGIN."""
    password = _password(password_stdin)
    account = Account(folded(login), name, Role(role), password, localities)
    writing(db.session())
    _finish(people.add(db.session(), account, datetime.now(UTC)))
    _tell(account.login, password, password_stdin)


@command.command("password")
@click.argument("login")
@from_stdin
@with_appcontext
def password(login: str, password_stdin: bool) -> None:
    """Give LOGIN a new password and end their sign-ins."""
    new = _password(password_stdin)
    writing(db.session())
    _finish(people.change_password(db.session(), login, new))
    _tell(login, new, password_stdin)


@command.command("leave")
@click.argument("login")
@with_appcontext
def leave(login: str) -> None:
    """End the account LOGIN, with its sign-ins and phones; what they sent stays."""
    writing(db.session())
    _finish(people.leave(db.session(), login, datetime.now(UTC)))
    click.echo(f"{login} can't sign in any more, and their phones can't send.")


def _password(from_stdin: bool) -> str:
    return sys.stdin.readline().rstrip("\r\n") if from_stdin else people.generated()


def _finish(problems: Iterable[Problem]) -> None:
    told = [_said(problem) for problem in problems]
    if told:
        db.session.rollback()
        raise click.ClickException(" ".join(told))
    db.session.commit()


def _said(problem: Problem) -> str:
    sentence = CODES[problem.code]
    for name, value in problem.values.items():
        sentence = sentence.replace(f"`{name}`", str(value)).replace(f"({name})", f"({value})")
    return sentence


def _tell(login: str, password: str, was_given: bool) -> None:
    click.echo(f"{login} can sign in." if was_given else f"{login} can sign in with: {password}")
