"""What play can reach as far as some variables can tell, and which variables must be tracked to decide a question."""
