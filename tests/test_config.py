"""Settings from the environment."""

from pathlib import Path

import pytest

from consult import config


def test_an_empty_environment_gives_every_default() -> None:
    assert config.settings({}) == {each.name: each.default for each in config.SETTINGS}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("SECURE_COOKIES", "no", False),
        ("SECURE_COOKIES", "TRUE", True),
        ("SECURE_COOKIES", "", True),
        ("TRUSTED_PROXIES", "2", 2),
        ("METRICS_TOKEN", "0", "0"),
    ],
)
def test_a_setting_is_read_as_its_type(name: str, text: str, value: object) -> None:
    assert config.settings({name: text})[name] == value


@pytest.mark.parametrize(
    ("name", "text"), [("SECURE_COOKIES", "maybe"), ("TRUSTED_PROXIES", "two")]
)
def test_a_setting_of_another_type_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(config.BadSetting, match=name):
        config.settings({name: text})


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("", "sqlite:////srv/consult.db"),
        ("postgres://db/c", "postgresql+psycopg://db/c"),
        ("postgresql://db/c", "postgresql+psycopg://db/c"),
        ("postgresql+psycopg://db/c", "postgresql+psycopg://db/c"),
        ("sqlite:///x.db", "sqlite:///x.db"),
    ],
)
def test_a_database_url_is_read_as_operators_write_it(url: str, read: str) -> None:
    assert config.database(url, Path("/srv")) == read
