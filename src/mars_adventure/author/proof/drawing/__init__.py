"""From a story to the machine that is proved, with all that is asked of it."""
