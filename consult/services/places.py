"""Load places from a file, all or none."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from consult.formats.geojson import Asked, Remark, read
from consult.services import rollup
from consult.store import localities, readings, tree


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a file: how many places were `new`, `changed` and `same`, and remarks."""

    counted: Mapping[str, int]
    remarks: tuple[Remark, ...]

    @property
    def refused(self) -> bool:
        """Tell whether nothing was loaded."""
        return any(remark.fatal for remark in self.remarks)


def load(session: Session, path: Path, asked: Asked, now: datetime) -> Loaded:
    """Load a file of places; where one remark is fatal, nothing changes.

    Where a place moves in the tree, all is marked to be counted anew.

    Raises:
        OSError: When the file can't be read.
    """
    rows = localities.every(session)
    pcodes = {row.id: row.pcode or str(row.id) for row in rows}
    known = {pcodes[row.id]: localities.value(row, pcodes) for row in rows}
    places = read(path, asked, known)
    if not places.localities:
        return Loaded(Counter(), places.remarks)
    before = tree.parents(session)
    counted = localities.put(session, places.localities, now)
    after = tree.parents(session)
    if any(after[one] != above for one, above in before.items()):
        for consultation_id in readings.consultations(session):
            rollup.mark_all(session, consultation_id, now)
    return Loaded(counted, places.remarks)
