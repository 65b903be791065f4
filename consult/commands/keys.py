"""`consult keys`."""

from collections.abc import Sequence
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.services import keys


@click.group("keys")
def command() -> None:
    """Look after the server's own keys."""


@command.command("make")
@with_appcontext
def make() -> None:
    """Make the keys that are missing."""
    _tell(keys.make(_folder()))


@command.command("rotate")
@with_appcontext
def rotate() -> None:
    """Put new keys in front; what was sealed to older ones still opens."""
    _tell(keys.rotate(_folder()))


def _folder() -> Path:
    return Path(str(current_app.config["INSTANCE_FOLDER"])).absolute() / "keys"


def _tell(made: Sequence[Path]) -> None:
    for path in made:
        click.echo(f"Made {path}.")
    if not made:
        click.echo("The keys are there; nothing was made.")
