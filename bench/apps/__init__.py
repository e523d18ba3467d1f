"""Textual apps that are yardsticks: the least that the toolkit allows."""
