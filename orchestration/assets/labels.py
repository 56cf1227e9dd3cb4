"""Owners and tags that assets have in common.

Belongs here: who to ask about an asset, and how closely its rows describe people.
"""

OWNERS = ["team:data_engineering"]
REVIEWERS = ["team:quality_review"]

_PEOPLE = "rows_about_people"
IDENTIFIABLE = {_PEOPLE: "identifiable"}
PSEUDONYMISED = {_PEOPLE: "pseudonymised"}
AGGREGATED = {_PEOPLE: "aggregated"}
