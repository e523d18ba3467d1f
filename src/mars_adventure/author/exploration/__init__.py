"""A guided search through a story, for where a proof does not end: what it saw, and what it never saw.

It goes back to moments at which something has not been tried yet, instead of beginning anew each time.
On the published mystery *The Intercept* that reaches in 1,000 turns what plays at random do not reach in
138,000. What it never saw may still be there: it is a search, and no proof.
"""

from mars_adventure.author.exploration.display import FORMATS, show_exploration
from mars_adventure.author.exploration.exploration import DeadEnd, Exploration, proof_of_dead_ends
from mars_adventure.author.exploration.explorer import explore

__all__ = ["FORMATS", "DeadEnd", "Exploration", "explore", "proof_of_dead_ends", "show_exploration"]
