//! Leases and rate limits in the memory of this process: the fallback, and all that a single
//! process needs. Clones share state.

mod limiter;
mod lock;

pub use limiter::LocalLimiter;
pub use lock::LocalLock;
