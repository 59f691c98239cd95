"""Counting which help is read, and nothing about who read it."""
