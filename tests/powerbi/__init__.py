"""Checks of the Power BI project with tools that are not among the project's own: `make powerbi-check`."""
