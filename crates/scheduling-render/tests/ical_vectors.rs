//! Calendar messages, checked from outside: the vectors of the folder named by `SCHEDULING_VECTORS`, or else of
//! `tests/vectors`, and messages full of hostile texts.
//!
//! Both are read by the vectors' checker, which knows nothing of the writer: a strict parser of its own, and the Python
//! package `icalendar`. `cargo xtask test` brings it, and names the interpreter in `SCHEDULING_TEST_PYTHON`.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on must fail")]

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use jiff::{SignedDuration, Timestamp};
use proptest::{
    collection::vec,
    prelude::{Just, any},
    prop_oneof,
    sample::select,
    strategy::{Strategy, ValueTree as _},
    test_runner::TestRunner,
};
use scheduling_core::Interval;
use scheduling_render::icalendar::{Attendee, Message, Method, Part, Person, Standing};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

type Failure = Box<dyn Error>;

/// What a folder of vectors may have. One that is absent is not run.
const FILES: [&str; 5] = ["ical.json", "peer.json", "dst.json", "boundary.json", "random.jsonl.gz"];
const CHECKER: &str = "ical_check.py";

#[derive(Deserialize)]
struct Group {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    id: String,
    messages: Vec<Given>,
}

/// What the writer is given.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Given {
    label: String,
    method: String,
    uid: String,
    sequence: u32,
    dtstamp: Timestamp,
    start: Timestamp,
    end: Timestamp,
    summary: String,
    description: Option<String>,
    location: Option<String>,
    url: Option<String>,
    organizer: Named,
    attendees: Vec<Named>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Named {
    name: String,
    email: String,
}

impl Given {
    fn message(&self) -> Result<Message, Failure> {
        let attendees = self.attendees.iter().map(Named::person).collect::<Result<Vec<_>, _>>()?;
        let (standing, alarms) = (Standing::Confirmed, Vec::new());
        let method = match self.method.as_str() {
            "PUBLISH" => Method::Publish { standing, alarms },
            "CANCEL" => Method::Cancel { attendees },
            "REQUEST" => {
                let attendees = attendees.into_iter().map(|person| Attendee { person, part: Part::Asked }).collect();
                Method::Request { standing, attendees, alarms }
            }
            other => return Err(format!("no method is called {other}").into()),
        };
        Ok(Message {
            uid: self.uid.parse()?,
            sequence: self.sequence,
            stamped_at: self.dtstamp,
            meeting: Interval { start: self.start, end: self.end },
            summary: self.summary.clone(),
            description: self.description.clone(),
            location: self.location.clone(),
            url: self.url.clone(),
            organizer: self.organizer.person()?,
            method,
        })
    }
}

impl Named {
    fn person(&self) -> Result<Person, Failure> {
        Ok(Person { name: self.name.clone(), email: self.email.parse()? })
    }
}

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

#[test]
fn ical_vectors() {
    let folder = env::var_os("SCHEDULING_VECTORS").map_or_else(kept, PathBuf::from);
    assert!(FILES.iter().any(|file| folder.join(file).exists()), "no vectors in {}", folder.display());
    let facts = folder.join("ical.json");
    if !facts.exists() {
        println!("{} has no iCalendar vectors", folder.display());
        return;
    }
    let group: Group = serde_json::from_str(&fs::read_to_string(&facts).unwrap()).unwrap();
    assert!(!group.vectors.is_empty(), "no vectors in {}", facts.display());
    // The folder's own checker knows the facts of its vectors.
    let own = folder.join(CHECKER);
    let checker = if own.exists() { own } else { kept().join(CHECKER) };
    check(&checker, &facts, &group.vectors, &[]);
}

/// Writes the messages and has them checked. A vector one of whose messages is refused is marked as such: the checker knows
/// whether it may be.
fn check(checker: &Path, facts: &Path, vectors: &[Vector], options: &[&str]) {
    let python = env::var_os("SCHEDULING_TEST_PYTHON").expect("run the tests with `cargo xtask test`");
    let out = tempfile::tempdir().unwrap();
    for vector in vectors {
        for given in &vector.messages {
            match given.message().and_then(|message| Ok(message.to_ics()?)) {
                Ok(ics) => fs::write(out.path().join(format!("{}.{}.ics", vector.id, given.label)), ics).unwrap(),
                Err(why) => {
                    println!("{} {} is refused: {why}", vector.id, given.label);
                    fs::write(out.path().join(format!("{}.error", vector.id)), "").unwrap();
                }
            }
        }
    }
    let mut command = Command::new(python);
    // Without the caller's variables for Python, and without a cache beside the script.
    command.args(["-I", "-B", "-X", "utf8"]).args([checker, facts, Path::new("--dir"), out.path()]).args(options);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complaints = String::from_utf8_lossy(&output.stderr);
    print!("{said}");
    assert!(output.status.success(), "{}:\n{said}{complaints}", facts.display());
    let ran = format!("{} vectors, 0 failures", vectors.len());
    assert!(said.contains(&ran), "the checker did not say {ran:?}:\n{said}{complaints}");
}

