"""A service that was published together with others, and that many people join later."""

from tests.exports import HEADER, xlsx
from tests.roots import many, new_root

LEVELS = (
    "select service_code, is_merged, person_count from {fct_indicator_level}"
    " join {dim_service} using (service_key) order by all"
)
LISTED = (
    "select service_code, reason_code from {fct_service_suppressed}"
    " join {dim_service} using (service_key) where indicator_key <> 0 order by all"
)


def test_a_service_with_numbers_of_its_own_is_not_listed_as_one_without(tmp_path):
    place = new_root(tmp_path)
    rows = [*many("Lahden paja", 3, "a", 3), *many("Sysmän paja", 4, "b", 3)]
    place.land(xlsx(tmp_path / "1.xlsx", [HEADER, *rows]), "ngo/1.xlsx", at=1_700_000_001)
    place.release()
    [(together, is_merged, people)] = place.query(LEVELS)
    assert (is_merged, people) == (True, 7)
    assert place.query(LISTED) == [("lahti", "merged"), ("sysma", "merged")]
    # The half-year is closed: the seven stay as they were published, and the twelve stand by themselves.
    rows += many("Lahden paja", 12, "c", 3)
    place.land(xlsx(tmp_path / "2.xlsx", [HEADER, *rows]), "ngo/2.xlsx", at=1_700_000_002)
    place.release()
    assert place.query(LEVELS) == [("lahti", False, 12), (together, True, 7)]
    assert place.query(LISTED) == [("sysma", "merged")]
