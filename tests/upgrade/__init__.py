"""Roots that earlier versions of Mukana wrote, opened by today's."""
