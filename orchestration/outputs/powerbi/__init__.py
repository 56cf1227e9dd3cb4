"""The Power BI project of a release."""

from orchestration.outputs.powerbi.project import files, write_project

__all__ = ["files", "write_project"]
