"""The records of learning, gathered so that each name has one address."""

from learning.models.second_readings import SecondReading

__all__ = ["SecondReading"]
