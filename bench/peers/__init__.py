"""The other engines, each made to look like a `walk.Player`; run by an interpreter that has them."""
