"""An open world in one circle: a map, places, events with chains of scenes, days that pass.

Whatever happens leads back to the map, so nearly every variable matters nearly everywhere: the worst case
for a proof that looks only at what a question needs.
"""

from __future__ import annotations

import random

from bench.drafts import Manuscript, Offer

PLACES, FLAGS, TRUSTS, CLUES, DAYS, HOURS, LONGEST = 8, 30, 8, 8, 10, 3, 4


def make_sandbox(seed: int, events: int) -> Manuscript:
    """About three scenes an event."""
    rng = random.Random(seed)
    story = Manuscript(rng, "A sandbox")
    intro, map_, night, dawn, finale = (
        story.scene(name) for name in ("intro", "map", "night", "dawn", "finale")
    )
    trusts = [story.variable(f"trust{n}", "0..10 = 3") for n in range(TRUSTS)]
    flags = [story.variable(f"flag{n}", "flag") for n in range(FLAGS)]
    clues = [story.note(f"clue{n}") for n in range(CLUES)]
    story.variable("money", "0..8 = 2")
    story.variable("day", f"0..{DAYS}")
    story.variable("hour", f"0..{HOURS}")
    intro.offers = [Offer(goto="map")]
    places = [story.scene(f"place{n}") for n in range(PLACES)]
    map_.offers = [Offer([f"hour < {HOURS}"], goto=place.name) for place in places]
    map_.offers.append(Offer([f"hour == {HOURS}"], ["hour = 0", "day += 1"], "night"))
    night.offers = [
        Offer(effects=["money += 1"], goto="dawn"),
        Offer(effects=[f"{rng.choice(trusts)} += 1"], goto="dawn"),
    ]
    dawn.goto = [(f"day < {DAYS}", "map"), ("", "finale")]

    gettable = [(flag, f"{flag} = true") for flag in flags] + [
        (f"known({clue})", f"learn({clue})") for clue in clues
    ]
    rng.shuffle(gettable)
    won: list[tuple[str, str]] = []
    for number in range(events):
        place = rng.choice(places)
        first = Offer(once=rng.random() < 0.85, effects=["hour += 1"], tag=f"event{number}_")
        if rng.random() < 0.45 and won:
            first.tests.append(rng.choice(won)[0])
        if rng.random() < 0.15 and len(won) > 1:
            first.tests.append(rng.choice(("", "not ")) + rng.choice(won)[0])
        if rng.random() < 0.25:
            trust = rng.choice(trusts)
            first.tests.append(f"{trust} >= {rng.randint(3, 8)}" if rng.random() < 0.8 else f"{trust} < 4")
        if rng.random() < 0.12:
            day = rng.randrange(1, DAYS)
            first.tests.append(f"day >= {day}" if rng.random() < 0.6 else f"day < {day + 1}")
        if rng.random() < 0.1:
            first.tests.append(f"money >= {rng.randint(2, 6)}")
        place.offers.append(first)
        loose = [first]
        for step in range(rng.randint(2, LONGEST)):
            scene = story.scene(f"event{number}_{step}")
            for offer in loose:
                offer.goto = scene.name
            for _ in range(rng.choice((1, 2, 2, 3))):
                offer = Offer()
                if rng.random() < 0.4:
                    offer.effects.append(
                        f"{rng.choice(trusts)} {rng.choice(('+= 1', '+= 1', '+= 1', '+= 2', '-= 1', '-= 1'))}"
                    )
                if gettable and rng.random() < 0.35:
                    won.append(gettable.pop())
                    offer.effects.append(won[-1][1])
                    if rng.random() < 0.3:
                        offer.effects.append(f"{rng.choice(trusts)} += 1")
                elif rng.random() < 0.05 and won:
                    offer.effects.append(rng.choice(won)[1])
                if rng.random() < 0.08:
                    offer.effects.append(f"money {rng.choice(('+= 1', '-= 1', '-= 2'))}")
                scene.offers.append(offer)
            loose = scene.offers
            if rng.random() < 0.25 and won:
                scene.passages.append(rng.choice(won)[0])
            if rng.random() < 0.15:
                scene.passages.append(f"{rng.choice(trusts)} >= {rng.randint(4, 9)}")
        for offer in loose:
            offer.goto = "map"
    for place in places:
        place.offers.append(Offer(effects=["hour += 1"], goto="map", tag="wait"))

    for number in range(10):
        end = story.scene(f"ending{number}", ending=True)
        offer = Offer(goto=end.name)
        if 0 < number < 6:
            offer.tests = [f"{rng.choice(trusts)} >= {rng.randint(6, 10)}", rng.choice(won)[0]]
        elif 6 <= number < 8:
            offer.tests = [f"{trust} >= 8" for trust in rng.sample(trusts, 2)]
        elif number >= 8:
            offer.tests = [f"count(clue) >= {rng.randint(4, CLUES)}"]
        finale.offers.append(offer)
    hideout, dark = story.scene("hideout"), story.scene("dark")
    story.variable("lamp", "flag")
    places[0].offers.append(Offer([won[3][0]], goto="hideout", tag="hide"))
    places[1].offers.append(Offer(["money >= 6"], ["money -= 3", "lamp = true"], "map", tag="buy"))
    hideout.offers = [Offer(goto="dark"), Offer(["lamp"], ["hour += 1"], "map")]
    dark.offers = [Offer(goto="hideout")]
    return story
