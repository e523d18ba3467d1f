// inkjs: play FOLDER COUNT, or compile FOLDER (ink to JSON). It prints what the Python players print.
const { createHash } = require("crypto");
const { readFileSync, writeFileSync } = require("fs");
const inkjs = require("inkjs/full");

const [work, folder, wanted] = process.argv.slice(2);
const COMPARED = 2000;
const seconds = () => Number(process.hrtime.bigint()) / 1e9;

function drawNumbers(count) {
  const numbers = [];
  let state = 42;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    numbers.push(state >>> 16);
  }
  return numbers;
}

const linesOf = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

function compile() {
  const source = readFileSync(`${folder}/story.ink`, "utf8");
  const started = seconds();
  const compiled = new inkjs.Compiler(source).Compile().ToJson();
  const took = seconds() - started;
  writeFileSync(`${folder}/ink.json`, compiled);
  console.log(JSON.stringify({ seconds: took }));
}

function play(count) {
  const story = new inkjs.Story(readFileSync(`${folder}/ink.json`, "utf8").replace(/^\uFEFF/, ""));
  const turn = () => [story.ContinueMaximally(), story.currentChoices.map((choice) => choice.text)];
  const begin = () => (story.ResetState(), turn());
  const choose = (number) => (story.ChooseChoiceIndex(number), turn());

  function walk(numbers) {
    const started = seconds();
    let [, labels] = begin();
    for (const number of numbers) {
      [, labels] = choose(number % labels.length);
      if (!labels.length) [, labels] = begin();
    }
    return seconds() - started;
  }

  function digest(numbers) {
    const seen = createHash("sha256");
    let [text, labels] = begin();
    for (const number of numbers) {
      seen.update([...linesOf(text), ...labels].join("\n"));
      [text, labels] = choose(number % labels.length);
      if (!labels.length) {
        seen.update(linesOf(text).join("\n"));
        [text, labels] = begin();
      }
    }
    return seen.digest("hex").slice(0, 16);
  }

  const numbers = drawNumbers(count);
  const shown = digest(drawNumbers(Math.min(count, COMPARED)));
  const first = count / walk(numbers);
  console.log(JSON.stringify({ digest: shown, first, rate: count / walk(numbers) }));
}

work === "compile" ? compile() : play(Number(wanted));
