"""The quality gate: what must hold for the candidate's bytes, and who says so.

Belongs here: rules as data (suites), judging a candidate, and the validation report.
Does not belong here: making the candidate, deciding, publishing. The only room that imports
Great Expectations, and only inside functions of `engine`.
"""