/// Pieces that have broken writers and readers of the format.
const HOSTILE: [&str; 36] = [
    "\r\n",
    "\n",
    "\r",
    "\n\r",
    "\r\n ",
    "\n\t",
    "\\",
    "\\n",
    "\\N",
    "\\;",
    "\\\\n",
    ";",
    ",",
    ":",
    "\"",
    "^",
    "^n",
    "^'",
    "^^n",
    "=\r\n",
    "=0D=0A",
    "\0",
    "\u{7}",
    "\u{b}",
    "\u{c}",
    "\u{1b}[31m",
    "\u{7f}",
    "\t",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}",
    "😀👩‍👩‍👧",
    "éé",
    "\r\nX-EVIL:1\r\nATTENDEE:mailto:evil@example.org\r\n",
    "\nEND:VEVENT\nBEGIN:VEVENT\nX-EVIL:1",
];

/// Addresses that are allowed and look as if they were not.
const ADDRESSES: [&str; 5] = [
    "o'hara+tag@example.org",
    "a!#$%&*/=?^_{|}~b@example.org",
    "jürgen@bücher.example",
    "a@xn--bcher-kva.example",
    "bartholomew.featherstonehaugh-cholmondeley@a-rather-long-domain-name.example.org",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(&HOSTILE[..]).prop_map(str::to_owned),
        2 => "[a-z ]{0,40}",
        1 => vec(any::<char>(), 0..8).prop_map(String::from_iter),
        1 => Just("ü".repeat(40)),
    ];
    vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// A name has something that is left when it is cleaned; of one that has not there is nothing to compare.
fn named() -> impl Strategy<Value = Named> {
    (text(), select(&ADDRESSES[..]))
        .prop_map(|(text, email)| Named { name: format!("N{text}"), email: email.to_owned() })
}

fn given() -> impl Strategy<Value = Given> {
    let texts = (text(), text(), text(), text());
    let people = (named(), vec(named(), 0..4));
    let method = select(&["REQUEST", "CANCEL", "PUBLISH"][..]);
    let uid = "[!-~]{1,120}";
    (method, uid, any::<u16>(), 0..2_000_000_000_i64, texts, people).prop_map(
        |(method, uid, sequence, second, (summary, description, location, path), (organizer, mut attendees))| {
            attendees.sort_by(|a, b| a.email.cmp(&b.email));
            attendees.dedup_by(|a, b| a.email == b.email);
            let start = Timestamp::from_second(second).unwrap();
            let url = (!path.is_empty()).then(|| format!("https://meet.example/{path}"));
            // Beside a link the checker wants texts to the letter, in case the link was appended.
            let beside = |text: String| match url {
                Some(_) => text.replace(|c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r'), ""),
                None => text,
            };
            let (description, location) = (Some(beside(description)), Some(beside(location)));
            Given {
                label: "message".to_owned(),
                method: method.to_owned(),
                uid,
                sequence: u32::from(sequence),
                dtstamp: start,
                start,
                end: start + SignedDuration::from_mins(30),
                summary,
                description,
                location,
                url,
                organizer,
                attendees,
            }
        },
    )
}

#[test]
fn hostile_texts_read_back_as_they_were_and_add_nothing() {
    let (mut runner, strategy) = (TestRunner::deterministic(), given());
    let mut written = || strategy.new_tree(&mut runner).unwrap().current();
    let vectors: Vec<Vector> =
        (0..500).map(|number| Vector { id: format!("hostile-{number}"), messages: vec![written()] }).collect();
    let folder = tempfile::tempdir().unwrap();
    let facts = folder.path().join("ical.json");
    fs::write(&facts, json!({"vectors": vectors.iter().map(facts_of).collect::<Vec<_>>()}).to_string()).unwrap();
    // A UID of any characters is escaped, which the checker's comparison does not undo.
    check(&kept().join(CHECKER), &facts, &vectors, &["--free", "uid"]);
}

/// Beyond what holds for every message: nothing came from a text.
fn facts_of(vector: &Vector) -> Value {
    json!({
        "id": vector.id, "allow_error": false, "messages": vector.messages,
        "facts": [
            {"fact": "no_property", "prop": "X-EVIL"},
            {"fact": "no_text_line", "starts": "X-EVIL"},
            {"fact": "component_count", "component": "VEVENT", "value": 1},
            {"fact": "component_count", "component": "VALARM", "value": 0},
            {"fact": "count", "prop": "COMMENT", "value": 0},
            {"fact": "count", "prop": "DESCRIPTION", "value": i32::from(has(&vector.messages, |given| &given.description))},
            {"fact": "count", "prop": "LOCATION", "value": i32::from(has(&vector.messages, |given| &given.location))},
            {"fact": "count", "prop": "URL", "value": i32::from(has(&vector.messages, |given| &given.url))},
        ],
    })
}

fn has(messages: &[Given], text: impl Fn(&Given) -> &Option<String>) -> bool {
    messages.iter().any(|given| text(given).as_ref().is_some_and(|text| !text.is_empty()))
}
