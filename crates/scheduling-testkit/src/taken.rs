//! A worker whose deliveries are all taken, by nobody.

use std::sync::Arc;

use scheduling_engine::{
    Deliver, Delivered, Opened, Parcel, Pending, Route, Undelivered, Worker, WorkerOptions, WorkerParts,
};

use crate::World;

/// Takes everything.
#[derive(Clone, Copy, Debug)]
struct TakesAll;

impl Deliver for TakesAll {
    fn open(&self, _: Route) -> Pending<'_, Result<Box<dyn Opened>, Undelivered>> {
        Box::pin(async { Ok(Box::new(Self) as Box<dyn Opened>) })
    }
}

impl Opened for TakesAll {
    fn send(self: Box<Self>, _: Parcel) -> Pending<'static, Result<Delivered, Undelivered>> {
        Box::pin(async { Ok(Delivered::default()) })
    }
}

impl World {
    /// A worker whose deliveries are all taken.
    #[must_use]
    pub fn worker(&self) -> Worker {
        Worker::new(WorkerParts {
            engine: self.engine.clone(),
            deliver: Arc::new(TakesAll),
            event_body: |told| format!("{{\"type\":\"{}\"}}", told.kind()),
            public_url: "https://book.example.org".to_owned(),
            options: WorkerOptions::default(),
        })
    }
}
