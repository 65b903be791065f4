"""Every way in is known to the policy."""

from flask import Flask

from consult.core.permission import TABLE


def test_every_route_stands_in_the_permission_table_and_the_table_names_no_other(
    app: Flask,
) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(TABLE)


def test_what_changes_something_is_never_asked_with_get(app: Flask) -> None:
    """Only forms and phones change things, and the same-origin check looks at their methods."""
    methods = {method for rule in app.url_map.iter_rules() for method in rule.methods or ()}
    assert methods <= {"GET", "HEAD", "OPTIONS", "PATCH", "POST"}
