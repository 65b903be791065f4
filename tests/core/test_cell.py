import pytest

from consult.core.cell import CELLS, cell


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        ((0.4, 0.3, 0.3), "negative/0"),
        ((0.2, 0.6, 0.2), "neutral/1"),
        ((0.1, 0.0, 0.9), "positive/2"),
        ((0.2, 0.0, 0.8), "positive/2"),
        ((0.5, 0.5, 0.0), "negative/0"),
    ],
)
def test_a_reading_falls_into_the_cell_of_its_class_and_sureness(
    probabilities: tuple[float, ...], expected: str
) -> None:
    assert cell(probabilities) == expected
    assert expected in CELLS
