import pytest

from consult.core.permission import TABLE, Actor, Role, may, withheld

CITIZEN = Actor()
NORTH, COUNTY, SOUTH = "X0101", "X01", "X0102"


def actor(role: Role, *localities: str) -> Actor:
    return Actor(role, frozenset(localities))


OFFICER = actor(Role.OFFICER, COUNTY)


@pytest.mark.parametrize(
    ("who", "endpoint", "ancestry", "allowed"),
    [
        pytest.param(CITIZEN, "capture.give", (), True, id="anyone gives an answer"),
        pytest.param(
            CITIZEN, "places.page", (NORTH, COUNTY), True, id="anyone reads what is public"
        ),
        pytest.param(CITIZEN, "council.summary", (NORTH, COUNTY), False, id="nobody else does"),
        pytest.param(CITIZEN, "desk.home", (), False, id="a citizen has no desk"),
        pytest.param(OFFICER, "council.summary", (COUNTY,), True, id="an officer's own place"),
        pytest.param(OFFICER, "council.summary", (NORTH, COUNTY), True, id="what lies below it"),
        pytest.param(
            actor(Role.OFFICER, NORTH),
            "council.summary",
            (COUNTY,),
            False,
            id="not what lies above",
        ),
        pytest.param(
            actor(Role.OFFICER, NORTH),
            "council.summary",
            (SOUTH, COUNTY),
            False,
            id="not beside it",
        ),
        pytest.param(OFFICER, "council.summary", (), False, id="not a place that does not exist"),
        pytest.param(
            actor(Role.OFFICER), "council.summary", (COUNTY,), False, id="no place at all"
        ),
        pytest.param(OFFICER, "council.reply", (NORTH, COUNTY), True, id="an officer replies"),
        pytest.param(
            actor(Role.COORDINATOR), "council.reply", (NORTH,), False, id="only councils reply"
        ),
        pytest.param(
            actor(Role.COORDINATOR), "council.summary", (NORTH,), True, id="a coordinator reads all"
        ),
        pytest.param(actor(Role.AUDITOR), "council.summary", (NORTH,), True, id="an auditor, too"),
        pytest.param(actor(Role.AUDITOR), "desk.home", (), True, id="an auditor sees the desk"),
        pytest.param(actor(Role.AUDITOR), "desk.revoke", (), False, id="and changes nothing"),
        pytest.param(
            actor(Role.FACILITATOR, NORTH), "council.summary", (NORTH,), False, id="no facilitator"
        ),
        pytest.param(
            actor(Role.FOCAL_POINT, COUNTY),
            "council.summary",
            (COUNTY,),
            False,
            id="no focal point",
        ),
        pytest.param(OFFICER, "desk.home", (), False, id="an officer has no desk"),
        *(
            pytest.param(actor(role), "session.sign_out", (), True, id=f"{role} signs out")
            for role in Role
        ),
    ],
)
def test_the_table_says_who_may(
    who: Actor, endpoint: str, ancestry: tuple[str, ...], allowed: bool
) -> None:
    assert may(who, endpoint, ancestry) is allowed


def test_what_the_table_does_not_name_is_nobody_s() -> None:
    with pytest.raises(KeyError):
        may(actor(Role.COORDINATOR), "desk.burn")


def test_an_auditor_may_only_what_a_get_does() -> None:
    theirs = {name for name, grant in TABLE.items() if grant and Role.AUDITOR in grant}
    reading = {"council.summary", "council.brief", "desk.home", "record_files.show"}
    reading |= {"forms.home", "forms.page", "forms.changes", "forms.choose", "forms.download"}
    reading |= {"builder.page", "translating.page", "releasing.check", "releasing.download"}
    reading |= {"uploading.report", "preview.draft", "preview.upload", "preview.version"}
    reading |= {"paper.sheet", "exporting.as_csv", "exporting.as_xlsx"}
    assert theirs == reading | {"session.sign_out", "session.leave"}


@pytest.mark.parametrize(
    ("role", "natures", "hidden"),
    [
        (Role.COORDINATOR, {"text", "private"}, False),
        (Role.AUDITOR, {"text", "private"}, True),
        (Role.AUDITOR, {"text"}, False),
        (Role.AUDITOR, {"geopoint", ""}, True),
        (Role.AUDITOR, {"select_one", "sex"}, False),
        (None, {"image", ""}, True),
    ],
)
def test_what_may_tell_who_somebody_is_is_withheld_from_all_but_coordinators(
    role: Role | None, natures: set[str], hidden: bool
) -> None:
    assert withheld(Actor(role), frozenset(natures)) is hidden
