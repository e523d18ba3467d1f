"""Real plays of the machine: kept, changed, random, and all of them where they are few."""
