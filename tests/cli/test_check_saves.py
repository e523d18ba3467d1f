"""`check --saves`: which saves an edit strands, and which `renamed:` lines would mend them."""

import json
import re


def played(run, story, *choices):
    done = run("play", "--plain", story, typed="".join(f"{choice}\n" for choice in choices))
    assert done.returncode == 0, done.stderr


def edit(story, *changes):
    for old, new in changes:
        found = False
        for path in story.glob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            found |= old in text
            path.write_text(text.replace(old, new), encoding="utf-8")
        assert found, old


def test_saves_that_no_edit_has_touched_are_counted(run, story, tmp_path):
    played(run, story, 1)
    done = run("check", story, "--saves", tmp_path / "saves")
    assert done.returncode == 0
    assert "1 saved games: 1 as they were" in done.stdout


def test_an_edit_that_strands_a_save_fails_and_the_lines_it_names_mend_it(run, story, tmp_path):
    played(run, story, 1, 3)
    edit(
        story,
        ("  surface:\n", "  dunes:\n"),
        ("-> surface", "-> dunes"),
        ("  air: 0..9", "  oxygen: 0..9"),
        ("{air}", "{oxygen}"),
        ("  hum: {", "  drone: {"),
        ("learn(hum)", "learn(drone)"),
        ("Knock\n", "Rap on the glass\n"),
        ("chose(airlock.knock)", "chose(airlock.rap_on_the_glass)"),
    )
    done = run("check", story, "--saves", tmp_path / "saves")
    assert done.returncode == 1
    assert "set back" in done.stdout
    lines = done.stdout[done.stdout.index("\nrenamed:\n") :]
    assert "surface: dunes" in lines
    assert "air: oxygen" in lines
    assert "hum: drone" in lines
    assert "airlock.knock: airlock.rap_on_the_glass" in lines

    with (story / "story.yaml").open("a", encoding="utf-8") as file:
        file.write(re.sub(" *#.*", "", lines))
    done = run("check", story, "--saves", tmp_path / "saves")
    assert done.returncode == 0, done.stdout
    assert re.search(r"(\d+) saved games: \1 as they were", done.stdout)


def test_the_formats_for_machines_tell_the_same(run, story, tmp_path):
    played(run, story, 1, 3)
    edit(story, ("  surface:\n", "  dunes:\n"), ("-> surface", "-> dunes"))
    told = json.loads(run("check", story, "--saves", tmp_path / "saves", "--format", "json").stdout)
    assert {"sort": "scenes", "old": "surface", "new": "dunes"} in [
        mend for save in told["saves"] for mend in save["mends"]
    ]
    github = run("check", story, "--saves", tmp_path / "saves", "--format", "github").stdout
    assert "::error title=saved game set back::" in github


def test_damaged_files_are_told_and_a_missing_folder_is_refused(run, story, tmp_path):
    (tmp_path / "saves").mkdir()
    (tmp_path / "saves" / "odd.json").write_text("{}")
    done = run("check", story, "--saves", tmp_path / "saves")
    assert done.returncode == 1
    assert "refused: odd.json" in done.stdout
    assert "no folder" in run("check", story, "--saves", tmp_path / "nowhere").stderr
