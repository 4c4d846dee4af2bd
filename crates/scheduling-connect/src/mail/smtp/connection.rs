//! One connection to a mail server. The dialogue is lettre's; encrypting is not: what a server (or somebody between) says in
//! the clear after STARTTLS must not be read as if it came encrypted (RFC 3207, section 6), and lettre keeps it.

use std::{
    fmt::{self, Display},
    io,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use lettre::transport::smtp::{
    authentication::Mechanism,
    client::{AsyncSmtpConnection, AsyncTokioStream},
    extension::{ClientId, ServerInfo},
};
use rustls::{ClientConfig, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, ReadBuf},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::{
    super::server::{Security, SmtpServer},
    Timeouts,
    trouble::{Stage, Trouble},
};
use crate::trust::{Trust, reason};

/// How much a server may say in the clear.
const CLEAR: usize = 8192;

/// Makes connections.
pub(super) struct Connector {
    server: SmtpServer,
    hello: ClientId,
    tls: TlsConnector,
}

impl Connector {
    pub(super) fn new(server: SmtpServer, domain: &str, trust: Trust) -> Result<Self, rustls::Error> {
        let config: Arc<ClientConfig> = Arc::new(trust.client_config()?);
        Ok(Self { server, hello: ClientId::Domain(domain.to_owned()), tls: config.into() })
    }

    /// Connects, encrypts, and proves who it is.
    pub(super) async fn connect(&self, timeouts: &Timeouts) -> Result<Connection, (Stage, Trouble)> {
        let opened = self.opened(timeouts).await.map_err(|trouble| (Stage::Open, trouble))?;
        self.authenticated(opened, timeouts).await.map_err(|trouble| (Stage::Auth, trouble))
    }

    async fn opened(&self, timeouts: &Timeouts) -> Result<Connection, Trouble> {
        let at = (self.server.host.as_str(), self.server.port);
        let tcp = within(timeouts.connect, async { TcpStream::connect(at).await.map_err(|_| Trouble::Unreachable) });
        let mut tcp = tcp.await?;
        // Each command waits for its answer.
        tcp.set_nodelay(true).map_err(|_| Trouble::Lost)?;
        let stream: Box<dyn AsyncTokioStream> = match &self.server.security {
            Security::None => Box::new(tcp),
            Security::Implicit(name) => Box::new(self.encrypted(tcp, name, timeouts).await?),
            Security::StartTls(name) => {
                within(timeouts.whole, self.start_tls(&mut tcp)).await?;
                let mut stream = self.encrypted(tcp, name, timeouts).await?;
                // A server greets once; lettre waits for a greeting.
                stream.ahead = GREETING;
                Box::new(stream)
            }
        };
        let connected = async { Ok(AsyncSmtpConnection::connect_with_transport(stream, &self.hello).await?) };
        Ok(Connection(within(timeouts.whole, connected).await?))
    }

    /// All that is said in the clear. Nothing of it counts afterwards.
    async fn start_tls(&self, tcp: &mut TcpStream) -> Result<(), Trouble> {
        let mut said = answer(tcp, None).await?;
        said = match said {
            Answer { code: 220, .. } => answer(tcp, Some(&format!("EHLO {}\r\n", self.hello))).await?,
            refused => return Err(refused.trouble()),
        };
        let offered = said.text.lines().any(|line| line.trim().eq_ignore_ascii_case("STARTTLS"));
        if said.code != 250 {
            return Err(said.trouble());
        }
        if !offered {
            return Err(Trouble::Odd("it does not offer STARTTLS".to_owned()));
        }
        match answer(tcp, Some("STARTTLS\r\n")).await? {
            Answer { code: 220, .. } => Ok(()),
            refused => Err(refused.trouble()),
        }
    }

    async fn encrypted(
        &self,
        tcp: TcpStream,
        name: &ServerName<'static>,
        timeouts: &Timeouts,
    ) -> Result<Encrypted, Trouble> {
        let peer = tcp.peer_addr().map_err(|_| Trouble::Lost)?;
        let shaken = async {
            let tls = self.tls.connect(name.clone(), tcp).await;
            tls.map_err(|error| match error.get_ref().and_then(|error| error.downcast_ref::<rustls::Error>()) {
                Some(error) => Trouble::Tls(reason(error)),
                None => Trouble::Tls("the server went away"),
            })
        };
        Ok(Encrypted { ahead: b"", tls: within(timeouts.connect, shaken).await?, peer })
    }

    async fn authenticated(&self, mut connection: Connection, timeouts: &Timeouts) -> Result<Connection, Trouble> {
        if let Some(credentials) = &self.server.credentials {
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            let proven = async { Ok(connection.0.auth(&mechanisms, credentials).await?) };
            within(timeouts.command, proven).await?;
        }
        Ok(connection)
    }
}

/// A connection on which a mail may be sent.
pub(super) struct Connection(AsyncSmtpConnection);

impl Connection {
    /// What the server can do.
    pub(super) fn server(&self) -> &ServerInfo {
        self.0.server_info()
    }

    /// Says something that the server must agree to.
    pub(super) async fn command(&mut self, command: impl Display, time: Duration) -> Result<(), Trouble> {
        within(time, async { Ok(self.0.command(command).await.map(drop)?) }).await
    }

    /// Sends a mail. Has no time-out of its own.
    pub(super) async fn message(&mut self, bytes: &[u8]) -> Result<(u16, String), Trouble> {
        // lettre ends the last line itself.
        let answer = self.0.message(bytes.strip_suffix(b"\r\n").unwrap_or(bytes)).await?;
        Ok((answer.code().into(), answer.message().collect::<Vec<_>>().join("\n")))
    }

    /// Says good-bye. Whether anybody hears it does not matter.
    pub(super) async fn quit(mut self, time: Duration) {
        drop(timeout(time, self.0.quit()).await);
    }
}

async fn within<T>(time: Duration, work: impl Future<Output = Result<T, Trouble>>) -> Result<T, Trouble> {
    timeout(time, work).await.unwrap_or(Err(Trouble::Slow))
}

/// What a server said in the clear.
struct Answer {
    code: u16,
    text: String,
}

impl Answer {
    fn trouble(self) -> Trouble {
        match self.code {
            400..600 => Trouble::No(self.code, self.text),
            _ => Trouble::Odd("it does not keep to the protocol".to_owned()),
        }
    }
}

/// Says something, if there is something to say, and reads one answer. Whoever says more than that is not trusted: it would
/// be read as if it came encrypted.
async fn answer(tcp: &mut TcpStream, command: Option<&str>) -> Result<Answer, Trouble> {
    let lost = |_| Trouble::Lost;
    if let Some(command) = command {
        tcp.write_all(command.as_bytes()).await.map_err(lost)?;
    }
    let mut heard = Vec::new();
    loop {
        if tcp.read_buf(&mut heard).await.map_err(lost)? == 0 {
            return Err(Trouble::Lost);
        }
        match Heard::from(heard.as_slice()) {
            Heard::Answer(answer) => return Ok(answer),
            Heard::Nonsense => return Err(Trouble::Odd("it does not keep to the protocol".to_owned())),
            Heard::Part if heard.len() > CLEAR => return Err(Trouble::Odd("it says too much".to_owned())),
            Heard::Part => {}
        }
    }
}

/// What was heard so far.
enum Heard {
    /// One answer (RFC 5321, section 4.2), and nothing else.
    Answer(Answer),
    /// The beginning of one.
    Part,
    /// None, or more than one.
    Nonsense,
}

impl From<&[u8]> for Heard {
    fn from(heard: &[u8]) -> Self {
        let text = String::from_utf8_lossy(heard);
        let Some(whole) = text.strip_suffix('\n') else { return Self::Part };
        let mut told = Vec::new();
        let mut lines = whole.split('\n');
        while let Some(line) = lines.next() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            let Some(code) = line.get(..3).and_then(|code| code.parse().ok()) else { return Self::Nonsense };
            told.push(line.get(4..).unwrap_or_default());
            match line.as_bytes().get(3) {
                Some(b'-') => {}
                Some(b' ') | None if lines.next().is_none() => {
                    return Self::Answer(Answer { code, text: told.join("\n") });
                }
                _ => return Self::Nonsense,
            }
        }
        Self::Part
    }
}

