"""Topics are found by the words of a table."""

import pytest

from consult.analysis.topics import codes, topics_of
from consult.web.topics import TOPICS


@pytest.mark.parametrize(
    ("language", "text", "topics"),
    [
        ("en", "There is no water, and the road is broken", "services.roads services.water"),
        ("en", "CORRUPTED officials", "governance.corruption"),
        ("en", "The watermelon is sweet", ""),
        ("en", "All is well with us", ""),
        ("en", "They told us about the bore hole", "services.water"),
        ("fr", "L'eau manque et l'école est fermée", "services.schools services.water"),
        ("fr", "Les policiers et leurs pots-de-vin", "governance.corruption safety.police"),
        ("fr", "On a coupé l’électricité", "services.electricity"),
        ("ar", "وبالمياه", "services.water"),
        ("ar", "لا يوجد ماء والمستشفى بعيد", "services.health services.water"),
        ("ar", "مدرستنا بدون معلمين", "services.schools"),
        ("ar", "مُعَلِّمِين", "services.schools"),
        ("ar", "السلام عليكم والله", ""),
        ("arq", "ماكانش الماء", "services.water"),
        ("sw", "Hakuna maji kijijini", "services.water"),
        ("sw", "Maafisa mafisadi wote", "governance.corruption"),
        ("sw", "Polisi wanachukua rushwa", "governance.corruption safety.police"),
        ("sw", "corruption ni tatizo", "governance.corruption"),
        ("pcm", "Police wey dey collect bribe", "governance.corruption safety.police"),
        ("th", "water", ""),
        ("und", "", ""),
    ],
)
def test_a_topic_is_found_by_its_words(language: str, text: str, topics: str) -> None:
    assert sorted(topics_of(text, language)) == topics.split()


def test_the_topic_that_is_spoken_of_most_comes_first() -> None:
    text = "The road, the bridge and the street are bad; so is the school"
    assert topics_of(text, "en") == ("services.roads", "services.schools")


def test_every_topic_and_its_parent_have_a_name_for_people() -> None:
    assert set(codes()) | {code.partition(".")[0] for code in codes()} == set(TOPICS)
