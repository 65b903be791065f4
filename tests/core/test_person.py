import pytest

from consult.core.permission import Role
from consult.core.person import Account, folded


@pytest.mark.parametrize(
    ("login", "name", "password", "codes"),
    [
        pytest.param("amina", "Amina", "long enough", [], id="as it should be"),
        pytest.param("a.b-c_1", "A", "long enough", [], id="dots, dashes, digits"),
        pytest.param("am", "Amina", "long enough", ["login_shape"], id="a login of two"),
        pytest.param("Amina", "Amina", "long enough", ["login_shape"], id="a capital"),
        pytest.param("ami na", "Amina", "long enough", ["login_shape"], id="a space"),
        pytest.param("a" * 65, "Amina", "long enough", ["login_shape"], id="a login of 65"),
        pytest.param("amina", " ", "long enough", ["name_missing"], id="no name"),
        pytest.param("amina", "Amina", "short", ["password_short"], id="a short password"),
        pytest.param("amina", "Amina", "x" * 201, ["password_long"], id="an endless password"),
        pytest.param("amina.kamara", "A", "Amina.Kamara", ["password_login"], id="the login again"),
    ],
)
def test_an_account_is_checked(login: str, name: str, password: str, codes: list[str]) -> None:
    account = Account(login, name, Role.OFFICER, password)
    assert [problem.code for problem in account.check()] == codes


def test_a_login_is_kept_in_small_letters() -> None:
    assert folded(" Amina ") == "amina"