/// What stands for the greeting, which was heard before.
const GREETING: &[u8] = b"220 encrypted\r\n";

/// An encrypted connection, with something to be read before it.
struct Encrypted {
    ahead: &'static [u8],
    tls: TlsStream<TcpStream>,
    peer: SocketAddr,
}

impl AsyncTokioStream for Encrypted {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}

impl fmt::Debug for Encrypted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encrypted").finish_non_exhaustive()
    }
}

impl AsyncRead for Encrypted {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.ahead.is_empty() {
            return Pin::new(&mut self.tls).poll_read(context, into);
        }
        let (now, later) = self.ahead.split_at(self.ahead.len().min(into.remaining()));
        into.put_slice(now);
        self.ahead = later;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Encrypted {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.tls).poll_write(context, from)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tls).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tls).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_one_answer() {
        let read = |heard: &str| match Heard::from(heard.as_bytes()) {
            Heard::Answer(answer) => Ok((answer.code, answer.text)),
            Heard::Part => Err("part"),
            Heard::Nonsense => Err("nonsense"),
        };
        assert_eq!(read("220 mail.example.org\r\n"), Ok((220, "mail.example.org".to_owned())));
        assert_eq!(read("250-a\r\n250 STARTTLS\r\n"), Ok((250, "a\nSTARTTLS".to_owned())));
        assert_eq!(read("250\r\n"), Ok((250, String::new())));
        for unfinished in ["", "22", "220 x", "250-a\r\n", "250-a\r\n250 b"] {
            assert_eq!(read(unfinished), Err("part"), "{unfinished:?}");
        }
        for bad in ["220 go\r\n250 injected\r\n", "hello\r\n", "\r\n", "22é x\r\n", "220/x\r\n"] {
            assert_eq!(read(bad), Err("nonsense"), "{bad:?}");
        }
        // The rest of what was injected comes too late to be taken for the answer.
        assert_eq!(read("220 go\r\n250 inj"), Err("part"));
    }
}
