"""What a proof takes and finds: FOLDER SECONDS."""

import json
import sys
from pathlib import Path
from time import process_time

from mars_adventure.author.proof import prove
from mars_adventure.story import open_story

story = open_story(Path(sys.argv[1]))
begun = process_time()
report = prove(story, seconds=float(sys.argv[2]))
faults = [
    (item.topic, item.play.scene if item.topic == "lock" and item.play else item.key)
    for item in report.of("refuted", "error")
]
reached = [item.key for item in report.of("proved") if item.topic == "scene"]
print(
    json.dumps(
        {
            "work": process_time() - begun,
            "megabytes": report.megabytes,
            "questions": len(report.findings),
            "undecided": len(report.of("undecided")),
            "faults": faults,
            "reached": reached,
        }
    )
)
