//! Test databases, Redis servers, a fixed clock, sequential ids and a world to begin with. For tests only.

mod clock;
pub mod db;
pub mod issuer;
pub mod people;
pub mod redis;
mod taken;
pub mod world;

pub use self::{
    clock::{FixedClock, SequentialIds},
    world::World,
};
