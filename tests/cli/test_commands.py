"""check, explain, new, saves, and wrong usage."""

import json


def test_check_finds_nothing_wrong_with_a_sound_story(run, story):
    done = run("check", story)
    assert done.returncode == 0
    assert "no problems" in done.stdout


def test_check_shows_every_mistake_and_fails(run, story):
    (story / "two.yaml").write_text(
        (story / "two.yaml")
        .read_text()
        .replace("place: Surface", "plaice: Surface")
        .replace("ending: outside", "goto: airlok"),
        encoding="utf-8",
    )
    done = run("check", story, "--format", "short")
    assert done.returncode == 1
    assert "two.yaml:5:5: error M201" in done.stdout
    assert "two.yaml:8:11: error M301" in done.stdout
    found = json.loads(run("check", story, "--format", "json").stdout)
    text = json.dumps(found)
    assert "M201" in text
    assert "M301" in text
    assert "::error file=" in run("check", story, "--format", "github").stdout
    refused = run("play", story)
    assert refused.returncode == 1
    assert "M301" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_mended_story_is_read_anew(run, story):
    assert "You walk." in run("play", story, typed="3\n").stdout
    (story / "two.yaml").write_text(
        (story / "two.yaml").read_text().replace("You walk.", "You run."), encoding="utf-8"
    )
    assert "You run." in run("play", story, typed="3\n").stdout


def test_a_damaged_kept_copy_is_of_no_account(run, story, tmp_path):
    run("play", story)
    copies = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert copies
    for path in copies:
        path.write_bytes(b"cos\nsystem\n(S'echo harm'\ntR.")
    done = run("play", story, typed="3\n")
    assert "You walk." in done.stdout
    assert "harm" not in done.stdout


def test_explain_tells_about_a_code_and_the_nearest_to_a_wrong_one(run):
    assert "M301" in run("explain", "M301").stdout
    wrong = run("explain", "M3O1")
    assert wrong.returncode == 1
    assert "did you mean `M3" in wrong.stderr


def test_a_new_story_is_sound_and_can_be_played(run, tmp_path):
    folder = tmp_path / "mine"
    assert run("new", folder).returncode == 0
    done = run("check", folder)
    assert done.returncode == 0
    assert "no problems" in done.stdout
    assert run("play", folder, typed="1\n" * 60).returncode == 0
    assert run("new", folder).returncode == 1


def test_saved_games_are_listed_shown_renamed_exported_deleted_and_taken_in(run, story, tmp_path):
    run("play", story, typed="1\ns mine\n")
    at = ("--story", story)
    assert "mine" in run("saves", "list", *at).stdout
    shown = run("saves", "show", "mine", *at).stdout
    assert "Nobody." in shown
    assert "1. Knock" in shown
    assert run("saves", "rename", "mine", "yours", *at).returncode == 0
    assert run("saves", "show", "mine", *at).returncode == 1
    assert run("saves", "export", "yours", tmp_path / "copy.json", *at).returncode == 0
    assert run("saves", "delete", "yours", *at).returncode == 0
    assert "yours" not in run("saves", "list", *at).stdout
    assert run("saves", "import", tmp_path / "copy.json", *at).returncode == 0
    assert "yours" in run("saves", "list", *at).stdout
    (tmp_path / "bad.json").write_text("{")
    refused = run("saves", "import", tmp_path / "bad.json", *at)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr


def test_a_missing_story_is_refused_in_a_sentence(run, tmp_path):
    done = run("play", tmp_path / "nowhere")
    assert done.returncode == 1
    assert "there is no folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_version_and_help(run):
    assert run("--version").stdout.startswith("mars-adventure 0.")
    assert "check" in run("--help").stdout
    assert run("fly").returncode == 2


def test_a_play_is_written_out_as_a_text(run, story, tmp_path):
    run("play", "--plain", story, typed="1\n3\n")
    options = ("--story", story)
    markdown = run("saves", "export", "1", "--format", "markdown", *options)
    assert (markdown.returncode, markdown.stderr) == (0, "")
    assert markdown.stdout.startswith("# The Airlock\n")
    assert "> ▸ Knock (on the record)\n\n*Nobody.*\n" in markdown.stdout
    page = tmp_path / "play.html"
    assert run("saves", "export", "1", page, "--format", "html", *options).returncode == 0
    assert "<h2>The end: Gone Out</h2>" in page.read_text(encoding="utf-8")
    again = run("saves", "export", "1", page, "--format", "html", *options)
    assert again.returncode == 1
    assert "already" in again.stderr
    assert "PATH" in run("saves", "export", "1", *options).stderr
