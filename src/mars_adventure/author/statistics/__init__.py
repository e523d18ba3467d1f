"""A story in figures: its text, plays of it by several kinds of readers, and what falls short of its aims."""

from mars_adventure.author.statistics.checks import Check, check_statistics
from mars_adventure.author.statistics.coverage import (
    Coverage,
    CoverageUnreadable,
    coverage_of,
    read_coverage,
    write_coverage,
)
from mars_adventure.author.statistics.figures import statistics_as_json
from mars_adventure.author.statistics.gathering import Statistics, gather_statistics
from mars_adventure.author.statistics.report import show_statistics

__all__ = [
    "Check", "Coverage", "CoverageUnreadable", "Statistics", "check_statistics", "coverage_of",
    "gather_statistics", "read_coverage", "show_statistics", "statistics_as_json", "write_coverage",
]  # fmt: skip
