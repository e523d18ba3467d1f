"""What earlier proofs of a story leave to later ones."""
