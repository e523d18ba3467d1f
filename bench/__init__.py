"""Measures the engine beside the limits of its means and beside its peers: `python -m bench`."""
