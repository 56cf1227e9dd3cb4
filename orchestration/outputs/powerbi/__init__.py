"""The Power BI project of a release."""

from orchestration.outputs.powerbi.project import differences, files, write_project

__all__ = ["differences", "files", "write_project"]
