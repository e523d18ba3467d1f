"""A long branching story: acts and chapters, hubs and diamonds, flags set early and read late.

Trust scores, once-only hub choices, deadlines, routes by an earlier decision: what long stories are made
of, and what a proof must live with. `defects` puts four faults before the finale that authors do make.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from bench.drafts import Manuscript, Offer

if TYPE_CHECKING:
    from bench.drafts import Draft

    Loose = list[Offer]
    """Choices that lead nowhere yet."""

CHAPTERS = 32
SCENES_IN_A_CHAPTER = 46
FLAGS, TRUSTS, CLUES, DECISIONS, METERS = 36, 8, 12, 3, 5
HUBS, DIAMONDS, GATES, ROUTES = 0.22, 0.35, 0.12, 0.03
MOST_TOPICS = 8


class Read(NamedTuple):
    """Something that a chapter must test."""

    kind: str
    name: str
    amount: int = 0


class Novel:
    """Writes one into `story`."""

    def __init__(self, seed: int, chapters: int = CHAPTERS, defects: bool = False) -> None:
        self.rng = rng = random.Random(seed)
        self.story = Manuscript(rng, "A novel")
        self.chapters = chapters
        self.here = 0
        self.count = 0
        self.defects: dict[str, str] = {}
        start = self.story.scene("start")
        self.declare()
        self.plan()
        if defects:
            self.omens = [self.story.variable(f"omen{n}", "flag") for n in range(3)]
            for omen in self.omens:
                self.sets[rng.randrange(chapters)].append(f"{omen} = true")
        loose = self.leave(start, 1)
        for number in range(chapters):
            self.here = number
            before = len(self.story.scenes)
            first, after = self.chapter()
            lead(loose, first)
            loose = after
            self.decorate(list(self.story.scenes.values())[before:])
        if defects:
            loose = self.spoil(loose)
        self.finish(loose)

    # -- what the whole story has ---------------------------------------------------------------

    def declare(self) -> None:
        rng, variable = self.rng, self.story.variable
        self.trusts = [variable(f"trust{n}", f"0..10 = {rng.choice((3, 4, 5, 5))}") for n in range(TRUSTS)]
        self.levels = {name: sorted(rng.sample(range(3, 10), rng.choice((2, 3, 3)))) for name in self.trusts}
        self.flags = [variable(f"flag{n}", "flag") for n in range(FLAGS)]
        self.clues = [self.story.note(f"clue{n}") for n in range(CLUES)]
        self.decisions = {f"decision{n}": rng.choice((3, 4)) for n in range(DECISIONS)}
        for name, size in self.decisions.items():
            variable(name, "one of " + ", ".join(f"{name}_{n}" for n in range(size)))
        self.meters = {f"meter{n}": rng.choice((3, 5, 5)) for n in range(METERS)}
        for name, most in self.meters.items():
            variable(name, f"0..{most} = {rng.choice((0, 0, most))}")
        variable("clock", "0..12 = 12")
        variable("time", "0..6")

    def plan(self) -> None:
        """Which chapter sets and tests what: near by, some chapters on, or at the very end."""
        rng, last = self.rng, self.chapters - 1
        self.sets: list[list[str]] = [[] for _ in range(self.chapters)]
        self.reads: list[list[Read]] = [[] for _ in range(self.chapters)]

        def near(chapter: int) -> int:
            return max(0, min(last, chapter))

        for flag in self.flags:
            kind = rng.random()
            first = rng.randrange(self.chapters if kind < 0.7 else max(1, int(self.chapters * 0.6)))
            spread, until = (0, first + 1) if kind < 0.35 else (1, first + 5) if kind < 0.7 else (2, last)
            for _ in range(rng.choice((1, 1, 2, 3))):
                self.sets[near(first + rng.randint(0, spread))].append(f"{flag} = true")
            if rng.random() < 0.15:
                self.sets[near(rng.randint(first, near(until)))].append(f"{flag} = false")
            for _ in range(rng.randint(2, 6)):
                self.reads[near(rng.randint(first, near(until)) + (kind >= 0.35))].append(Read("flag", flag))
            self.reads[near(until)].append(Read("flag", flag))
        for clue in self.clues:
            first = rng.randrange(max(1, self.chapters - 2))
            for _ in range(rng.choice((1, 2))):
                self.sets[near(first + rng.randint(0, 2))].append(f"learn({clue})")
            for _ in range(rng.randint(0, 3)):
                self.reads[rng.randint(near(first + 1), last)].append(Read("known", clue))
        for _ in range(max(1, self.chapters // 3)):
            least = rng.randint(2, CLUES // 2)
            self.reads[rng.randint(self.chapters // 2, last)].append(Read("count", "clue", least))
        for name, size in self.decisions.items():
            first = rng.randrange(max(1, self.chapters // 2))
            self.sets[first] += [f"{name} = {name}_{n}" for n in range(1, size)]
            for _ in range(rng.randint(3, 8)):
                self.reads[rng.randint(near(first + 1), last)].append(Read("decision", name))
        for name in self.meters:
            for _ in range(rng.randint(4, 5 + self.chapters // 2)):
                self.sets[rng.randrange(self.chapters)].append(f"{name} {rng.choice(('+=', '+=', '-='))} 1")
            for _ in range(rng.randint(2, 4 + self.chapters // 4)):
                self.reads[rng.randrange(self.chapters)].append(Read("meter", name))
        for _ in range(self.chapters):
            self.sets[rng.randrange(self.chapters)].append("clock -= 1")
        for _ in range(max(2, self.chapters // 4)):
            self.reads[rng.randrange(self.chapters // 2, self.chapters)].append(Read("clock", "clock"))
        self.casts = [rng.sample(self.trusts, rng.randint(2, 4)) for _ in range(self.chapters)]
        for chapter, cast in enumerate(self.casts):
            for trust in cast:
                self.reads[chapter] += [Read("trust", trust)] * rng.choice((0, 1, 1, 2))

    # -- scenes ---------------------------------------------------------------------------------

    def scene(self, name: str) -> Draft:
        self.count += 1
        return self.story.scene(f"c{self.here}_{name}{self.count}")

    def leave(self, draft: Draft, count: int) -> Loose:
        loose = [Offer(effects=self.flavour()) for _ in range(count)]
        draft.offers += loose
        return loose

    def flavour(self) -> list[str]:
        """What a choice does to somebody's trust."""
        rng = self.rng
        if rng.random() >= 0.35:
            return []
        cast = self.casts[self.here]
        if rng.random() < 0.10:
            one, other = rng.sample(cast, 2)
            return [f"{one} += 1", f"{other} -= 1"]
        return [
            f"{rng.choice(cast)} {rng.choice(('+= 1', '+= 1', '+= 1', '+= 1', '+= 2', '-= 1', '-= 1', '-= 2'))}"
        ]

    def linear(self) -> tuple[str, Loose]:
        draft = self.scene("line")
        return draft.name, self.leave(draft, self.rng.choice((1, 2, 2, 3, 3, 4)))

    def branch(self, depth: int) -> tuple[str, Loose]:
        rng, first, loose = self.rng, "", list[Offer]()
        for _ in range(rng.choice((1, 1, 2, 3))):
            draft = self.scene("branch")
            first = first or draft.name
            lead(loose, draft.name)
            loose = self.leave(draft, rng.choice((1, 2, 2, 3)))
            if depth < 1 and rng.random() < 0.15:
                inner, after = self.diamond(depth + 1)
                lead(loose, inner)
                loose = after
        return first, loose

    def diamond(self, depth: int = 0) -> tuple[str, Loose]:
        draft, loose = self.scene("diamond"), list[Offer]()
        for _ in range(self.rng.choice((2, 2, 3, 3, 4))):
            (offer,) = self.leave(draft, 1)
            offer.goto, after = self.branch(depth)
            loose += after
        return draft.name, loose

    def gate(self) -> tuple[str, Loose]:
        draft = self.scene("gate")
        yes, loose = self.branch(1)
        no, more = self.branch(1)
        draft.goto = [(self.trusted(), yes), ("", no)]
        return draft.name, loose + more

    def route(self) -> tuple[str, Loose]:
        name = self.rng.choice(list(self.decisions))
        draft, loose = self.scene("route"), list[Offer]()
        for value in range(self.decisions[name]):
            target, after = self.branch(1)
            draft.goto.append((f"{name} == {name}_{value}", target))
            loose += after
        return draft.name, loose

    def trusted(self) -> str:
        name = self.rng.choice(self.casts[self.here])
        return f"{name} {'>=' if self.rng.random() < 0.75 else '<'} {self.rng.choice(self.levels[name])}"

    def hub(self) -> tuple[str, Loose]:
        rng = self.rng
        before, hub = self.scene("before"), self.scene("hub")
        timed, topics = rng.random() < 0.5, rng.randint(4, MOST_TOPICS)
        for _ in range(rng.choice((1, 2))):
            wound = [f"time = {min(6, rng.randint(2, topics))}"] if timed else []
            before.offers.append(Offer(effects=wound + self.flavour(), goto=hub.name))
        if rng.random() < 0.3:
            hub.passages += [f"visits({hub.name}) >= {count}" for count in (2, 3)]
        once: list[str] = []
        for number in range(topics):
            offer = Offer(once=rng.random() > 0.12, tag="topic")
            if timed:
                offer.tests.append("time >= 1")
                offer.effects.append("time -= 1")
            if number >= 3 and rng.random() < 0.25:
                offer.tests.append(self.trusted())
            if offer.once:
                once.append(f"chose(topic{number})")
            offer.goto, back = self.branch(1)
            lead(back, hub.name)
            hub.offers.append(offer)
        out = Offer(tag="leave")
        if timed and rng.random() < 0.5 and not once[3:]:
            out.tests.append("time == 0")
        elif not timed and rng.random() < 0.4 and len(once) >= 3:
            first, second, third = once[:3]
            out.tests.append(f"({first} and {second} or {first} and {third} or {second} and {third})")
        hub.offers.append(out)
        return before.name, [out]

    def chapter(self) -> tuple[str, Loose]:
        rng, first, loose = self.rng, "", list[Offer]()
        begun = len(self.story.scenes)
        while len(self.story.scenes) - begun < SCENES_IN_A_CHAPTER:
            kind = rng.random()
            if kind < HUBS and len(self.story.scenes) - begun < SCENES_IN_A_CHAPTER - 8:
                block, after = self.hub()
            elif HUBS <= kind < HUBS + DIAMONDS:
                block, after = self.diamond()
            elif HUBS + DIAMONDS <= kind < HUBS + DIAMONDS + GATES:
                block, after = self.gate()
            elif kind < HUBS + DIAMONDS + GATES + ROUTES and self.here > self.chapters // 2:
                block, after = self.route()
            else:
                block, after = self.linear()
            first = first or block
            lead(loose, block)
            loose = after
        return first, loose

    # -- conditions and effects, strewn over a chapter --------------------------------------------

    def test(self, read: Read) -> str:
        rng = self.rng
        match read.kind:
            case "flag":
                return read.name if rng.random() < 0.75 else f"not {read.name}"
            case "known":
                return f"{'' if rng.random() < 0.75 else 'not '}known({read.name})"
            case "count":
                return f"count({read.name}) >= {read.amount}"
            case "trust":
                sign = ">=" if rng.random() < 0.75 else "<"
                return f"{read.name} {sign} {rng.choice(self.levels[read.name])}"
            case "decision":
                return f"{read.name} == {read.name}_{rng.randrange(self.decisions[read.name])}"
            case "meter":
                return f"{read.name} >= {rng.randint(1, min(3, self.meters[read.name]))}"
        return f"clock >= {rng.choice((4, 8))}"

    def decorate(self, drafts: list[Draft]) -> None:
        rng, chapter = self.rng, self.here
        sites = [(draft, offer) for draft in drafts for offer in draft.offers if offer.tag != "leave"]
        sites = [site for site in sites if len(site[0].offers) >= 2] or sites
        for effect in self.sets[chapter]:
            offer = rng.choice(sites)[1]
            offer.effects.append(effect)
            if not effect.startswith(("meter", "clock")) and rng.random() < 0.3:
                offer.effects.append(
                    f"{rng.choice(self.casts[chapter])} {rng.choice(('+= 1', '+= 1', '+= 2', '-= 1'))}"
                )
        reads = self.reads[chapter]
        rng.shuffle(reads)
        while reads:
            test = self.test(reads.pop())
            if reads and rng.random() < 0.2:
                test = f"({test} {'and' if rng.random() < 0.7 else 'or'} {self.test(reads.pop())})"
            if rng.random() >= 0.55 or not self.bar(sites, test):
                draft = rng.choice(drafts)
                draft.passages.append(test)
                if rng.random() < 0.5:
                    draft.passages.append(f"not ({test})")

    def bar(self, sites: list[tuple[Draft, Offer]], test: str) -> bool:
        """Puts the test on a choice beside which two others stay open; False where none was found."""
        for _ in range(20):
            draft, offer = self.rng.choice(sites)
            if not offer.tests and not offer.tag and sum(not other.tests for other in draft.offers) >= 2:
                offer.tests.append(test)
                return True
        return False

    def finish(self, loose: Loose) -> None:
        rng = self.rng
        finale = self.scene("finale")
        lead(loose, finale.name)
        late = [read.name for read in self.reads[-1] if read.kind == "flag"] or self.flags
        for number in range(min(12, 3 + self.chapters // 2)):
            end = self.story.scene(f"ending{number}", ending=True)
            offer = Offer(goto=end.name)
            if number:
                trust = rng.choice(self.trusts)
                offer.tests.append(f"{trust} >= {rng.choice(self.levels[trust])}")
                if rng.random() < 0.6:
                    offer.tests.append(rng.choice(("", "", "not ")) + rng.choice(late))
            finale.offers.append(offer)

    # -- faults -----------------------------------------------------------------------------------

    def spoil(self, loose: Loose) -> Loose:
        """A dead end where three flags coincide, a scene that hardly any play sees, a hub that locks, and a
        clue that one route does not offer.
        """
        story = self.story
        dead = self.scene("dead_end")
        lead(loose, dead.name)
        dead.offers = [Offer([f"not {omen}"]) for omen in self.omens]
        loose = dead.offers
        story.variable("dial", "0..10")
        for number in range(10):
            dial = self.scene("dial")
            lead(loose, dial.name)
            right = number * 7 % 4
            loose = [
                Offer(effects=[f"dial += 1 if dial == {number}"] if n == right else []) for n in range(4)
            ]
            dial.offers = loose
        door, rare = self.scene("door"), self.scene("rare")
        lead(loose, door.name)
        door.offers = [Offer(), Offer(["dial == 10"], goto=rare.name)]
        rare.offers = [Offer()]
        loose = [door.offers[0], *rare.offers]
        story.variable("coins", "0..3")
        story.variable("ticket", "flag")
        gate, hub, bar = self.scene("gate"), self.scene("locking_hub"), self.scene("bar")
        lead(loose, gate.name)
        gate.offers = [Offer(effects=["coins = 3"], goto=hub.name)]
        out = Offer(["ticket"])
        hub.offers = [
            Offer(["coins >= 1"], ["coins -= 1"], bar.name),
            Offer(goto=bar.name),
            Offer(["coins >= 1", "not ticket"], ["coins -= 1", "ticket = true"], hub.name),
            out,
        ]
        bar.offers = [Offer(goto=hub.name)]
        crossing, quarry, shore, report = (
            self.scene(name) for name in ("crossing", "quarry", "shore", "report")
        )
        lead([out], crossing.name)
        clue = story.note("tide_mark")
        crossing.offers = [Offer(goto=quarry.name), Offer(goto=shore.name)]
        quarry.offers = [Offer(goto=report.name)]
        shore.offers = [Offer(effects=[f"learn({clue})"], goto=report.name)]
        story.promises["clue_on_every_route"] = f"whenever {report.name} then known({clue})"
        report.offers = [Offer()]
        self.defects = {
            "dead end": dead.name,
            "rare scene": rare.name,
            "soft lock": hub.name,
            "missing clue": "clue_on_every_route",
        }
        return report.offers


def lead(loose: Loose, target: str) -> None:
    for offer in loose:
        offer.goto = target
