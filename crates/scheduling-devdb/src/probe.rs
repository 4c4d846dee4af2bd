//! Asks a socket whether a PostgreSQL server accepts connections there, in PostgreSQL's own protocol.
//!
//! That a socket can be connected to does not tell: it is there before the server has recovered its data. So a session is
//! opened, as far as the server lets it, and closed.
//! Source: PostgreSQL documentation, "Frontend/Backend Protocol", start-up and error fields.

use std::{
    io::{self, ErrorKind, Read as _, Write as _},
    os::unix::net::UnixStream,
    path::Path,
    time::Duration,
};

/// The bootstrap superuser of every cluster, and the database that `initdb` makes.
pub(crate) const SUPERUSER: &str = "postgres";
/// Protocol 3.0.
const PROTOCOL: i32 = 3 << 16;
/// `cannot_connect_now`: starting up, recovering or shutting down.
const CANNOT_CONNECT_NOW: &[u8] = b"57P03";
/// No message of a session's start is nearly as long; more is not PostgreSQL.
const LONGEST_MESSAGE: usize = 1 << 16;
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A session can be had, or is refused for a reason that only a working server has (too many clients).
    Ready,
    /// A server is there and does not accept sessions now.
    NotYet,
    /// Nobody listens.
    Nobody,
}

pub(crate) fn ask(socket: &Path) -> io::Result<Answer> {
    match UnixStream::connect(socket) {
        Ok(stream) => match converse(&stream) {
            // A server that dies, or whose child was killed, hangs up without a word.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::UnexpectedEof
                        | ErrorKind::ConnectionReset
                        | ErrorKind::BrokenPipe
                        | ErrorKind::WouldBlock
                        | ErrorKind::TimedOut
                ) =>
            {
                Ok(Answer::NotYet)
            }
            other => other,
        },
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::ConnectionRefused) => Ok(Answer::Nobody),
        Err(error) => Err(error),
    }
}

fn converse(mut stream: &UnixStream) -> io::Result<Answer> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(&startup_message()?)?;
    loop {
        let mut head = [0; 5];
        stream.read_exact(&mut head)?;
        let [kind, length @ ..] = head;
        let length = usize::try_from(i32::from_be_bytes(length)).unwrap_or(usize::MAX);
        let body_length = length.checked_sub(4).filter(|length| *length <= LONGEST_MESSAGE);
        let mut body =
            vec![0; body_length.ok_or_else(|| io::Error::new(ErrorKind::InvalidData, "this is not PostgreSQL"))?];
        stream.read_exact(&mut body)?;
        match kind {
            b'Z' => {
                stream.write_all(&[b'X', 0, 0, 0, 4])?;
                return Ok(Answer::Ready);
            }
            b'E' if error_code(&body) == Some(CANNOT_CONNECT_NOW) => return Ok(Answer::NotYet),
            // An authentication request other than "you are in" comes from a server that works.
            b'E' => return Ok(Answer::Ready),
            b'R' if body != [0; 4] => return Ok(Answer::Ready),
            b'R' | b'S' | b'K' | b'N' | b'v' => {}
            _ => return Err(io::Error::new(ErrorKind::InvalidData, "this is not PostgreSQL")),
        }
    }
}

fn startup_message() -> io::Result<Vec<u8>> {
    let mut body = PROTOCOL.to_be_bytes().to_vec();
    for text in ["user", SUPERUSER, "database", SUPERUSER, "application_name", "scheduling-devdb"] {
        body.extend_from_slice(text.as_bytes());
        body.push(0);
    }
    body.push(0);
    let length = i32::try_from(body.len() + 4).map_err(io::Error::other)?;
    Ok([&length.to_be_bytes()[..], &body].concat())
}

/// The SQLSTATE of an error message: fields of one type byte and a text, each ended by a zero.
fn error_code(body: &[u8]) -> Option<&[u8]> {
    body.split(|byte| *byte == 0).find_map(|field| field.strip_prefix(b"C"))
}

#[cfg(test)]
mod tests {
    use std::{net::Shutdown, os::unix::net::UnixListener, thread};

    use super::*;

    fn answer_to(reply: &'static [u8]) -> io::Result<Answer> {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("s");
        let listener = UnixListener::bind(&socket).unwrap();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut length = [0; 4];
            stream.read_exact(&mut length).unwrap();
            let mut rest = vec![0; usize::try_from(u32::from_be_bytes(length)).unwrap() - 4];
            stream.read_exact(&mut rest).unwrap();
            assert!(rest.starts_with(&[0, 3, 0, 0]));
            stream.write_all(reply).unwrap();
            stream.shutdown(Shutdown::Write).unwrap();
            // Until the client hangs up, however it does.
            drop(stream.read_to_end(&mut rest));
        });
        let answer = ask(&socket);
        server.join().unwrap();
        answer
    }

    #[test]
    fn a_server_that_is_starting_up_is_not_ready() {
        let reply = b"E\0\0\0\x19SFATAL\0C57P03\0Mwait\0\0";
        assert_eq!(usize::from(reply[4]), reply.len() - 1);
        assert_eq!(answer_to(reply).unwrap(), Answer::NotYet);
    }

    #[test]
    fn a_server_that_is_full_is_ready() {
        assert_eq!(answer_to(b"E\0\0\0\x19SFATAL\0C53300\0Mfull\0\0").unwrap(), Answer::Ready);
    }

    #[test]
    fn a_server_that_lets_us_in_is_ready() {
        assert_eq!(answer_to(b"R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I").unwrap(), Answer::Ready);
    }

    #[test]
    fn a_server_that_hangs_up_is_not_ready() {
        assert_eq!(answer_to(b"").unwrap(), Answer::NotYet);
    }

    #[test]
    fn something_else_on_the_socket_is_an_error() {
        assert_eq!(answer_to(b"HTTP/1.1 400 Bad Request").unwrap_err().kind(), ErrorKind::InvalidData);
    }

    #[test]
    fn a_missing_socket_is_nobody() {
        assert_eq!(ask(Path::new("/nonexistent/socket")).unwrap(), Answer::Nobody);
    }
}
