"""Proofs written out, and a program of its own that goes through them."""
