//! A Redis of the test's own, which it may stop, pause and restart. Not for sharing: every test
//! starts one.

#![expect(clippy::expect_used, reason = "a test that cannot have its Redis has failed")]

use std::{
    env, fs,
    io::{self, BufRead, BufReader, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    process::{self, Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

/// Names the server binary.
const SERVER: &str = "SCHEDULING_TEST_REDIS_SERVER";
/// Far beyond any start that will succeed.
const START_TIMEOUT: Duration = Duration::from_secs(20);
/// Another process may take a free port between our finding it and Redis's binding it.
const PORTS_TO_TRY: u32 = 5;

/// A private redis-server on a free loopback port, without persistence. Killed, with its folder, on
/// drop.
#[derive(Debug)]
pub struct TestRedis {
    port: u16,
    folder: PathBuf,
    server: Option<Child>,
}

impl TestRedis {
    /// Starts a server and waits until it answers.
    ///
    /// # Panics
    ///
    /// Without a server binary, or when none starts.
    #[must_use]
    pub fn start() -> Self {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("scheduling-redis-{}-{number}", process::id()));
        fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let mut redis = Self { port: 0, folder, server: None };
        for _ in 0..PORTS_TO_TRY {
            redis.port = free_port();
            if redis.launch() {
                return redis;
            }
        }
        panic!("redis-server did not start on any of {PORTS_TO_TRY} ports; its last words:\n{}", redis.log());
    }

    /// Its address, the same after a restart.
    #[must_use]
    pub fn url(&self) -> String {
        format!("redis://{}", self.address())
    }

    /// Halts the server: connections are accepted, nothing is answered.
    pub fn pause(&self) {
        self.signal("STOP");
    }

    /// Ends a pause.
    pub fn resume(&self) {
        self.signal("CONT");
    }

    /// Forgets all keys, as after a failover to an empty replica.
    ///
    /// # Panics
    ///
    /// If the server does not answer.
    pub fn flush(&self) {
        assert_eq!(self.ask("FLUSHALL").expect("a running server answers"), "+OK");
    }

    /// Kills the server: connections are refused. Does nothing if it is stopped already.
    ///
    /// # Panics
    ///
    /// If the operating system loses track of its own child.
    pub fn stop(&mut self) {
        if let Some(mut server) = self.server.take() {
            // It may have ended by itself; `wait` then tells so just as well.
            drop(server.kill());
            server.wait().expect("an own child can be waited for");
        }
    }

    /// Starts the server again on the same port, with nothing in its memory.
    ///
    /// # Panics
    ///
    /// If it does not start.
    pub fn restart(&mut self) {
        self.stop();
        assert!(self.launch(), "redis-server did not start again:\n{}", self.log());
    }

    /// Whether the server came up; not if the port was taken.
    fn launch(&mut self) -> bool {
        let binary =
            env::var_os(SERVER).unwrap_or_else(|| panic!("{SERVER} is not set: run the tests with `cargo xtask test`"));
        let log = fs::File::create(self.folder.join("log")).expect("the temporary folder can be written");
        let server = Command::new(&binary)
            .args(["--bind", "127.0.0.1", "--port", &self.port.to_string()])
            .args(["--save", "", "--appendonly", "no", "--daemonize", "no"])
            .arg("--dir")
            .arg(&self.folder)
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", binary.display()));
        self.server = Some(server);
        let deadline = Instant::now() + START_TIMEOUT;
        loop {
            let server = self.server.as_mut().expect("just started");
            if server.try_wait().expect("an own child can be waited for").is_some() {
                self.server = None;
                return false;
            }
            // Not a PING: another server may have taken the port and would answer it.
            if self.log().contains("Ready to accept connections") {
                return true;
            }
            assert!(Instant::now() < deadline, "redis-server did not answer in {START_TIMEOUT:?}:\n{}", self.log());
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn signal(&self, signal: &str) {
        let server = self.server.as_ref().expect("a stopped server gets no signals");
        let status = Command::new("kill").args([&format!("-{signal}"), &server.id().to_string()]).status();
        assert!(status.is_ok_and(|status| status.success()), "kill -{signal} failed");
    }

    /// Sends an inline command; the first line of the answer.
    fn ask(&self, command: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(self.address())?;
        stream.set_read_timeout(Some(START_TIMEOUT))?;
        write!(stream, "{command}\r\n")?;
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }

    fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_else(|error| error.to_string())
    }
}

impl Drop for TestRedis {
    fn drop(&mut self) {
        self.stop();
        // A folder left behind harms nobody, a panic while another unwinds aborts the test run.
        drop(fs::remove_dir_all(&self.folder));
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("the loopback interface has a free port");
    listener.local_addr().expect("a bound socket has an address").port()
}
