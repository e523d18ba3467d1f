"""What a proof comes to, for whoever wrote the story."""
