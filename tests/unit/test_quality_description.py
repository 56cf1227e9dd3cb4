"""The draft quality description says what the release's metadata say, and stays as a person leaves it."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path

import pytest

from expectations.report.quality_description import Facts, render
from orchestration.core.data_root import DataRoot
from orchestration.release import candidate, reports
from orchestration.release.approval import NotPublishable
from orchestration.release.publish import publish
from tests.report_contents import MANIFEST, contents
from tests.tiny_release import NOW, automatic, make_candidate, make_warehouse

HEADINGS = [
    "1. Relevanssi",
    "2. Tarkkuus ja luotettavuus",
    "3. Ajantasaisuus ja täsmällisyys",
    "4. Vertailukelpoisuus",
    "5. Yhtenäisyys",
    "6. Saatavuus ja selkeys",
]
FACTS = Facts(
    questionnaires=[
        {"title": "Osallisuuskysely", "is_about_people": True},
        {"title": "Johtaminen & <b>", "is_about_people": False},
    ],
    periods=[
        {"name": "2024, 1. puolivuosi", "is_closed": True},
        {"name": "2024, 2. puolivuosi", "is_closed": False},
    ],
    counties=["Päijät-Häme"],
    indicators=[
        {"name": "Osallisuus", "item_count": 10, "min_answered": 8, "alpha": 0.89, "source": "L"}
    ],
    follow_up=[
        {"period": "2024, 1. puolivuosi", "county": "Päijät-Häme", "indicator": "Osallisuus",
         "share": 0.436, "is_open": True}
    ],
    waves=[{"title": "Johtaminen", "wave": "2023", "answered": 22, "areas": 23}],
    references=[{"population": "Suomen aikuiset", "year": 2019, "mean": 75.2, "source": "FinSote"}],
    not_comparable=["Henkilöstön riittävyys"],
    broken_series=[],
    latest_landed=date(2025, 1, 8),
    closes_after_days=60,
)  # fmt: skip
NOTHING = Facts([], [], [], [], [], [], [], [], [], None, 60)


def test_the_headings_are_those_of_official_statistics_in_their_order() -> None:
    for facts in (FACTS, NOTHING):
        assert re.findall(r"^## (.*)$", render(contents(), facts), re.MULTILINE) == HEADINGS


def test_it_says_what_the_metadata_say() -> None:
    text = render(contents(), FACTS)
    for words in (
        "- Osallisuuskysely (vastaajina ihmiset)\n",
        "- Osallisuus: 10 väittämää, joista vähintään 8 vastattava. Reliabiliteetti (Cronbachin "
        "alfa) 0,89; lähde: L.\n",
        "- Hyväksyttyjä toimituksia: 1, lähettäjiä 1.\n",
        "- Tarkistettuja laatusääntöjä: 9. Rikkoutuneita varoituksia: 2.\n"
        "  - sääntö dim_a.waived löytyi 3\n",
        "- 2024, 1. puolivuosi, Päijät-Häme, Osallisuus: 44\u00a0% (osa voi vielä vastata",
        "- Johtaminen, 2023: 22/23 aluetta\n",
        "- Julkaisematta jätettyjä tuloksia: 2. ",
        "odottavat seuraavaa julkaisua: 1-9.\n",
        "- Viimeisin hyväksytty toimitus saapui: 8.1.2025.\n",
        "- 2024, 1. puolivuosi: suljettu",
        "- 2024, 2. puolivuosi: avoin",
        "suljetaan 60 päivää",
        "- Suomen aikuiset 2019: 75,2; lähde: FinSote\n",
        "- Henkilöstön riittävyys\n",
        "Edelliseen julkaisuun `9f9f9f9f9f9f9f9f` verrattuna muuttuneita lukuja on 2.",
    ):
        assert words in text
    assert "synteettinen" not in text
    synthetic = render(contents(manifest=MANIFEST | {"is_synthetic": True}), FACTS)
    assert "synteettinen" in synthetic


def test_it_is_a_draft_until_a_person_takes_the_first_line_away_and_names_nobody() -> None:
    text = render(contents(), FACTS)
    assert text.startswith("> **LUONNOS.**")
    assert text.count("[Täydennä:") == 5
    assert "<b>" not in text
    assert not re.search(r"\n\n\n|[^\n]\n[A-ZÅÄÖ]", text), "paragraphs are one blank line apart"


@pytest.fixture
def root(tmp_path: Path) -> DataRoot:
    return DataRoot(tmp_path)


def published(root: DataRoot, text: str) -> Path:
    """A release with this description, and its folder for readers."""
    validation = make_candidate(root)
    (root.candidate / candidate.DESCRIPTION).write_text(text, encoding="utf-8")
    outcome = publish(
        root,
        validation,
        [],
        NOW,
        standing=automatic(validation),
        documents=lambda _: reports.description_of(root),
    )
    return root.published / "releases" / outcome.release_id


def test_the_release_keeps_what_the_person_wrote_with_its_hash(root: DataRoot) -> None:
    folder = published(root, "Tarkastettu.\n")
    assert (folder / "laatuseloste.md").read_text("utf-8") == "Tarkastettu.\n"
    kept = json.loads((root.releases / folder.name / "published.json").read_text("utf-8"))
    assert kept["files"]["laatuseloste.md"] == hashlib.sha256(b"Tarkastettu.\n").hexdigest()


def test_the_kept_copy_may_be_edited_and_changes_nothing_that_is_published(root: DataRoot) -> None:
    from orchestration.release import kept

    folder = published(root, "Tarkastettu.\n")
    (root.releases / folder.name / "laatuseloste.md").write_text("Uudempi.\n", encoding="utf-8")
    assert kept.alterations(root) == []
    (folder / "laatuseloste.md").write_text("Väärennetty.\n", encoding="utf-8")
    assert kept.alterations(root) == [f"releases/{folder.name}/laatuseloste.md"]


def test_an_identity_code_in_it_publishes_nothing_and_is_named_by_its_line(root: DataRoot) -> None:
    with pytest.raises(NotPublishable, match=r"Line 3 of laatuseloste\.md") as refused:
        published(root, "Otsikko\n\nVastaaja 131052-308T kertoi.\n")
    assert "131052" not in str(refused.value)
    assert not (root.published / "current.json").exists()


def test_what_was_written_about_the_same_tables_stays_when_they_are_made_again(
    root: DataRoot,
) -> None:
    make_candidate(root, 1)
    draft = root.candidate / candidate.DESCRIPTION
    draft.write_text("Muokattu.\n", encoding="utf-8")
    candidate.export(root.warehouse, root.candidate, "another fingerprint", True)
    assert draft.read_text("utf-8") == "Muokattu.\n"
    make_warehouse(root, 2)
    candidate.export(root.warehouse, root.candidate, "another fingerprint", True)
    assert not draft.exists()
