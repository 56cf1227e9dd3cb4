"""The quality gate: what must be true of the candidate's files before anything is published.

Belongs here: contracts, rules as data (suites), the validation of a candidate and its report.
Does not belong here: making the candidate, deciding, publishing. The only folder that imports
Great Expectations, and only inside functions of `gate.gx`.
"""
