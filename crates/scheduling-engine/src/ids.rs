//! Where ids and secrets come from: the only place of the product that asks for randomness.

use std::fmt::Debug;

use uuid::Uuid;

/// Makes ids and secrets.
pub trait IdSource: Send + Sync + Debug {
    /// A new id, `UUIDv7` (RFC 9562, section 5.7), so that new rows are neighbours in every index.
    fn uuid(&self) -> Uuid;

    /// 256 random bits.
    ///
    /// # Errors
    /// The system has no randomness to give.
    fn secret(&self) -> Result<[u8; 32], NoRandomness>;
}

/// The system has no randomness to give.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the system gives no random bytes")]
pub struct NoRandomness;

/// Ids from the machine's clock and its source of randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemIds;

impl IdSource for SystemIds {
    #[expect(clippy::disallowed_methods, reason = "this is the source that everybody else asks")]
    fn uuid(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn secret(&self) -> Result<[u8; 32], NoRandomness> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
        Ok(bytes)
    }
}
