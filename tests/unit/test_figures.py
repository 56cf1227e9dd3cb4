"""What a folder of tables is about: whom its figures are of."""

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.release import figures


def test_a_service_that_is_listed_as_one_without_numbers_has_no_figure(tmp_path):
    services = {"service_key": [1, 2], "service_code": ["lahti", "sysma"]}
    services |= {"service_name_fi": ["Lahden paja", "Sysmän paja"]}
    pq.write_table(pa.table(services), tmp_path / "dim_service.parquet")
    levels = {"service_key": [1], "person_count": [6]}
    pq.write_table(pa.table(levels), tmp_path / "fct_indicator_level.parquet")
    # Every service of a county is listed where people of it are suppressed, and none once they are not:
    # that is no loss of a service.
    pq.write_table(pa.table({"service_key": [2]}), tmp_path / "fct_service_suppressed.parquet")
    found = figures.of_folder(tmp_path)
    assert found.members["service"] == {"lahti": "Lahden paja"}
    assert found.totals["measurements"] == 6
