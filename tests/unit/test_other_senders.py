"""The same file from two senders is counted once, and both are named."""

from orchestration.ingest.messages import receipt
from tests.exports import HEADER, row, xlsx
from tests.roots import new_root

SENDERS = """\
sender_code,name_fi,name_sv,name_en,service_code
ngo_a,Lahden yhdistys,,Lahti association,
"""


def _both(tmp_path):
    place = new_root(tmp_path)
    (place.root.registers / "senders.csv").write_text(SENDERS, encoding="utf-8")
    file = xlsx(tmp_path / "a.xlsx", [HEADER, row("k1", "Alku", [4] * 10, service="Lahden paja")])
    first = place.land(file, "ngo_a/a.xlsx")
    return place, file, first


def _findings(place) -> list[str]:
    [record] = place.records
    assert (record.status, record.sender_code) == ("accepted", "ngo_a")
    return [found["fi"] for found in record.findings if found["code"] == "other_sender"]


def test_the_second_sender_is_named_with_the_first_and_what_to_do(tmp_path):
    place, file, _ = _both(tmp_path)
    place.take()
    assert _findings(place) == []
    second = place.land(file, "ngo_b/a.xlsx", at=1_700_000_100)
    place.take()
    [text] = _findings(place)
    assert "ensin lähettäjältä Lahden yhdistys ja sen jälkeen lähettäjältä ngo_b" in text
    assert f"ledger/{place.records[0].short_id}" in text
    written = receipt.text(place.records[0].as_dict())
    assert "came first from Lahti association and after that from ngo_b" in written
    assert place.records[0].counts["used"] == 1
    second.unlink()
    # Another file: what was said is looked at again whenever something is read.
    place.land(xlsx(tmp_path / "b.xlsx", [HEADER]), "ngo_c/b.xlsx")
    place.take()
    [first] = [record for record in place.records if record.sender_code == "ngo_a"]
    assert [f["code"] for f in first.findings if f["code"] == "other_sender"] == []


def test_a_copy_of_the_same_sender_needs_nothing(tmp_path):
    place, file, _ = _both(tmp_path)
    place.land(file, "ngo_a/kopio.xlsx", at=1_700_000_100)
    place.take()
    assert _findings(place) == []


def test_without_its_record_the_file_is_counted_as_the_other_senders(tmp_path):
    """What the message asks the maintainers to do works."""
    place, file, first = _both(tmp_path)
    place.land(file, "ngo_b/a.xlsx", at=1_700_000_100)
    place.take()
    first.unlink()
    (place.root.ledger / f"{place.records[0].delivery_id}.json").unlink()
    place.take()
    [record] = place.records
    assert (record.sender_code, record.status) == ("ngo_b", "accepted")
    assert record.findings == ()
