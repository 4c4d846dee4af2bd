//! The programs that look at it from outside.

use std::{
    env,
    ffi::OsString,
    io::{BufRead as _, BufReader, Write as _},
    net::SocketAddr,
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

fn python(script: &str) -> Command {
    let named: Option<OsString> = env::var_os("SCHEDULING_TEST_PYTHON");
    let python = named.expect("SCHEDULING_TEST_PYTHON is not set: run the tests with `cargo xtask test`");
    let mut command = Command::new(python);
    // Without the caller's variables for Python, and without a cache beside the script.
    command.args(["-I", "-B", "-X", "utf8"]);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outside").join(script));
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    command
}

/// What a script says to this input; `Err` is what it complains about.
fn ask(script: &str, input: &Value) -> Result<Value, String> {
    let mut child = python(script).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.to_string().as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    if output.status.success() {
        Ok(serde_json::from_slice(&output.stdout).unwrap())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// Mails as Python's parser reads them.
pub(crate) fn read_mails(mails: &[Vec<u8>]) -> Vec<Value> {
    let encoded: Vec<String> = mails.iter().map(|mail| STANDARD.encode(mail)).collect();
    let read = ask("read_mail.py", &json!(encoded)).unwrap();
    read.as_array().unwrap().clone()
}

/// A webhook's call, verified.
pub(crate) fn verify(secret: &str, headers: &Value, body: &str) -> Result<Value, String> {
    ask("verify_webhook.py", &json!({"secret": secret, "headers": headers, "body": body}))
}

/// A mail server of its own, which ends with the test.
pub(crate) struct SmtpServer {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    pub(crate) address: SocketAddr,
}

impl SmtpServer {
    pub(crate) fn start(options: &[&str]) -> Self {
        let mut child = python("smtp_server.py").args(options).spawn().unwrap();
        let (stdin, stdout) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut server = Self { child, stdin, stdout, address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        let port = server.read()["port"].as_u64().expect("aiosmtpd does not start: see above");
        server.address.set_port(port.try_into().unwrap());
        server
    }

    /// From now on, this at this stage; nothing special at the others.
    pub(crate) fn behave(&mut self, stage: &str, action: &str) {
        self.say(&json!({"do": "behave", "stage": stage, "action": action}));
    }

    /// Ends all connections.
    pub(crate) fn drop_connections(&mut self) {
        self.say(&json!({"do": "drop"}));
    }

    /// What has come.
    pub(crate) fn received(&mut self) -> Received {
        Received(self.say(&json!({"do": "received"})))
    }

    fn say(&mut self, command: &Value) -> Value {
        writeln!(self.stdin, "{command}").unwrap();
        self.read()
    }

    fn read(&mut self) -> Value {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        serde_json::from_str(&line).expect("the mail server's script fails: see above")
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// What a mail server got.
pub(crate) struct Received(Value);

impl Received {
    pub(crate) fn connections(&self) -> u64 {
        self.0["connections"].as_u64().unwrap()
    }

    pub(crate) fn commands(&self) -> Vec<&str> {
        self.0["commands"].as_array().unwrap().iter().map(|command| command.as_str().unwrap()).collect()
    }

    pub(crate) fn mails(&self) -> &[Value] {
        self.0["mails"].as_array().unwrap()
    }

    /// The mails as they were sent.
    pub(crate) fn bytes(&self) -> Vec<Vec<u8>> {
        self.mails().iter().map(|mail| STANDARD.decode(mail["bytes"].as_str().unwrap()).unwrap()).collect()
    }
}
