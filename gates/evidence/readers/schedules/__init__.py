"""Readers of schedules in the formats of other planning programs."""
