from pathlib import Path

from consult.analysis import calibration
from consult.core.cell import CELLS, CLASSES


def test_texts_are_counted_by_language_truth_and_cell() -> None:
    counts = calibration.count(
        [("sw", 0, (0.9, 0.05, 0.05)), ("sw", 0, (0.9, 0.05, 0.05)), ("ar", 2, (0.4, 0.3, 0.3))]
    )
    assert counts["sw"][0][CELLS.index("negative/2")] == 2
    assert counts["ar"][2][CELLS.index("negative/0")] == 1
    assert sum(map(sum, counts["sw"])) == 2


def test_counts_are_read_as_they_were_written(tmp_path: Path) -> None:
    counts = calibration.count([("sw", 1, (0.2, 0.7, 0.1))])
    calibration.save(counts, tmp_path / "cells.json")
    assert calibration.load(tmp_path / "cells.json") == counts


def test_the_committed_counts_have_a_row_for_each_class_and_a_column_for_each_cell() -> None:
    counts = calibration.load()
    assert {"sw", "en", "ar"} <= counts.keys()
    for rows in counts.values():
        assert [len(row) for row in rows] == [len(CELLS)] * len(CLASSES)
