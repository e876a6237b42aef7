"""Are names found that are joined, apostrophed, accented, initialled or of another script, and words left alone?"""

import pytest

from dhr_cases.anonymisation.recognisers import recognise
from dhr_cases.anonymisation.recognisers.names import unknown_names
from dhr_cases.anonymity_terms import FindingKind

LATIN = (
    "Łukasz", "Wałęsa", "Élodie", "Şahin", "Øyvind", "Ðorđe", "Ángela", "Żaneta", "Čedomir", "Ștefan", "Țepeș", "Ünal",
    "Đặng", "Åse", "Ñíguez", "Zoltán", "Grażyna", "Małgorzata", "İbrahim", "Ķēniņš", "Ģertrūde", "Šarūnas", "Müller",
)  # fmt: skip  # one name of many peoples each
OTHER = (
    "Жанна", "Олександр", "Γιώργος", "Արամ", "محمد", "فاطمة", "יעקב", "李明", "さくら", "김철수", "สมชาย", "សុខ", "গীতা",
    "मोहन", "ਗੁਰਪ੍ਰੀਤ", "தமிழ்", "అనిల్", "නිමල්", "አበበ", "გიორგი", "ဆန်း",
)  # fmt: skip  # one name of many scripts each
WHY_SCRIPT = "Words in another script: they may name somebody."


def told(text: str, *known: str) -> list[str]:
    """The words that may be names."""
    hits = recognise(text, known_words=known)
    return [hit.words for hit in hits if hit.kind is FindingKind.UNKNOWN_NAME]


@pytest.mark.parametrize("name", LATIN)
def test_finds_a_name_whatever_its_accents(name: str) -> None:
    assert told(f"The panel met {name} there.") == [name]
    assert told(f"The panel met {name} there.", name) == []


@pytest.mark.parametrize("name", OTHER)
def test_finds_a_name_of_another_script_wherever_it_stands(name: str) -> None:
    for text in (f"The panel met {name} there.", f"The review is of ({name})"):
        assert told(text) == [name]
        assert told(text, name) == []


@pytest.mark.parametrize("name", ["محمد علي", "李明 王芳", "मोहन कुमार", "יעקב כהן"])
def test_takes_a_whole_name_of_a_script_without_capitals_at_once(name: str) -> None:
    (hit,) = recognise(f"{name} rang.")
    assert (hit.words, hit.start, hit.why) == (name, 0, WHY_SCRIPT)
    assert told(f"{name} rang.", *name.split()) == []
    assert told(f"{name} rang.", name.split(maxsplit=1)[0]) == [name]


@pytest.mark.parametrize(
    "text", ["the β test", "5 µg, 3 Ω and α", "x² + y³", "№ 4 and ½", "£5, €6", "ﬁnance was ﬂat", "中"]
)
def test_takes_no_single_sign_for_a_name(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("met O'Brien there", "O'Brien"),
        ("met O’Brien there", "O’Brien"),
        ("met D’Souza there", "D’Souza"),
        ("met O’Neill-Smythe there", "O’Neill-Smythe"),
        ("met Ngozi-Ann there", "Ngozi-Ann"),
        ("met Ngozi\u2011Ann there", "Ngozi\u2011Ann"),
        ("met Al-Hassan there", "Al-Hassan"),
        ("met McDonald there", "McDonald"),
        ("met MacGregor there", "MacGregor"),
        ("met LaToya there", "LaToya"),
        ("met FitzGerald there", "FitzGerald"),
        ("met VanDijk there", "VanDijk"),
        ("met Kumar McDonald there", "Kumar McDonald"),
        ("met O’Brien’s sister", "O’Brien"),
        ("met de Souza there", "Souza"),
        ("met van Dijk there", "Dijk"),
        ("met J. Kowalski there", "Kowalski"),
        ("met J.K. Kowalski there", "Kowalski"),
        ("met J Kowalski there", "Kowalski"),
        ("J. Kowalski was met", "Kowalski"),
        ("N’Golo was met there by N’Golo", "N’Golo"),
    ],
)
def test_finds_joined_and_initialled_names(text: str, words: str) -> None:
    assert told(text) == [words]


@pytest.mark.parametrize(
    "title",
    ["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Rev", "Cllr", "Sgt", "Insp", "Supt", "PC", "DC", "DS", "DI", "DCI",
     "Mr.", "Dr.", "Sgt."],
)  # fmt: skip  # titles side by side
def test_finds_a_lone_name_behind_a_title_at_the_start_of_a_sentence(title: str) -> None:
    assert told(f"{title} Zoltan left.") == ["Zoltan"]
    assert told("Zoltan left.") == []


@pytest.mark.parametrize("title", ["Sir", "Dame", "Lady", "Lord", "DCS", "Nurse", "Judge"])
def test_finds_a_name_behind_any_other_word_as_well(title: str) -> None:
    assert told(f"It said that {title} Zoltan left.") == ["Zoltan"]


@pytest.mark.parametrize(
    "text",
    ["It ended. Zoltan came", "It ended. Zoltan", "It was so! Zoltan came", "The NHS. Zoltan came",
     "in 2019. Zoltan came", "See (b). Zoltan came"],
)  # fmt: skip  # first words side by side
def test_still_takes_the_first_word_of_a_sentence_for_a_word(text: str) -> None:
    assert told(text) == []


def test_takes_a_dash_for_no_end_of_a_sentence() -> None:
    assert told("They met – Zoltan among them") == ["Zoltan"]


@pytest.mark.parametrize(
    "text",
    ["she used WhatsApp and YouTube", "in PowerPoint", "by MacOS and LaTeX", "the McKENZIE case",
     "DEPRESSION AND DESPAIR", "Devon and Delaware", "the Department and the Macmillan Trust"],
)  # fmt: skip  # words with capitals inside
def test_takes_no_word_with_any_capital_inside_for_a_name(text: str) -> None:
    assert told(text) in ([], ["Delaware"])


def test_finds_each_name_once_and_in_order() -> None:
    text = "Łukasz Wałęsa met 李明, then O’Brien, and Жанна."
    assert told(text) == ["Łukasz Wałęsa", "李明", "O’Brien", "Жанна"]


@pytest.mark.parametrize(
    ("known", "found"), [((), ["Łukasz Wałęsa"]), (("Lukasz",), ["Wałęsa"]), (("WALESA", "lukasz"), [])]
)
def test_knows_a_name_without_its_accents(known: tuple[str, ...], found: list[str]) -> None:
    assert told("The panel met Łukasz Wałęsa there", *known) == found


@pytest.mark.parametrize("text", ["", " ", "\n", "日", "a", "Ł"])
def test_finds_no_name_in_next_to_nothing(text: str) -> None:
    assert list(unknown_names(text, ())) == []
