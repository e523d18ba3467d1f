"""A story as a finite machine: its points, edges and conditions, what is known of it before any search, and how it is played."""
