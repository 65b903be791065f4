"""The phone's evaluator for these tests."""

from collections.abc import Iterator

import pytest

from tests.phone_expressions import PhoneExpressions, phone_expressions


@pytest.fixture(scope="session")
def phone() -> Iterator[PhoneExpressions]:
    with phone_expressions() as phone:
        yield phone
