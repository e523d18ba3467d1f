"""The story line by line, from a pipe."""


def test_the_opening_is_shown_and_how_to_play_on(run, story):
    done = run("play", story)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "THE AIRLOCK" in done.stdout
    assert "The door seals. Air 9, site none." in done.stdout
    assert "1. Knock (on the record)" in done.stdout
    assert "2. Cut the power [closed: no key]" in done.stdout
    assert "3. Go out" in done.stdout
    assert "To play on, type the number of a choice" in done.stdout
    assert "\x1b" not in done.stdout


def test_choices_are_read_from_a_pipe_and_the_play_is_kept(run, story):
    done = run("play", story, typed="1\n")
    assert "Nobody." in done.stdout
    assert "In the notebook: The hum." in done.stdout
    assert "Saved." in done.stdout
    resumed = run("play", story, "--continue", typed="3\n")
    assert "Outside, after 1 choices" in resumed.stdout
    assert "Nobody." in resumed.stdout
    assert "The end: Gone Out." in resumed.stdout
    assert "You walked." in resumed.stdout
    again = run("play", story, "--continue", "--plain")
    assert "Previously: You stood in the airlock and knocked." in again.stdout


def test_undo_redo_history_notebook_where_and_page(run, story):
    done = run("play", story, typed="1\nu\nr\nn\nh\nw\na\nu\nu\nr\nr\n")
    assert done.stdout.count("Nobody.") >= 4
    assert "NOTES" in done.stdout
    assert "The hum [Airlock, Night]" in done.stdout
    assert "Chapter 1, Outside. Airlock. Night. 1 choices made." in done.stdout
    assert "This is the beginning: there is nothing to take back." in done.stdout
    assert "There is nothing to take again." in done.stdout


def test_games_are_saved_and_loaded_by_name(run, story):
    run("play", story, typed="1\ns before the door\n3\n")
    done = run("play", story, typed="l\n")
    number = next(line.split(".")[0] for line in done.stdout.splitlines() if "before the door" in line)
    done = run("play", story, typed=f"l {number}\n")
    assert "Outside, after 1 choices" in done.stdout


def test_nonsense_is_answered_in_a_sentence(run, story):
    typed = "9\n2\n0\n-1\nfly\nl 99\nl x\ns\n" + "1" * 5000 + "\n\x00\x1b[2J\n²\n"
    done = run("play", story, typed=typed)
    assert done.returncode == 0
    assert "There is no choice 9. Choose from 1 to 3." in done.stdout
    assert "That choice is closed: no key." in done.stdout
    assert "`fly` is not one of the choices" in done.stdout
    assert "There is no saved game of that number" in done.stdout
    assert "Give it a name" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_an_ending_can_be_undone_and_the_play_begun_again(run, story):
    done = run("play", story, typed="3\nu\nnew\n3\nq\n")
    assert done.stdout.count("The end: Gone Out.") == 2


def test_authors_begin_anywhere_with_values_set(run, story):
    done = run("play", story, "--from", "airlock", "--set", "air=3", "--set", "site=plain", typed="1\n")
    assert "Air 3, site plain." in done.stdout
    assert "Saved." not in done.stdout
    refused = run("play", story, "--from", "airlok")
    assert refused.returncode == 1
    assert "no scene is called `airlok`. did you mean `airlock`?" in refused.stderr
    assert "cannot be `12`" in run("play", story, "--from", "airlock", "--set", "air=12").stderr
    assert "did you mean `air`?" in run("play", story, "--from", "airlock", "--set", "aire=1").stderr
    assert run("play", story, "--set", "air=1").returncode == 2


def test_a_reader_that_stops_listening_is_no_trouble(story, tmp_path):
    import os
    import subprocess
    import sys

    done = subprocess.run(
        ["sh", "-c", f"yes h | {sys.executable} -m mars_adventure play {story} | head -n 2"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | {"MARS_SAVES": str(tmp_path / "saves"), "MARS_CACHE": "off"},
    )
    assert done.stderr == ""


def test_words_that_the_locale_cannot_print_do_not_end_the_play(run, story):
    done = run("play", story, typed="1\n", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Nobody." in done.stdout


def test_where_saving_fails_it_is_said_before_the_page_and_another_folder_serves(run, story, tmp_path):
    (tmp_path / "saves").write_text("not a folder")
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    done = run("play", story, typed="1\n1\n", **home)
    assert done.returncode == 0
    assert done.stdout.count("This play is not being saved.") == 1
    assert done.stdout.count("still not being saved; `f` saves it") == 1
    assert done.stdout.index("not being saved") < done.stdout.index("Nobody.")
    assert "Your last choices could not be saved." in done.stdout
    done = run("play", story, typed="1\nf /dev/null/x\nf\n1\n", **home)
    assert "It cannot be saved there." in done.stdout
    folder = tmp_path / "data" / "mars-adventure" / "saves"
    assert f"Saved games are in {folder} from now on." in done.stdout
    assert f"`mars-adventure play --continue --saves {folder}` goes on from here." in done.stdout
    again = run("play", story, "--continue", "--saves", folder, **home)
    assert "after 2 choices" in again.stdout


def test_the_turning_points_and_the_lines_that_were_left_can_be_entered_after_a_restart(run, story):
    first = run("play", "--plain", story, typed="1\nu\n3\nt\n")
    assert "1. Airlock, Night: Go out. left here: Knock." in first.stdout
    assert "2. A line you left: Knock, 1 choice on, to Airlock, Night." in first.stdout
    again = run("play", "--plain", "--continue", story, typed="t 2\nt\nt 9\n")
    assert again.returncode == 0, again.stderr
    assert "Nobody." in again.stdout
    assert "2. A line you left: Go out, 1 choice on, to Surface, Night." in again.stdout
    assert "no turning point of that number" in again.stdout
