"""Random plays, as ChoiceScript's randomtest has them, and the faults they meet: FOLDER PLAYS.

A play that has not ended after so many choices is taken for one that is caught; a promise "whenever SCENE
then known(NOTE)" is looked at whenever the scene is shown.
"""

import json
import sys
from pathlib import Path
from random import Random
from time import process_time

from mars_adventure.engine import begin, choose
from mars_adventure.story import open_story
from mars_adventure.story.logic import Among
from mars_adventure.story.types import KNOWN

LONGEST = 2_000

story = open_story(Path(sys.argv[1]))
slots = list(story.variables)
watched = {
    promise.subject: (promise.name, slots.index(promise.condition.slot))
    for promise in story.head.promises
    if promise.kind == "whenever" and isinstance(promise.condition, Among)
}
begun = process_time()
faults: set[tuple[str, str]] = set()
reached: set[str] = set()
for seed in range(int(sys.argv[2])):
    random, play = Random(seed), begin(story, seed)
    for _ in range(LONGEST):
        scene = play.turn.scene
        reached.add(scene)
        if scene in watched and play.state.values[watched[scene][1]] != KNOWN:
            faults.add(("promise", watched[scene][0]))
        offers = [offer.id for offer in play.turn.offers if not offer.closed]
        if not offers:
            if not play.turn.ending:
                faults.add(("dead end", scene))
            break
        play = choose(story, play, random.choice(offers))
    else:
        faults.add(("lock", play.turn.scene))
print(json.dumps({"work": process_time() - begun, "faults": sorted(faults), "reached": sorted(reached)}))
