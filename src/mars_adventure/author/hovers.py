"""What an editor shows where the pointer rests on a key: in Markdown, by the table the key belongs to."""

HEAD = {
    "story": "The title. It makes this file the head of the story.",
    "id": "Names the story in saved games. By default it is made from the title; once readers have saved, leave it.",
    "version": "Any text that tells one version from another.",
    "author": "Who wrote it.",
    "about": "A few lines for the title screen.",
    "content_note": "What a reader may want to know before beginning.",
    "start": "The first scene.",
}
CHAPTER = {
    "chapter": "The chapter's number, from 1. Without it the file belongs to no chapter.",
    "title": "The chapter's title, shown above its first scene.",
    "recap": "One line for *Previously*. It may follow the state: `{if chose(airlock.knock): You knocked.}`",
    "scenes": "The scenes of this file, by name.",
}
SECTION = {
    "variables": "What the story remembers. Each is a `flag`, a range `0..4 = 2`, `one of a, b` or `set of a, b`; groups stand one inside the other.",
    "derived": "Values that follow from others, such as `alone: trust.halina == 0`. They are asked, never set.",
    "notes": "What the reader may learn: unknown until `learn(NOTE)`, crossed out by `strike`, taken away by `lose`.",
    "people": "People in the casebook.",
    "documents": "Documents in the casebook. Their text follows the state, so a message can fill in.",
    "theories": "Theories in the casebook, with the notes that speak for and against them.",
    "ledger": "Read at the end of every play.",
    "interruptions": "Where play goes when a condition *becomes* true, after a choice and before the next scene.",
    "speakers": "Who may speak in lines like `@halina: Prop nominal.`",
    "marks": "Signs that choices may carry, and what they mean.",
    "endings": "The endings of the story, for the gallery. A scene reaches one by `ending:`.",
    "words": "Lists of words for promises; `*` stands for any letters at the end.",
    "promises": "What you claim of the whole story, for the proof.",
    "renamed": "Old names under which saved games may still know things, each with the present one.",
}
SCENE = {
    "place": "Where; it stays in force until a scene says otherwise.",
    "time": "When; it stays in force until a scene says otherwise.",
    "do": "Effects on entering, before the text is read: `oxygen -= 5, learn(spoon)`.",
    "text": "Prose, in a `|` block.\n\n- `*softly*`, `**now**`\n- `@halina: Prop nominal.` at the start of a paragraph\n- `> LOS 00:11:00` for a document\n- `{if keycard: green | red}`, `{once: A}`, `{steps: A | B}`, `{cycle: A | B}`, `{shuffle: A | B}`\n- on lines of their own: `{if C}` … `{elif C}` … `{else}` … `{end}`, `{when C}` … `{otherwise}` … `{end}`",
    "visit": "Plays another scene first and comes back where that says `return`.",
    "choices": "What the reader may do.",
    "goto": "Where the scene leads when a choice does not say otherwise, or at once if there are no choices. May depend on the state: `ridge if site == beacon else plain`.",
    "ending": "The play ends here, under this name.",
}
CHOICE = {
    "text": "The label. `-> NAME` at its end is short for `goto: NAME`.",
    "id": "Its lasting name, for conditions and saved games. By default it is made from the label.",
    "if": "Offered only while this holds.",
    "else": "Shown struck out, with this reason, while `if` does not hold; `auto` words the reason from the condition. Without it the choice is absent.",
    "once": "`true`: offered until it has been taken.",
    "needs": "A note, or several, that the reader must know here; for the proof.",
    "mark": "One of the story's marks.",
    "kind": "`tactical`, `expressive`, `reflective` or `dilemma`; for `stats`.",
    "say": "Prose read at once when the choice is taken.",
    "do": "Effects, before `say` is read: `keycard = true, oxygen -= 5`.",
    "choices": "What is offered next, after `say`. Those that name no target rejoin at this choice's `goto`.",
    "visit": "Plays a scene and comes back where that says `return`.",
    "goto": "Where it leads; `here` stays, `return` ends a visit. May depend on the state: `ridge if site == beacon else plain`.",
    "fallback": "`true`: offered only when nothing else is.",
}
VARIABLE = {
    "is": "`flag`, a range `0..4 = 2`, `one of a, b` or `set of a, b`; the start stands behind `=`.",
    "means": "What it stands for, in your words.",
    "labels": "The words shown for `{NAME}`, by value.",
}
ITEM = {
    "title": "Its heading in the casebook.",
    "text": "Prose. It follows the state.",
    "tags": "Names by which notes can be counted, struck or lost together.",
    "if": "Shown only while this holds.",
    "for": "Notes that speak for it.",
    "against": "Notes that speak against it.",
    "test": "It is the truth, and this is the scene where a reader may be asked for it.",
    "clues": "How many of the notes in `for` have been offered by then, whatever the route. `mars-adventure prove` holds you to it.",
}
SPEAKER = {
    "name": "The name that readers see.",
    "radio": "`true`: a voice on a loop, set apart from one in the room.",
}
MARK = {
    "sign": "One character, such as ● or ○.",
    "means": "What it means, in words.",
}
ENDING = {
    "title": "Its title in the gallery.",
    "hint": "One line for readers who have not found it.",
    "interim": "`true`: a stop that is not an ending of the story.",
}
INTERRUPTION = {
    "when": "Fires when this becomes true.",
    "goto": "Play goes to this scene, and does not come back.",
    "visit": "Plays this scene and comes back to where play was going.",
}
RENAMED = {
    "scenes": "`old: new`",
    "choices": "`old_scene.old: scene.new`",
    "variables": "`old: new`",
    "notes": "`old: new`",
}
