"""What readers see: the Textual app, and the plain line reader."""
