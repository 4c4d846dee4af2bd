//! Passwords: hashed by Argon2id, a few at a time and away from the threads that serve. No password is ever logged.

use std::{fmt, num::NonZeroUsize, sync::Arc, thread::available_parallelism};

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::{PasswordHash, SaltString},
};
use tokio::{sync::Semaphore, time::timeout};

use crate::{Engine, failure::Failure, writing::BUDGET};

/// What OWASP recommends of Argon2id: 19 MiB, twice, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// The fewest characters of a new password.
const SHORTEST: usize = 12;
/// The most, so that nobody makes the server hash a book.
const LONGEST: usize = 256;
/// Of no password that anybody has, so that an account that is not there takes as long as one that is.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2NoZWR1bGluZy1zYWx0$UoqmRN0KDK+ddfHtVxR7nZ4WtFGkHtCIBWDYwMLHHKY";

/// A password as somebody has typed it.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// Why a text is not taken as a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// It is too short.
    #[error("must have at least {SHORTEST} characters")]
    TooShort,
    /// It is too long.
    #[error("must have at most {LONGEST} characters")]
    TooLong,
}

impl Password {
    /// A password that somebody presents; whether it is right is found out by using it.
    #[must_use]
    pub fn presented(text: &str) -> Self {
        Self(text.chars().take(LONGEST + 1).collect())
    }

    /// A new password, which may have any characters.
    ///
    /// # Errors
    /// It is too short or too long.
    pub fn chosen(text: &str) -> Result<Self, WeakPassword> {
        match text.chars().take(LONGEST + 1).count() {
            length if length < SHORTEST => Err(WeakPassword::TooShort),
            length if length > LONGEST => Err(WeakPassword::TooLong),
            _ => Ok(Self(text.to_owned())),
        }
    }
}

impl fmt::Debug for Password {
    /// Says nothing: passwords stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// How many passwords are hashed at a time: as many as there are cores, since each takes one.
#[derive(Clone, Debug)]
pub(crate) struct Hashing(Arc<Semaphore>);

impl Default for Hashing {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(available_parallelism().map_or(1, NonZeroUsize::get))))
    }
}

impl Engine {
    /// The hash of a new password, in PHC form.
    pub(crate) async fn hash_password<E>(&self, password: Password) -> Result<String, Failure<E>> {
        let salt = self.parts.ids.secret().map_err(Failure::internal)?;
        let hashed = self.hashing(move || {
            let salt = SaltString::encode_b64(&salt)?;
            argon2()?.hash_password(password.0.as_bytes(), &salt).map(|hash| hash.to_string())
        });
        hashed.await?.map_err(Failure::internal)
    }

    /// Whether a password is the one with this hash. Without a hash it is not, and that takes as long.
    pub(crate) async fn is_password<E>(&self, password: Password, hash: Option<String>) -> Result<bool, Failure<E>> {
        let checked = self.hashing(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODYS.to_owned());
            let hash = PasswordHash::new(&hash)?;
            match argon2()?.verify_password(password.0.as_bytes(), &hash) {
                Ok(()) => Ok(known),
                Err(argon2::password_hash::Error::Password) => Ok(false),
                Err(error) => Err(error),
            }
        });
        checked.await?.map_err(Failure::internal)
    }

    async fn hashing<T: Send + 'static, E>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure<E>> {
        let turns = Arc::clone(&self.hashing.0);
        let turn = timeout(BUDGET, turns.acquire_owned()).await.map_err(|_| Failure::Busy)?;
        let turn = turn.map_err(Failure::internal)?;
        let hashed = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        hashed.await.map_err(Failure::internal)
    }
}

fn argon2() -> Result<Argon2<'static>, argon2::password_hash::Error> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_hash_costs_what_any_other_does() {
        let nobodys = PasswordHash::new(NOBODYS).unwrap();
        let params = Params::try_from(&nobodys).unwrap();
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (MEMORY_KIB, PASSES, LANES));
        assert_eq!(nobodys.algorithm.as_str(), "argon2id");
        assert_eq!(nobodys.hash.unwrap().len(), Params::DEFAULT_OUTPUT_LEN);
    }

    #[test]
    fn a_new_password_has_twelve_characters_or_more_of_any_kind() {
        assert!(Password::chosen("correct horse").is_ok());
        assert!(Password::chosen(&"ü".repeat(12)).is_ok());
        assert_eq!(Password::chosen("elevenchars"), Err(WeakPassword::TooShort));
        assert_eq!(Password::chosen(&"a".repeat(257)), Err(WeakPassword::TooLong));
        let password = Password::chosen("correct horse").unwrap();
        assert_eq!(format!("{password:?}"), "Password(…)");
    }
}
