//! A worker whose deliveries are all taken, and the mails among them.

use std::sync::{Arc, Mutex};

use scheduling_core::Notification;
use scheduling_engine::{
    Content, Deliver, Delivered, Opened, Parcel, Pending, Route, Undelivered, Worker, WorkerOptions, WorkerParts,
};

use crate::World;

/// Takes everything, and keeps the mails.
#[derive(Clone, Debug, Default)]
struct TakesAll(Arc<Mutex<Vec<Notification>>>);

impl Deliver for TakesAll {
    fn open(&self, _: Route) -> Pending<'_, Result<Box<dyn Opened>, Undelivered>> {
        let opened: Box<dyn Opened> = Box::new(self.clone());
        Box::pin(async { Ok(opened) })
    }
}

#[expect(clippy::expect_used, reason = "a test that panicked has failed already")]
impl Opened for TakesAll {
    fn send(self: Box<Self>, parcel: Parcel) -> Pending<'static, Result<Delivered, Undelivered>> {
        if let Content::Mail(mail) = parcel.content {
            self.0.lock().expect("nobody panicked").push(*mail);
        }
        Box::pin(async { Ok(Delivered::default()) })
    }
}

#[expect(clippy::expect_used, reason = "a world that does not work must fail the test")]
impl World {
    /// A worker whose deliveries are all taken.
    #[must_use]
    pub fn worker(&self) -> Worker {
        self.worker_with(TakesAll::default())
    }

    /// Sends all that is due, and returns the mails among it.
    ///
    /// # Panics
    /// The worker failed.
    pub async fn mails(&self) -> Vec<Notification> {
        let taken = TakesAll::default();
        self.worker_with(taken.clone()).drain().await.expect("a worker that works");
        std::mem::take(&mut *taken.0.lock().expect("nobody panicked"))
    }

    fn worker_with(&self, deliver: TakesAll) -> Worker {
        Worker::new(WorkerParts {
            engine: self.engine.clone(),
            deliver: Arc::new(deliver),
            event_body: |told| format!("{{\"type\":\"{}\"}}", told.kind()),
            public_url: "https://book.example.org".to_owned(),
            options: WorkerOptions::default(),
        })
    }
}
