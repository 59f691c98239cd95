"""A demo that looks like work: three organisations with their people and keys, two with cases. Only in demo mode."""

from rugdekking.config.demo.fill import fill

__all__ = ["fill"]
