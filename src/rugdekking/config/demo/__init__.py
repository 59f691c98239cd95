"""A demo that looks like work: two organisations with their people, keys and cases. Only in demo mode."""

from rugdekking.config.demo.fill import fill

__all__ = ["fill"]
