"""The peers' compilers: bardic|inkcpp FOLDER. Prints the seconds as JSON."""

import json
import sys
from pathlib import Path
from time import perf_counter


def compile_with(peer: str, folder: Path) -> float:
    if peer == "bardic":
        from bardic import BardCompiler

        started = perf_counter()
        BardCompiler().compile_file(str(folder / "story.bard"), str(folder / "bard.json"))
    else:
        from inkcpp_py import compile_json

        started = perf_counter()
        compile_json(str(folder / "ink.json"), str(folder / "story.bin"))
    return perf_counter() - started


print(json.dumps({"seconds": compile_with(sys.argv[1], Path(sys.argv[2]))}))
