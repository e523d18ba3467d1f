"""What is measured, each in a fresh process of its own that prints its figures as JSON."""
