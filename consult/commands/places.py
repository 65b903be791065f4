"""`consult places`."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click
from flask.cli import with_appcontext

from consult.formats.geojson import Asked, Remark
from consult.services import places
from consult.store.base import db
from consult.store.transaction import writing

SHOWN: Final = 20
"""Remarks of one kind that are printed; a list of thousands helps nobody."""


@click.group("places")
def command() -> None:
    """Load the places where people are asked."""


@command.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--level", type=click.IntRange(0, 9), help="Level of all places in the file.")
@click.option("--map", "mapping", multiple=True, help="FIELD=PROPERTY, such as pcode=ADM2_PCODE.")
@click.option("--name-language", default="und", help="Language of the plain column of names.")
@click.option("--country", help="Name of the country that places without a parent lie in.")
@click.option("--parents-by-shape", is_flag=True, help="Find missing parents by their shapes.")
@with_appcontext
def load(file: Path, mapping: tuple[str, ...], **said: Any) -> None:
    """Load places from FILE, GeoJSON in WGS84; loading it again changes what changed."""
    asked = Asked(mapping=_mapped(mapping), **said)
    writing(db.session())
    loaded = places.load(db.session(), file, asked, datetime.now(UTC))
    db.session.commit()
    for line in _told(loaded.remarks):
        click.echo(line, err=True)
    if loaded.refused:
        raise click.ClickException("Nothing was loaded.")
    counted = loaded.counted
    click.echo(
        f"{sum(counted.values())} places: {counted['new']} new, {counted['changed']} changed, "
        f"{counted['same']} as before."
    )


def _mapped(mapping: tuple[str, ...]) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in mapping]
    for field, equals, _ in pairs:
        if not equals:
            raise click.BadParameter(f"{field} is not FIELD=PROPERTY", param_hint="--map")
    return {field: name for field, _, name in pairs}


def _told(remarks: tuple[Remark, ...]) -> list[str]:
    seen: Counter[str] = Counter()
    lines = []
    for remark in sorted(remarks, key=lambda remark: not remark.fatal):
        seen[remark.code] += 1
        if seen[remark.code] <= SHOWN:
            lines.append(str(remark))
    return lines + [
        f"... and {count - SHOWN} more of the kind {code}"
        for code, count in seen.items()
        if count > SHOWN
    ]
